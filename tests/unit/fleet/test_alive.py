"""Commands that need a bot to stand still: a node that lives and has it is in their way."""

import asyncio
from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from bot.command_line import parser
from bot.commands.database.migrate import run_migrate
from bot.commands.database.move import run_move
from bot.commands.database.put_back import run_restored
from bot.fleet.register import alive, tables
from bot.fleet.register.alive import refuse_served
from bot.fleet.register.book import Book
from bot.fleet.register.line import Line
from bot.settings.settings import Settings
from db.errors import AlreadyServed
from db.migrate import migrate
from tests.postgresql.cluster import Cluster

BOT = 4242
BEATS_BY_ITSELF = """
    ALTER TABLE procrastinate_workers RENAME TO those;
    CREATE VIEW procrastinate_workers AS SELECT id, clock_timestamp() AS last_heartbeat FROM those;
"""


@pytest.fixture
async def line(postgresql_url: URL) -> AsyncIterator[Line]:
    opened = Line(postgresql_url, patience=60)
    async with opened.connection() as connection:
        await tables.make(connection)
    yield opened
    await opened.close()


async def node(line: Line, *, bots: list[int], serves: bool = False) -> None:
    async with line.connection() as connection:
        book = await Book.over(connection)
        worker = await book.sign_on("two", address=None, version="1", bots=bots)
        if serves:
            await book.give(BOT, "two", "nobody had it")
            await book.take("two", worker)


def beating(cluster: Cluster, url: URL) -> Callable[[float], None]:
    """In place of a pause: the node says that it is there."""

    def beat(_seconds: float) -> None:
        with cluster.server.connect(str(url.database)) as connection:
            connection.execute("UPDATE herald.procrastinate_workers SET last_heartbeat = now()")

    return beat


def nothing(_seconds: float) -> None:
    """Nobody says anything."""


@pytest.mark.parametrize(("bots", "serves"), [([BOT], False), ([], True)])
async def test_who_has_its_token_or_serves_it_yet_and_lives(
    cluster: Cluster, line: Line, postgresql_url: URL, bots: list[int], *, serves: bool
) -> None:
    await node(line, bots=bots, serves=serves)
    with pytest.raises(AlreadyServed, match=r"nodes \(two\).*BOT_TOKENS_FILE.*SIGHUP"):
        refuse_served(postgresql_url, beating(cluster, postgresql_url))


async def test_who_is_gone_or_has_nothing_to_do_with_it(
    cluster: Cluster, line: Line, postgresql_url: URL
) -> None:
    refuse_served(postgresql_url, nothing)
    await node(line, bots=[7])
    refuse_served(postgresql_url, beating(cluster, postgresql_url))
    await node(line, bots=[BOT], serves=True)
    refuse_served(postgresql_url, nothing)


def test_where_no_node_ever_was(postgresql_url: URL) -> None:
    refuse_served(postgresql_url, nothing)


async def test_no_command_touches_what_a_node_serves(
    cluster: Cluster,
    line: Line,
    postgresql_url: URL,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(alive, "LOOK_AGAIN", 0.0)
    await node(line, bots=[BOT])
    with cluster.server.connect(str(postgresql_url.database)) as connection:
        connection.execute(f"SET search_path TO herald; {BEATS_BY_ITSELF}")
    address = postgresql_url.render_as_string(hide_password=False)
    settings = Settings(_env_file=None, bot_token=f"{BOT}:abc", database_url=address)
    file = f"sqlite+aiosqlite:///{tmp_path / 'bot.sqlite3'}"
    there, back = (
        parser().parse_args(["move", *words]) for words in ((file, address), (address, file))
    )
    with pytest.raises(AlreadyServed):
        await asyncio.to_thread(run_migrate, settings)
    await migrate(postgresql_url)
    await asyncio.to_thread(run_migrate, settings)  # there is nothing to do
    for command in (
        partial(run_move, there),
        partial(run_move, back),
        partial(run_restored, settings),
    ):
        with pytest.raises(AlreadyServed):
            await asyncio.to_thread(command)
    assert not (tmp_path / "bot.sqlite3").exists()

"""A backup that PostgreSQL's own programs have put in place is noticed when the bot is taken over;
what nothing tells of, `herald restored` says."""

import asyncio
import subprocess
import uuid
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.engine import URL

from bot.commands.database.put_back import run_restored
from bot.demo.postgresql.server import Server
from bot.settings.settings import Settings
from botapi.call import Call
from broadcast.ledger.takeover import Takeover
from broadcast.model.content import Content
from db.broadcasts import broadcasts, drafts
from db.connection.database import Database
from db.connection.opening import open_database
from db.connection.sqlite.instance_lock import InstanceLock
from db.errors import AlreadyRunning
from db.ledger import runs
from db.migrate import migrate
from db.schema.ledger import deliveries
from db.schema.ledger import runs as runs_table
from db.schema.states import BroadcastState, DeliveryState, PauseReason
from runtime.clock import SystemClock
from tests.conftest import TOKEN
from tests.engine.ledger.test_ledger import add_people
from tests.postgresql.cluster import Cluster

PEOPLE = 5
PutBack = Callable[[Server, URL], URL]
"""Gives where the bot is from then on"""


def pg(server: Server, program: str, *words: str) -> None:
    address = ("-h", str(server.folder / "socket"), "-p", str(server.port), "-U", "herald")
    subprocess.run([server.programs.path(program), *address, *words], check=True)


def restored_in_place(server: Server, url: URL) -> URL:
    """The schema is dropped, and comes back from what pg_dump wrote."""
    database, copy = str(url.database), str(server.folder / f"{url.database}.dump")
    pg(server, "pg_dump", "-Fc", "-n", "bot_4242", "-f", copy, database)
    with server.connect(database) as connection:
        connection.execute("DROP SCHEMA bot_4242 CASCADE")
    pg(server, "pg_restore", "--exit-on-error", "-d", database, copy)
    return url


def restored_elsewhere(server: Server, url: URL) -> URL:
    """The whole database, in another one."""
    database, copy = str(url.database), str(server.folder / f"{url.database}.sql")
    pg(server, "pg_dump", "-f", copy, database)
    pg(server, "createdb", f"{database}_other")
    pg(server, "psql", "-q", "-v", "ON_ERROR_STOP=1", "-f", copy, f"{database}_other")
    return url.set(database=f"{database}_other")


def promoted(server: Server, url: URL) -> URL:
    """It was a standby, which may not have got all that the primary had."""
    server.end()
    (server.folder / "data" / "standby.signal").touch()
    server.start()
    with server.connect() as connection:
        connection.execute("SELECT pg_promote()")
    return url


def started_again(server: Server, url: URL) -> URL:
    server.kill()
    server.start()
    return url


@asynccontextmanager
async def opened(url: URL) -> AsyncIterator[Database]:
    database = await open_database(url)
    try:
        yield database
    finally:
        await database.close()


async def taken_over(url: URL) -> dict[int, int]:
    """The states of a broadcast's deliveries after that."""
    async with opened(url) as database:
        for _ in range(2):  # the second time there is nothing to doubt
            await Takeover(database, SystemClock(), bot_id=4242).take_over()
        async with database.read() as connection:
            rows = await connection.execute(
                select(deliveries.c.subscriber_id, deliveries.c.state, deliveries.c.reason)
            )
            found = {int(row.subscriber_id): int(row.state) for row in rows}
            [run] = await connection.execute(
                select(runs_table.c.state, runs_table.c.pause_reason, runs_table.c.uncertain)
            )
    doubted = run.state == BroadcastState.PAUSED
    assert run.pause_reason == (PauseReason.RESTORED if doubted else None)
    assert run.uncertain == (PEOPLE if doubted else 0)
    return found


async def begun(url: URL) -> None:
    """A broadcast runs, and nobody has got it yet."""
    await migrate(url)
    async with opened(url) as database:
        await Takeover(database, SystemClock(), bot_id=4242).take_over()
        await add_people(database, PEOPLE)
        content = Content(message=(Call(method="sendMessage", params={"text": "Good news"}),))
        async with database.write() as connection:
            number = await drafts.add(
                connection, title="t", content=content.dump(), author=1, now=1
            )
            await broadcasts.mark_launched(connection, number)
            await runs.add(connection, broadcast_id=number, by=1, total=PEOPLE, upto=PEOPLE, now=1)


@pytest.fixture
def alone(cluster: Cluster) -> Iterator[Server]:
    """A server that may be killed."""
    folder = cluster.server.folder.with_name(f"herald-put-back-{uuid.uuid4().hex[:6]}")
    server = Server.make(folder, cluster.server.programs)
    yield server
    server.close()


@pytest.mark.parametrize("put_back", [restored_in_place, restored_elsewhere, promoted])
async def test_a_backup_that_was_put_in_place_is_doubted(alone: Server, put_back: PutBack) -> None:
    url = alone.url(schema="bot_4242")
    await begun(url)
    url = await asyncio.to_thread(put_back, alone, url)
    everybody = dict.fromkeys(range(1, PEOPLE + 1), int(DeliveryState.UNCERTAIN))
    assert await taken_over(url) == everybody


async def test_a_server_that_was_started_again_is_believed(alone: Server) -> None:
    url = alone.url(schema="bot_4242")
    await begun(url)
    await asyncio.to_thread(started_again, alone, url)
    assert await taken_over(url) == {}


def _settings(url: URL) -> Settings:
    return Settings.model_validate(
        {"bot_token": TOKEN, "database_url": url.render_as_string(hide_password=False)}
    )


async def test_what_nothing_tells_of_is_said_by_hand(
    database_url: URL, capsys: pytest.CaptureFixture[str]
) -> None:
    await begun(database_url)
    await asyncio.to_thread(run_restored, _settings(database_url))
    assert f"people who may have got them since, and are uncertain: {PEOPLE}" in (
        capsys.readouterr().out
    )
    everybody = dict.fromkeys(range(1, PEOPLE + 1), int(DeliveryState.UNCERTAIN))
    assert await taken_over(database_url) == everybody


async def test_it_is_not_said_while_the_bot_runs(tmp_path: Path) -> None:
    file = tmp_path / "herald.sqlite3"
    url = URL.create("sqlite+aiosqlite", database=str(file))
    await migrate(url)
    with InstanceLock(file), pytest.raises(AlreadyRunning):
        await asyncio.to_thread(run_restored, _settings(url))

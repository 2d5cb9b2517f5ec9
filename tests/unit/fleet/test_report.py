"""herald fleet: who serves what, since when and why; and what a node needs before it starts."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import URL

from bot.errors import StartRefused
from bot.fleet import needs
from bot.fleet.register import tables
from bot.fleet.register.book import Book
from bot.fleet.register.line import Line
from bot.fleet.report import BotLine, NodeLine, ago, lines, run_fleet
from bot.fleet.rules import STALLED
from bot.settings.settings import Settings
from db.errors import DatabaseUnavailable

POSTGRESQL = "postgresql+psycopg://u@h/d"


def settings_of(folder: Path, **chosen: Any) -> Settings:
    standard: dict[str, Any] = {"bot_tokens_file": folder / "tokens", "database_url": POSTGRESQL}
    given: dict[str, Any] = standard | chosen
    return Settings(_env_file=None, telegram_api_url="http://127.0.0.1:1", **given)


def node(name: str, *, heard: float = 0.2) -> NodeLine:
    return NodeLine(
        name=name,
        address=None,
        version="1.0",
        heard=heard,
        running=7_300.0,
        leaving=False,
        tokens=2,
    )


def test_it_is_a_table_of_nodes_and_one_of_bots() -> None:
    bots = [
        BotLine(id=101, state="served", node="one", job=7, served=65.0, why="nobody had it"),
        BotLine(id=102, state="stopped", node=None, job=None, served=None, why="refused"),
    ]
    assert lines([node("one"), node("two", heard=STALLED)], bots) == [
        "NODE  STATE   HEARD      RUNNING  BOTS    VERSION  ADDRESS",
        "one   alive   0.2 s ago  2 h      1 of 2  1.0      -",
        "two   silent  3.5 s ago  2 h      0 of 2  1.0      -",
        "",
        "BOT  STATE    NODE  FOR    JOB  WHY",
        "101  served   one   1 min  7    nobody had it",
        "102  stopped  -     -      -    refused",
    ]


def test_one_unit_is_enough() -> None:
    assert [ago(seconds) for seconds in (0.4, 59, 60, 7_200, 200_000)] == [
        *("0 s", "59 s", "1 min", "2 h", "2 d")
    ]


async def written(url: URL) -> None:
    """One node serves a bot, another bot's token was refused, a third is nobody's."""
    line = Line(url)
    async with line.connection() as connection:
        await tables.make(connection)
        book = await Book.over(connection)
        worker = await book.sign_on("one", address="http://one", version="1", bots=[101])
        await book.enable([101, 102, 103])
        await book.disable(102, "the token was refused")
        await book.give(101, "one", "two fell silent")
        await book.take("one", worker)
    await line.close()


def test_it_is_read_from_what_the_nodes_have_written(
    postgresql_url: URL, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asyncio.run(written(postgresql_url))
    address = postgresql_url.render_as_string(hide_password=False)
    assert run_fleet(settings_of(tmp_path, database_url=address), as_json=True) == 0
    told = json.loads("".join(capsys.readouterr()))
    assert [(one["name"], one["state"], one["address"]) for one in told["nodes"]] == [
        ("one", "alive", "http://one")
    ]
    assert [(one["id"], one["state"], one["node"], one["why"]) for one in told["bots"]] == [
        (101, "served", "one", "two fell silent"),
        (102, "stopped", None, "the token was refused"),
        (103, "nobody's", None, "no node has its token, or all are silent"),
    ]


def test_a_database_without_nodes_says_so(postgresql_url: URL, tmp_path: Path) -> None:
    address = postgresql_url.render_as_string(hide_password=False)
    with pytest.raises(DatabaseUnavailable, match="no node has ever run"):
        run_fleet(settings_of(tmp_path, database_url=address), as_json=False)


@pytest.mark.parametrize(
    ("chosen", "tokens", "words"),
    [
        ({"database_url": ""}, True, "DATABASE_URL"),
        ({}, False, "BOT_TOKENS_FILE"),
        (
            {
                "webhook_url": "https://bots.example",
                "webhook_secret": "s3cret",
                "http_port": 8080,
            },
            True,
            "NODE_ADDRESS",
        ),
    ],
)
def test_what_a_node_needs_is_said_in_one_line(
    tmp_path: Path, chosen: dict[str, Any], words: str, *, tokens: bool
) -> None:
    with pytest.raises(StartRefused, match=words):
        needs.look(settings_of(tmp_path, **chosen), tokens=tokens)


def test_a_node_without_the_extra_says_which(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(needs, "EXTRA", ("no_such_package",))
    with pytest.raises(StartRefused, match=r"herald\[fleet\]"):
        needs.look(settings_of(tmp_path), tokens=True)

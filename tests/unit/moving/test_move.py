"""A bot's database on its way from a file to a server and back: all of it, or nothing."""

import asyncio
import pkgutil
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Boolean, CheckConstraint, Float, SmallInteger, String, Table
from sqlalchemy.engine import URL

import db.schema
from bot.command_line import parser
from bot.commands.database.move import run_move
from db.connection.opening import parse_url
from db.connection.postgresql.server import connected
from db.connection.postgresql.session_lock import lock_over
from db.connection.sqlite.database import database_file
from db.connection.sqlite.instance_lock import InstanceLock
from db.errors import (
    AlreadyRunning,
    AlreadyServed,
    DatabaseMoved,
    DatabaseTrouble,
    DatabaseUnavailable,
)
from db.migrate import migrate, stored_version
from db.moving.marks import MOVED_FROM, MOVED_TO
from db.moving.move import move
from db.moving.postgresql import SchemaTarget
from db.moving.rows import tables
from db.moving.sqlite import FileSource
from db.schema.metadata import HEAD

ROOT = Path(__file__).parents[3]
LATE = 5_000_000_000  # a moment beyond 32 bits
ROWS = 7  # in each table


@pytest.fixture
async def file(tmp_path: Path) -> URL:
    """Rows in every table; of subscribers the last two were erased."""
    url = parse_url(f"sqlite+aiosqlite:///{tmp_path / 'bot.sqlite3'}")
    await migrate(url)
    with closing(sqlite3.connect(database_file(url))) as connection, connection:
        for table in tables():
            for number in range(1, ROWS + 1):
                row = [_value(table, column, number) for column in table.columns]
                names = ", ".join(f'"{column.name}"' for column in table.columns)
                places = ", ".join("?" * len(row))
                connection.execute(f'INSERT INTO "{table.name}" ({names}) VALUES ({places})', row)
        connection.execute("UPDATE sqlite_sequence SET seq = 9 WHERE name = 'subscribers'")
    return url


@pytest.fixture
def other_file(tmp_path: Path) -> URL:
    return parse_url(f"sqlite+aiosqlite:///{tmp_path / 'elsewhere' / 'back.sqlite3'}")


def _value(table: Table, column: Any, number: int) -> Any:
    """Of every kind, as long and as large as it may be."""
    for rule in table.constraints:
        if isinstance(rule, CheckConstraint) and str(rule.sqltext).startswith(f"{column.name} IN"):
            words = re.findall("'([^']+)'", str(rule.sqltext))
            return words[number % len(words)]
    if column.nullable and number % 3 == 0:
        return None
    if isinstance(column.type, Boolean):
        return number % 2
    if isinstance(column.type, Float):
        return number / 7
    if isinstance(column.type, String):
        text = f"{number} Ж🙂 \\N \t\n,\"'"
        return (text * 9)[: column.type.length] if column.type.length else text
    if isinstance(column.type, SmallInteger) or column.primary_key or column.foreign_keys:
        return number
    return LATE + number


def _all(file: URL) -> dict[str, list[tuple[Any, ...]]]:
    with closing(sqlite3.connect(database_file(file))) as connection:
        found = {
            table.name: sorted(
                connection.execute(f'SELECT * FROM "{table.name}"').fetchall(), key=repr
            )
            for table in tables()
        }
        found["numbers"] = sorted(connection.execute("SELECT * FROM sqlite_sequence").fetchall())
    found["engine_memory"] = [
        row for row in found["engine_memory"] if row[0] not in {MOVED_TO, MOVED_FROM}
    ]
    return found


def _epoch(url: URL) -> int | None:
    with connected(url) as connection:
        epoch: int | None = connection.exec_driver_sql("SELECT epoch FROM owner").scalar()
        return epoch


def herald(*words: str) -> int:
    return run_move(parser().parse_args(["move", *words]))


def _shown(url: URL) -> str:
    return url.render_as_string(hide_password=False)


def test_there_and_back_every_row_is_as_it_was(
    file: URL, postgresql_url: URL, other_file: URL, capsys: pytest.CaptureFixture[str]
) -> None:
    before = _all(file)
    assert herald(_shown(file), _shown(postgresql_url)) == 0
    assert f"{len(tables()) * ROWS} rows moved, and each compared" in capsys.readouterr().out
    assert herald(_shown(postgresql_url), _shown(other_file)) == 0
    assert _all(other_file) == before


def test_the_number_of_an_erased_person_is_not_given_again(
    file: URL, postgresql_url: URL, other_file: URL
) -> None:
    insert = "INSERT INTO subscribers (chat_id, joined_at, changed_at) VALUES (1, 1, 1)"
    herald(_shown(file), _shown(postgresql_url))
    with connected(postgresql_url) as connection:
        assert connection.exec_driver_sql(f"{insert} RETURNING id").scalar() == 10
        connection.exec_driver_sql("DELETE FROM subscribers WHERE id = 10")
        connection.commit()
    herald(_shown(postgresql_url), _shown(other_file))
    with closing(sqlite3.connect(database_file(other_file))) as connection:
        assert connection.execute(f"{insert} RETURNING id").fetchone() == (11,)


async def test_no_bot_starts_with_what_was_moved_and_it_can_stay_after_all(
    file: URL, postgresql_url: URL, other_file: URL, capsys: pytest.CaptureFixture[str]
) -> None:
    herald(_shown(file), _shown(postgresql_url))
    with pytest.raises(DatabaseMoved, match=r"moved to bot_4242 of .*: set DATABASE_URL"):
        await migrate(file)
    with pytest.raises(DatabaseMoved, match="moved to bot_4242"):
        herald(_shown(file), _shown(other_file))
    herald(_shown(postgresql_url), _shown(other_file))
    with pytest.raises(DatabaseMoved, match=r"moved to .*back\.sqlite3"):
        await migrate(postgresql_url)
    assert _epoch(postgresql_url) is None  # nobody takes it over who has looked a moment ago
    for url in (file, postgresql_url):
        assert herald("--stay", _shown(url)) == 0
        assert not await migrate(url)
    assert _epoch(postgresql_url) == 1
    assert "never start bot_4242" in capsys.readouterr().out
    assert herald("--stay", _shown(file)) == 0
    assert "it was not moved" in capsys.readouterr().out


async def test_a_target_that_is_not_empty_is_refused_and_left_alone(
    file: URL, postgresql_url: URL, other_file: URL
) -> None:
    await migrate(postgresql_url)
    with connected(postgresql_url) as connection:
        connection.exec_driver_sql("INSERT INTO admins VALUES (1, 'owner', 1)")
        connection.commit()
    with pytest.raises(DatabaseUnavailable, match="is not empty"):
        herald(_shown(file), _shown(postgresql_url))
    assert stored_version(file) == HEAD
    database_file(other_file).parent.mkdir()
    database_file(other_file).write_bytes(b"Dear diary, today I learned about SQLite. " * 50)
    with pytest.raises(DatabaseUnavailable, match="not a database"):
        herald(_shown(file), _shown(other_file))
    assert stored_version(file) == HEAD


async def test_tables_without_rows_are_empty(
    file: URL, postgresql_url: URL, other_file: URL
) -> None:
    before = _all(file)
    await migrate(postgresql_url)
    await migrate(other_file)
    herald(_shown(file), _shown(postgresql_url))
    herald(_shown(postgresql_url), _shown(other_file))
    assert _all(other_file) == before


async def test_while_a_bot_is_served_it_is_not_moved(file: URL, postgresql_url: URL) -> None:
    with InstanceLock(database_file(file)), pytest.raises(AlreadyRunning):
        herald(_shown(file), _shown(postgresql_url))
    with connected(postgresql_url) as connection:
        lock_over(connection, postgresql_url)
        with pytest.raises(AlreadyServed):
            herald(_shown(file), _shown(postgresql_url))
    assert stored_version(file) == HEAD


def test_what_postgresql_refuses_is_cleaned_cut_and_told(
    file: URL, postgresql_url: URL, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(database_file(file))) as connection, connection:
        connection.execute(
            "UPDATE subscribers SET first_name = 'A' || char(0) || 'da' WHERE id = 1"
        )
        connection.execute("UPDATE subscribers SET source = ? WHERE id = 2", ("s" * 80,))
        connection.execute("UPDATE subscribers SET username = CAST(x'61ff62' AS TEXT) WHERE id = 1")
        connection.execute("UPDATE subscribers SET chat_id = ? WHERE id = 3", (-(2**62),))
    herald(_shown(file), _shown(postgresql_url))
    said = capsys.readouterr().out
    assert "texts of subscribers.first_name that lost a NUL: 1" in said
    assert "texts of subscribers.source that were too long, and cut: 1" in said
    with connected(postgresql_url) as there:
        rows = there.exec_driver_sql(
            "SELECT first_name, source, username, chat_id FROM subscribers ORDER BY id LIMIT 3"
        ).all()
    assert (rows[0][0], rows[1][1], rows[0][2]) == ("Ada", "s" * 64, "a\ufffdb")
    assert rows[2][3] == -(2**62)


def test_a_row_that_cannot_be_kept_leaves_both_as_they_were(file: URL, postgresql_url: URL) -> None:
    with closing(sqlite3.connect(database_file(file))) as connection, connection:
        connection.execute("UPDATE deliveries SET step = 70000 WHERE run_id = 1")
    with pytest.raises(DatabaseTrouble, match="row 1 of deliveries: value … is out of range"):
        herald(_shown(file), _shown(postgresql_url))
    assert stored_version(file) == HEAD
    assert stored_version(postgresql_url) is None


def test_a_row_that_is_not_the_same_behind_it_leaves_both_as_they_were(
    file: URL, postgresql_url: URL
) -> None:
    class Careless(SchemaTarget):
        def add(self, table: Table, rows: Iterator[tuple[Any, ...]]) -> None:
            changed = (
                (*row[:1], "somebody else", *row[2:]) if table.name == "templates" else row
                for row in rows
            )
            super().add(table, changed)

    with pytest.raises(DatabaseTrouble, match="row 1 of templates is not as it was"):
        move(FileSource(database_file(file)), Careless(postgresql_url), tell=lambda *_: None)
    assert stored_version(file) == HEAD
    assert stored_version(postgresql_url) is None


LOADED = """
import sys
from importlib import import_module

import_module(sys.argv[1])
from db.schema.metadata import metadata

print(*sorted(metadata.tables))
"""


def loaded_by(module: str) -> list[str]:
    """The tables that are known in a process that has this module and nothing else."""
    words = (sys.executable, "-c", LOADED, module)
    return subprocess.check_output(words, cwd=ROOT, text=True).split()


def test_a_table_is_carried_whatever_else_is_loaded() -> None:
    """That of calls in doubt was known where something else had loaded it, and left behind else."""
    every = [one.name for one in pkgutil.walk_packages(db.schema.__path__, "db.schema.")]
    named = {name for module in every for name in loaded_by(module)}
    assert set(loaded_by("db.moving.rows")) == named


KILLED = """
import os, signal, sys
from db.moving import move as moving
from bot.__main__ import main

place, words = sys.argv[1], sys.argv[2:]
def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
if place == "filling":
    moving._compare = die
if place == "filled":
    from db.moving.sqlite import FileSource

    before = FileSource.set_mark
    FileSource.set_mark = lambda self, mark, to: (
        die() if mark is moving.Mark.MOVED else before(self, mark, to)
    )
main(["move", *words])
"""


@pytest.mark.parametrize("place", ["filling", "filled"])
async def test_after_a_kill_no_bot_starts_and_the_same_command_ends_it(
    file: URL, postgresql_url: URL, other_file: URL, place: str
) -> None:
    before = _all(file)
    words = (_shown(file), _shown(postgresql_url))
    died = await asyncio.create_subprocess_exec(
        sys.executable, "-c", KILLED, place, *words, cwd=ROOT
    )
    assert await died.wait() == -signal.SIGKILL
    with pytest.raises(DatabaseMoved, match="that was interrupted: give the same"):
        await migrate(file)
    with pytest.raises(DatabaseMoved):
        herald(words[0], _shown(other_file))
    assert (stored_version(postgresql_url) == HEAD) == (place == "filled")
    herald(*words)
    herald(words[1], _shown(other_file))
    assert _all(other_file) == before


def test_what_is_not_there_is_told(
    tmp_path: Path, postgresql_url: URL, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = f"sqlite+aiosqlite:///{tmp_path / 'none.sqlite3'}"
    with pytest.raises(DatabaseUnavailable, match="there is no database"):
        herald(nowhere, _shown(postgresql_url))
    with pytest.raises(DatabaseUnavailable, match="there is no bot in bot_4242"):
        herald(_shown(postgresql_url), nowhere)
    with pytest.raises(DatabaseUnavailable, match="one and the same"):
        herald(nowhere, nowhere)
    assert herald(nowhere) == 2
    assert "herald move FROM TO" in capsys.readouterr().err

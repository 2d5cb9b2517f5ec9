"""Migrations lead to exactly the tables of db/schema/, and back."""

import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine
from sqlalchemy.engine import URL

from db.connection.database import Database
from db.connection.sqlite.database import database_file
from db.errors import DatabaseTooNew, DatabaseTrouble, DatabaseUnavailable
from db.migrate import migrate, stored_version, version
from db.migrating.chain import alembic_config
from db.migrating.sqlite import migration_engine
from db.schema.metadata import HEAD, metadata

pytestmark = pytest.mark.sqlite_only("test_migrate_postgresql.py says the same of a schema")

REVISIONS = [
    script.revision
    for script in reversed(list(ScriptDirectory.from_config(alembic_config()).walk_revisions()))
]


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    engine = migration_engine(tmp_path / "stairs.sqlite3")
    with engine.connect() as opened:
        yield opened
    engine.dispose()


def _config(connection: Connection) -> Config:
    config = alembic_config()
    config.attributes["connection"] = connection
    return config


def _tables(connection: Connection) -> dict[str, list[str]]:
    """Every table and index as SQLite keeps it, but for spaces and quotes."""
    rows = connection.exec_driver_sql(
        "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL "
        "AND name NOT LIKE 'sqlite_%' AND name != 'alembic_version'"
    )
    return {name: _lines(re.sub(r'[\s"]+', " ", sql).strip()) for name, sql in rows}


def _lines(sql: str) -> list[str]:
    """Columns in any order: one that a downgrade brings back stands at the end."""
    if not sql.startswith("CREATE TABLE"):
        return [sql]
    begin, end = sql.index("("), sql.rindex(")")
    columns = re.split(r",(?![^()]*\))", sql[begin + 1 : end])
    return [sql[:begin], *sorted(column.strip() for column in columns), sql[end + 1 :]]


def test_head_is_the_newest_migration() -> None:
    assert REVISIONS[-1] == HEAD


def test_stairway(connection: Connection) -> None:
    config = _config(connection)
    for revision in REVISIONS:
        before = _tables(connection)
        command.upgrade(config, revision)
        command.downgrade(config, "-1")
        assert _tables(connection) == before
        command.upgrade(config, revision)
    command.downgrade(config, "base")
    assert _tables(connection) == {}


def test_migrations_make_the_tables_of_the_schema(connection: Connection, tmp_path: Path) -> None:
    command.upgrade(_config(connection), "head")
    context = MigrationContext.configure(connection, opts={"target_metadata": metadata})
    assert compare_metadata(context, metadata) == []
    direct = create_engine(URL.create("sqlite", database=str(tmp_path / "direct.sqlite3")))
    with direct.connect() as other:
        metadata.create_all(other)
        assert _tables(connection) == _tables(other)
    direct.dispose()


def test_broadcasts_of_a_file_that_is_there_are_as_they_were(connection: Connection) -> None:
    """A running one goes on where it stood, and who was skipped by a cancel before is counted."""
    config, run = _config(connection), connection.exec_driver_sql
    command.upgrade(config, "0002")
    run(
        "INSERT INTO broadcasts (id, stage, title, content, created_by, created_at)"
        " VALUES (1, 'launched', 'Going', 'one', 1, 1), (2, 'launched', 'Gone', 'two', 1, 1),"
        " (4, 'draft', 'Not yet', 'three', 1, 1)"
    )
    run(
        "INSERT INTO broadcasts (id, stage, title, content, audience, parent_id, created_by,"
        " created_at) VALUES (3, 'launched', 'Again', 'two', 'some', 2, 1, 1)"
    )
    run(
        "INSERT INTO runs (id, broadcast_id, state, launched_by, launched_at, total, audience_upto,"
        " frozen, cursor, sent, skipped) VALUES"
        " (1, 1, 'running', 1, 1, 3, 3, 1, 2, 1, 0), (2, 2, 'cancelled', 1, 1, 4, 4, 1, 4, 1, 3),"
        " (3, 3, 'paused', 1, 1, 2, 4, 0, 0, 0, 0)"
    )
    run(
        "INSERT INTO deliveries (run_id, subscriber_id, state, reason) VALUES"
        " (1, 1, 2, NULL), (1, 2, 1, NULL), (1, 3, 0, NULL), (2, 1, 2, NULL),"
        " (2, 2, 7, 'left'), (2, 3, 7, 'cancelled'), (2, 4, 7, 'cancelled')"
    )
    ledger = "SELECT run_id, subscriber_id, state, step, message_id, reason FROM deliveries"
    before = run(f"{ledger} ORDER BY run_id, subscriber_id").all()
    command.upgrade(config, "head")
    assert run(f"{ledger} ORDER BY run_id, subscriber_id").all() == before
    found = run(
        "SELECT id, cursor, sent, taken_steps, cancelled FROM runs"
        " JOIN run_parts ON run_id = id AND part = 0 ORDER BY id"
    )
    assert found.all() == [
        (1, 2, 1, 0, 0),
        (2, 4, 1, 0, 2),
        (3, 0, 0, 0, 0),
    ]
    assert run("SELECT content, audience, source_run_id FROM runs ORDER BY id").all() == [
        ("one", "{}", None),
        ("two", "{}", None),
        ("two", "some", 2),
    ]
    # The version before finds what was changed meanwhile.
    run("UPDATE runs SET content = 'unpaid' WHERE id = 3")
    command.downgrade(config, "0007")
    assert run("SELECT content, audience FROM broadcasts ORDER BY id").all() == [
        ("one", "{}"),
        ("two", "{}"),
        ("unpaid", "some"),
        ("three", "{}"),
    ]


def test_who_got_the_first_of_several_messages_is_counted_once_for_all(
    connection: Connection,
) -> None:
    """A refusal that is taken back later is taken off that count: it must not fall below zero."""
    config = _config(connection)
    command.upgrade(config, "0010")
    several = '{"message": [{}, {}], "buttons": []}'
    for number, content in ((1, several), (2, '{"message": [{}]}'), (3, "")):
        connection.exec_driver_sql(
            "INSERT INTO broadcasts (id, title, content, created_by, created_at)"
            " VALUES (?, 't', '{}', 1, 1)",
            (number,),
        )
        connection.exec_driver_sql(
            "INSERT INTO runs (id, broadcast_id, launched_by, launched_at, audience_upto, total,"
            " content) VALUES (?, ?, 1, 1, 9, 9, ?)",
            (number, number, content),
        )
    for subscriber, (state, step) in enumerate(
        [(2, 1), (5, 1), (6, 1), (5, 0), (0, 1), (1, 1), (7, 1)], start=1
    ):
        connection.exec_driver_sql(
            "INSERT INTO deliveries (run_id, subscriber_id, state, step) VALUES (1, ?, ?, ?)",
            (subscriber, state, step),
        )
    command.upgrade(config, "head")
    counted = connection.exec_driver_sql("SELECT partial FROM runs ORDER BY id").scalars()
    assert list(counted) == [3, 0, 0]


async def test_the_second_time_there_is_nothing_to_do(database_url: URL) -> None:
    assert await migrate(database_url)
    assert not await migrate(database_url)


async def test_a_url_may_be_text(database_url: URL) -> None:
    assert await migrate(database_url.render_as_string(hide_password=False))
    assert stored_version(database_url) == HEAD


async def test_version_of_an_open_database(database: Database) -> None:
    assert await version(database) == HEAD


def test_a_file_that_is_not_there_has_no_version_and_is_not_made(tmp_path: Path) -> None:
    missing = tmp_path / "none.sqlite3"
    assert stored_version(URL.create("sqlite+aiosqlite", database=str(missing))) is None
    assert not missing.exists()


async def test_a_newer_database_is_refused_and_left_alone(database_url: URL) -> None:
    await migrate(database_url)
    with closing(sqlite3.connect(database_file(database_url))) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(DatabaseTooNew, match="9999"):
        await migrate(database_url)
    assert stored_version(database_url) == "9999"


async def test_a_file_that_is_no_database_is_refused(database_url: URL) -> None:
    database_file(database_url).write_bytes(b"Dear diary, today I learned about SQLite. " * 50)
    with pytest.raises(DatabaseUnavailable, match="not a database"):
        await migrate(database_url)


async def test_a_folder_in_place_of_the_file_is_refused(database_url: URL) -> None:
    database_file(database_url).mkdir()
    with pytest.raises(DatabaseUnavailable, match="cannot open"):
        await migrate(database_url)


async def test_a_half_made_migration_leaves_nothing(database_url: URL) -> None:
    with closing(sqlite3.connect(database_file(database_url))) as connection, connection:
        connection.execute("CREATE TABLE dialog_states (in_the_way INTEGER)")
    with pytest.raises(DatabaseTrouble, match="dialog_states"):
        await migrate(database_url)
    with closing(sqlite3.connect(database_file(database_url))) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master").fetchall()
    assert tables == [("dialog_states",)]


def test_alembic_is_not_imported_when_there_is_nothing_to_do(database_url: URL) -> None:
    url = database_url.render_as_string(hide_password=False)
    program = (
        "import asyncio, sys\n"
        "from db.migrate import migrate\n"
        f"print(asyncio.run(migrate({url!r})), 'alembic' in sys.modules)"
    )
    outputs = [
        subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True
        ).stdout.strip()
        for _ in range(2)
    ]
    assert outputs == ["True True", "False False"]

"""A file, created or brought up to date."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import URL, Engine
from sqlalchemy.exc import DBAPIError

from db.connection.sqlite import private_files
from db.connection.sqlite.database import BUSY_TIMEOUT_MS
from db.errors import DatabaseTrouble, DatabaseUnavailable
from db.migrating.chain import VERSION_QUERY, VERSION_TABLE, refuse_unknown, upgrade
from db.moving.marks import MOVED_TO, is_moved, refuse_moved
from db.schema.metadata import HEAD


def version_of_file(file: Path) -> str | None:
    """None where there is no file, which is not created, or no tables. Raises
    DatabaseUnavailable, DatabaseMoved."""
    if not file.exists():
        return None
    try:
        with closing(_read_only(file)) as connection:
            known = connection.execute(
                "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (VERSION_TABLE,)
            ).fetchone()
            row = connection.execute(VERSION_QUERY).fetchone() if known else None
            stored = None if row is None else str(row[0])
            if is_moved(stored):
                query = "SELECT value FROM engine_memory WHERE key = ?"
                found = connection.execute(query, (MOVED_TO,)).fetchone()
                refuse_moved(str(file), stored, found and found[0])
    except sqlite3.Error as error:
        raise DatabaseUnavailable(f"cannot open {file}: {error}") from error
    return stored


def migrate_file(file: Path) -> bool:
    """True when there was something to do. Raises DatabaseError."""
    stored = version_of_file(file)
    if stored == HEAD:
        return False
    if stored is not None:
        refuse_unknown(stored)
    _create(file)
    engine = migration_engine(file)
    try:
        with engine.begin() as connection:
            upgrade(connection)
    except DBAPIError as error:
        raise DatabaseTrouble(f"cannot migrate {file}: {error.orig}") from error
    finally:
        engine.dispose()
    return True


def migration_engine(file: Path) -> Engine:
    """One plain connection whose transactions cover changes of tables too."""
    engine = create_engine(
        URL.create("sqlite+pysqlite", database=str(file)),
        connect_args={"timeout": BUSY_TIMEOUT_MS / 1000},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        # The driver would commit before a CREATE TABLE: begin and commit are ours alone.
        connection.isolation_level = None

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _read_only(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=BUSY_TIMEOUT_MS / 1000)
    # Not "mode=ro" in the address: after a crash that could not replay the write-ahead log.
    connection.execute("PRAGMA query_only = ON")
    return connection


def _create(file: Path) -> None:
    try:
        private_files.make_folder(file.parent)
    except OSError as error:
        raise DatabaseUnavailable(f"cannot open {file}: {error.strerror}") from error
    private_files.make_file(file)

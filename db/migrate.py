"""Brings a database to the newest version by itself.

Nearly every start finds it there already. Then one query is all it costs: Alembic, which takes a
while to import, is only touched when there is something to do.
"""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import URL, Engine
from sqlalchemy.exc import DBAPIError

from db.connection.database import Database
from db.connection.opening import parse_url
from db.connection.sqlite import private_files
from db.connection.sqlite.database import BUSY_TIMEOUT_MS, database_file
from db.errors import DatabaseTooNew, DatabaseTrouble, DatabaseUnavailable
from db.schema.metadata import HEAD

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION_QUERY = "SELECT version_num FROM alembic_version"


async def migrate(database_url: URL | str) -> bool:
    """Create the tables, or bring them up to date; True when there was something to do.

    Raises DatabaseTooNew when a newer program wrote it, DatabaseUnavailable when it cannot be
    opened or is no database, DatabaseTrouble when it is locked or full.
    """
    url = parse_url(database_url) if isinstance(database_url, str) else database_url
    return await asyncio.to_thread(_migrate, database_file(url))


async def version(database: Database) -> str | None:
    """The migration that the database stands at; None when it has no tables yet.

    Raises DatabaseUnavailable when the file cannot be read.
    """
    return await asyncio.to_thread(stored_version, database_file(database.url))


def stored_version(file: Path) -> str | None:
    """The same for a file, which is not created; raises DatabaseUnavailable."""
    if not file.exists():
        return None
    try:
        with closing(_read_only(file)) as connection:
            known = connection.execute(
                "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'"
            ).fetchone()
            row = connection.execute(VERSION_QUERY).fetchone() if known else None
    except sqlite3.Error as error:
        raise DatabaseUnavailable(f"cannot open {file}: {error}") from error
    return None if row is None else str(row[0])


def _read_only(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=BUSY_TIMEOUT_MS / 1000)
    # Not "mode=ro" in the address: after a crash that could not replay the write-ahead log.
    connection.execute("PRAGMA query_only = ON")
    return connection


def _migrate(file: Path) -> bool:
    stored = stored_version(file)
    if stored == HEAD:
        return False
    config = alembic_config()
    if stored is not None:
        _refuse_unknown(stored, config)
    _create(file)
    try:
        _upgrade(file, config)
    except DBAPIError as error:
        raise DatabaseTrouble(f"cannot migrate {file}: {error.orig}") from error
    return True


def _refuse_unknown(stored: str, config: "Config") -> None:
    from alembic.script import ScriptDirectory

    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if stored not in known:
        raise DatabaseTooNew(
            f"the database is at version {stored}, this Herald knows up to {HEAD}: "
            "install the newer Herald that wrote it"
        )


def _create(file: Path) -> None:
    try:
        private_files.make_folder(file.parent)
    except OSError as error:
        raise DatabaseUnavailable(f"cannot open {file}: {error.strerror}") from error
    private_files.make_file(file)


def _upgrade(file: Path, config: "Config") -> None:
    from alembic import command

    engine = migration_engine(file)
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    finally:
        engine.dispose()


def alembic_config() -> "Config":
    """Alembic's settings, made in memory."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


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

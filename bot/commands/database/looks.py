"""What `herald check` finds out about the database, of either kind, without changing it."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import URL

from bot.commands.writable import check_file, check_folder
from db.connection.opening import SQLITE
from db.connection.sqlite.database import database_file
from db.connection.sqlite.instance_lock import lock_of
from db.connection.sqlite.private_files import too_open
from db.errors import DatabaseError, DatabaseTooNew

LOCK_WAIT = 5.0  # seconds that another program may hold the database
OWNERS = "SELECT user_id FROM admins WHERE role = 'owner'"


class Wrong(Exception):
    """What is wrong, and what to do."""


def look_at_folder(url: URL) -> str:
    """The database's own, also where that is reached through a link; a server has none here."""
    if url.drivername != SQLITE:
        return ""
    file = Path(os.path.realpath(database_file(url)))
    check_folder(file.parent)
    check_file(lock_of(file))
    return str(file.parent)


def look_at_database(url: URL) -> str:
    if url.drivername != SQLITE:
        return _look_at_schema(url)
    file = database_file(url)
    if not file.exists():
        return f"{file} (made at the first start)"
    try:
        with closing(sqlite3.connect(file, timeout=LOCK_WAIT, isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
            found = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
    except sqlite3.Error as error:
        raise Wrong(f"{file}: {error}; look at the file, its rights and its disk") from error
    if found != "ok":
        raise Wrong(f"{file} is damaged ({found}): restore a backup")
    if too_open(file):
        return f"{file}, which others on this machine may use: chmod go= {file}*"
    return str(file)


def look_at_version(url: URL) -> str:
    from db.migrate import stored_version
    from db.schema.metadata import HEAD

    stored = stored_version(url)
    if stored is None:
        return f"version {HEAD} (made at the first start)"
    if stored == HEAD:
        return f"version {stored}"
    if not stored.isdigit() or int(stored) > int(HEAD):  # versions are numbers that grow
        raise DatabaseTooNew(stored, HEAD)
    return f"version {stored}; {HEAD} at the next start"


def owners_in(url: URL) -> set[int]:
    """Empty where the database cannot be read: that has a line of its own."""
    if url.drivername != SQLITE:
        return _owners_in_schema(url)
    file = database_file(url)
    if not file.exists():
        return set()
    try:
        with closing(sqlite3.connect(file, timeout=LOCK_WAIT)) as connection:
            return {int(row[0]) for row in connection.execute(OWNERS)}
    except sqlite3.Error:
        return set()


def _look_at_schema(url: URL) -> str:
    from db.migrate import stored_version

    made = stored_version(url) is not None  # refuses what no bot can work on
    from db.connection.postgresql.address import shown
    from db.connection.postgresql.server import ask, connected, try_to_write

    with connected(url) as connection:
        server = ask(connection, url)
        if made:
            try_to_write(connection, url)
    told = f"{shown(url)}, PostgreSQL {server.words}"
    return told if made else f"{told} (made at the first start)"


def _owners_in_schema(url: URL) -> set[int]:
    from db.migrate import stored_version

    try:
        if stored_version(url) is None:
            return set()
        from db.connection.postgresql.server import connected

        with connected(url) as connection:
            return {int(row[0]) for row in connection.exec_driver_sql(OWNERS)}
    except DatabaseError:
        return set()

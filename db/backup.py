"""A backup of the database, made while the bot works; and what it takes to put one back in place.

Of a running bot's file a plain copy is none: the newest changes stand in a second file beside it.
"""

import os
import shutil
import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import BinaryIO

from db.connection.sqlite.database import BUSY_TIMEOUT_MS
from db.errors import DatabaseTrouble, DatabaseUnavailable
from db.migrating.sqlite import version_of_file

MADE_KEY = "backed_up_at"  # in the backup's engine_memory: Unix seconds
MAGIC = b"SQLite format 3\0"  # how every database begins (sqlite.org/fileformat.html)
OWN_TABLES = frozenset({"subscribers", "broadcasts", "runs", "deliveries", "engine_memory"})
SIDECARS = ("-wal", "-shm", "-journal")
COMPLAINTS = (sqlite3.Error, OSError)


def back_up(database: Path, copy: Path, *, now: int) -> None:
    """Write a whole copy into the empty file `copy`, and look at it again.

    Raises DatabaseUnavailable when there is no database, DatabaseTrouble when it cannot be done.
    """
    if not database.exists():
        raise DatabaseUnavailable(f"there is no database {database}")
    try:
        with closing(_connect(database)) as connection:
            connection.execute("VACUUM INTO ?", (str(copy),))
        with closing(_connect(copy)) as connection, connection:
            connection.execute(
                "INSERT OR REPLACE INTO engine_memory (key, value) VALUES (?, ?)",
                (MADE_KEY, str(now)),
            )
        _check(copy, copy)
    except COMPLAINTS as error:
        raise DatabaseTrouble(f"{database} cannot be backed up: {error}") from error
    finally:
        remove_sidecars(copy)


def compact(database: Path) -> tuple[int, int]:
    """Give the room of deleted rows back to the system; bytes before and after.

    Nobody else may use it meanwhile. Raises DatabaseUnavailable, DatabaseTrouble.
    """
    if not database.exists():
        raise DatabaseUnavailable(f"there is no database {database}")
    before = database.stat().st_size
    try:
        with closing(_connect(database)) as connection:
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except COMPLAINTS as error:
        raise DatabaseTrouble(f"{database} cannot be made smaller: {error}") from error
    return before, database.stat().st_size


def read_backup(backup: BinaryIO, named: Path, copy: Path) -> int | None:
    """Copy a backup into the file `copy`, if it is a whole database of Herald's.

    Returns when it was made (Unix seconds), where it knows; `named` is what it is called. Raises
    DatabaseUnavailable with what is wrong with it, OSError when it cannot be read.
    """
    if (begin := backup.read(len(MAGIC))) != MAGIC:
        raise DatabaseUnavailable(f"{named} is no database")
    with copy.open("wb") as stream:
        stream.write(begin)
        shutil.copyfileobj(backup, stream)
    # A copy of a stopped bot's folder may have its newest changes there.
    newest = Path(f"{named}-wal")
    if newest.is_file():
        shutil.copyfile(newest, f"{copy}-wal")
    try:
        _check(copy, named)
        if version_of_file(copy) is None:
            raise DatabaseUnavailable(f"{named} is no database of Herald's")
        with closing(_connect(copy)) as connection, connection:
            # One file from here on, which can be moved as one.
            connection.execute("PRAGMA journal_mode = DELETE")
            [*found] = connection.execute(
                "DELETE FROM engine_memory WHERE key = ? RETURNING value", (MADE_KEY,)
            )
    except sqlite3.Error as error:
        raise DatabaseUnavailable(f"{named} cannot be read: {error}") from error
    return int(found[0][0]) if found else None


def replace(database: Path, copy: Path, *, now: int) -> Path | None:
    """Put `copy` in the database's place in one step; returns where the old one is kept.

    Nobody may work on it meanwhile: that is found out, but what comes later is not. Raises
    DatabaseTrouble when somebody does, OSError.
    """
    kept = None
    if database.exists():
        fold(database)
        kept = _free_name(database, now)
        _match_owner(copy, database)
        # From link to rename there is a database at any moment, whenever the power goes.
        kept.hardlink_to(database)
        for ending in SIDECARS:
            with suppress(FileNotFoundError):
                Path(f"{database}{ending}").rename(f"{kept}{ending}")
    _sync(copy)
    copy.replace(database)
    _sync(database.parent)
    return kept


def _sync(path: Path) -> None:
    """Past the system's memory, onto the disk."""
    number = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def remove_sidecars(file: Path) -> None:
    for ending in SIDECARS:
        Path(f"{file}{ending}").unlink(missing_ok=True)


def _connect(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(file, timeout=BUSY_TIMEOUT_MS / 1000, isolation_level=None)


def _check(file: Path, named: Path) -> None:
    """Raises DatabaseUnavailable when it is damaged or another program's, or sqlite3.Error."""
    with closing(_connect(file)) as connection:
        found = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
        if found != "ok":
            raise DatabaseUnavailable(f"{named} is damaged: {found}")
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        if not {name for (name,) in tables} >= OWN_TABLES:
            raise DatabaseUnavailable(f"{named} is no database of Herald's")


def fold(database: Path) -> None:
    """Make it one file, which only works while nobody else has it open.

    A broken one stays as it is, with its log: SQLite would throw that away.
    """
    if not _begins_well(database):
        return
    try:
        with closing(_connect(database)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError as error:
        raise DatabaseTrouble(f"{database} is in use by another program: {error}") from error
    except sqlite3.DatabaseError:  # that is why it is replaced
        return


def _begins_well(file: Path) -> bool:
    with file.open("rb") as stream:
        return stream.read(len(MAGIC)) == MAGIC


def _free_name(database: Path, now: int) -> Path:
    moment = time.strftime("%Y%m%d-%H%M%S", time.gmtime(now))
    name = f"{database.name}.before-restore-{moment}"
    names = (name, *(f"{name}-{number}" for number in range(2, 100)))
    return next(path for path in map(database.with_name, names) if not path.exists())


def _match_owner(copy: Path, database: Path) -> None:
    """Root puts it back for a bot that runs as somebody else."""
    old = database.stat()
    with suppress(PermissionError):
        os.chown(copy, old.st_uid, old.st_gid)

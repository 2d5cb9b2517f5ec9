"""A file at either end of a move."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from itertools import islice
from pathlib import Path

from sqlalchemy import Table

from db.backup import fold, remove_sidecars
from db.connection.sqlite import private_files
from db.connection.sqlite.database import BUSY_TIMEOUT_MS
from db.connection.sqlite.instance_lock import InstanceLock
from db.errors import DatabaseTrouble, DatabaseUnavailable
from db.migrating.chain import VERSION_TABLE
from db.migrating.sqlite import migrate_file
from db.moving.marks import MOVED_FROM, MOVED_TO, Mark
from db.moving.rows import CHUNK, Row, nothing_in
from db.schema.metadata import HEAD


class FileReader:
    """What both ends have in common."""

    def __init__(self, file: Path) -> None:
        self._file = Path(os.path.realpath(file))
        self._connection: sqlite3.Connection | None = None

    @property
    def name(self) -> str:
        return str(self._file)

    @contextmanager
    def held(self) -> Iterator[None]:
        with InstanceLock(self._file), self._told():
            yield

    def rows(self, table: Table) -> Iterator[Row]:
        columns = ", ".join(f'"{column.name}"' for column in table.columns)
        keys = ", ".join(f'"{column.name}"' for column in table.primary_key)
        cursor = self._open().execute(
            f'SELECT {columns} FROM "{table.name}" ORDER BY {keys}'  # noqa: S608 - names of ours
        )
        while chunk := cursor.fetchmany(CHUNK):
            yield from chunk

    def highest(self, table: str) -> int:
        query = "SELECT seq FROM sqlite_sequence WHERE name = ?"
        found = self._open().execute(query, (table,)).fetchone()
        return int(found[0]) if found else 0

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            raise RuntimeError("rows are there within reading and filling only")
        return self._connection

    def _connect(self, file: Path) -> sqlite3.Connection:
        connection = sqlite3.connect(file, timeout=BUSY_TIMEOUT_MS / 1000, isolation_level=None)
        # Years ago somebody may have written half a sign.
        connection.text_factory = lambda raw: raw.decode(errors="replace")
        return connection

    def _value(self, query: str, *values: str) -> str | None:
        """Of a file with tables; None where there are none."""
        with closing(self._connect(self._file)) as connection:
            try:
                found = connection.execute(query, values).fetchone()
            except sqlite3.OperationalError as error:
                if "no such table" in str(error):
                    return None
                raise
        return None if found is None else str(found[0])

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            raise DatabaseTrouble(f"{self._file}: {error}") from error
        except sqlite3.Error as error:
            raise DatabaseUnavailable(f"{self._file}: {error}") from error


class FileSource(FileReader):
    """Read in one transaction, which also keeps the other commands from writing."""

    @contextmanager
    def held(self) -> Iterator[None]:
        if not self._file.exists():
            raise DatabaseUnavailable(f"there is no database {self._file}")
        with super().held():
            yield

    def mark(self) -> Mark | None:
        stored = self._value(f"SELECT version_num FROM {VERSION_TABLE}")  # noqa: S608
        return Mark(stored) if stored in tuple(Mark) else None

    def moved_to(self) -> str | None:
        return self._value("SELECT value FROM engine_memory WHERE key = ?", MOVED_TO)

    def set_mark(self, mark: Mark | None, moved_to: str) -> None:
        with ExitStack() as stack:
            connection = self._connection
            if connection is None:
                connection = stack.enter_context(closing(self._connect(self._file)))
            connection.execute(f"UPDATE {VERSION_TABLE} SET version_num = ?", (mark or HEAD,))  # noqa: S608
            connection.execute("DELETE FROM engine_memory WHERE key = ?", (MOVED_TO,))
            if mark is not None:
                connection.execute("INSERT INTO engine_memory VALUES (?, ?)", (MOVED_TO, moved_to))

    def migrate(self) -> None:
        migrate_file(self._file)

    @contextmanager
    def reading(self) -> Iterator[None]:
        with closing(self._connect(self._file)) as self._connection:
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                yield
                self._connection.execute("COMMIT")
            finally:
                connection, self._connection = self._connection, None
                connection.close()


class FileTarget(FileReader):
    """Made beside its place, and put there when it is whole."""

    def moved_from(self) -> str | None:
        return self._value("SELECT value FROM engine_memory WHERE key = ?", MOVED_FROM)

    def is_empty(self) -> bool:
        if not self._file.exists() or not self._file.stat().st_size:
            return True
        with closing(self._connect(self._file)) as connection:
            made = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            return nothing_in(
                {name for (name,) in made}, lambda query: connection.execute(query).fetchone()
            )

    @contextmanager
    def filling(self) -> Iterator[None]:
        part = self._file.with_name(f".{self._file.name}.moving")
        part.unlink(missing_ok=True)
        remove_sidecars(part)
        try:
            private_files.make_folder(part.parent)
            migrate_file(part)
            with closing(self._connect(part)) as self._connection:
                self._connection.execute("BEGIN IMMEDIATE")
                yield
                self._check()
                self._connection.execute("COMMIT")
            fold(part)
            self._place(part)
        finally:
            self._connection = None
            part.unlink(missing_ok=True)
            remove_sidecars(part)

    @contextmanager
    def reading(self) -> Iterator[None]:
        with closing(self._connect(self._file)) as self._connection:
            yield
        self._connection = None

    def add(self, table: Table, rows: Iterator[Row]) -> None:
        columns = ", ".join(f'"{column.name}"' for column in table.columns)
        places = ", ".join("?" * len(table.columns))
        statement = f'INSERT INTO "{table.name}" ({columns}) VALUES ({places})'  # noqa: S608
        while chunk := list(islice(rows, CHUNK)):
            self._open().executemany(statement, chunk)

    def start_numbers(self, table: str, highest: int) -> None:
        self._open().execute("DELETE FROM sqlite_sequence WHERE name = ?", (table,))
        if highest:
            self._open().execute("INSERT INTO sqlite_sequence VALUES (?, ?)", (table, highest))

    def set_moved_from(self, name: str) -> None:
        self._open().execute("INSERT INTO engine_memory VALUES (?, ?)", (MOVED_FROM, name))

    def _check(self) -> None:
        if wrong := self._open().execute("PRAGMA foreign_key_check").fetchone():
            raise DatabaseUnavailable(f"a row of {wrong[0]} names one of {wrong[2]} that is gone")

    def _place(self, part: Path) -> None:
        with part.open("rb") as stream:
            os.fsync(stream.fileno())
        remove_sidecars(self._file)
        part.replace(self._file)
        folder = os.open(self._file.parent, os.O_RDONLY | os.O_CLOEXEC)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

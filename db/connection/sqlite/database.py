"""From a file to connections: one writer, a few readers, and the pragmas.

SQLite allows one writer at a time. Herald makes that explicit: every write goes through
`Database.write()`, which holds an asyncio lock, so that waiting is fair and happens in the event
loop rather than in SQLite's busy handler. Readers have connections of their own and, thanks to
WAL, never wait for the writer.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import QueuePool, create_engine, event
from sqlalchemy.engine import URL, Engine
from sqlalchemy.exc import DatabaseError, DBAPIError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from db.connection.database import Database, T
from db.connection.sqlite import private_files
from db.connection.sqlite.file_identity import Standing
from db.connection.sqlite.time_limit import time_limit
from db.connection.sqlite.writer_thread import WriterThread
from db.errors import DatabaseTrouble, DatabaseUnavailable, StorageFault

READERS = 4
BUSY_TIMEOUT_MS = 5_000  # how long SQLite itself waits for another program's lock
HURRIED_MS = 1_000  # the same when the process is about to end: it will be killed if it takes long
FAULTS = {
    sqlite3.SQLITE_FULL: StorageFault.FULL,
    sqlite3.SQLITE_BUSY: StorageFault.LOCKED,
    sqlite3.SQLITE_LOCKED: StorageFault.LOCKED,
    sqlite3.SQLITE_READONLY: StorageFault.READ_ONLY,
}
PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",
)


class SqliteDatabase(Database):
    """One file."""

    def __init__(self, url: URL, *, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> None:
        super().__init__(url)
        self._standing = Standing(database_file(url))
        self._writer = _engine(url, 1, busy_timeout_ms, self._standing, writer=True)
        self._reader = _engine(url, READERS, busy_timeout_ms, self._standing, writer=False)
        self._thread = WriterThread(plain_engine(url, busy_timeout_ms, self._standing, writer=True))
        self._writing = asyncio.Lock()
        # The pool itself lets newcomers overtake whoever waits; a semaphore does not.
        self._reading = asyncio.Semaphore(READERS)

    @asynccontextmanager
    async def write(self, *, tries: int = 1) -> AsyncIterator[AsyncConnection]:
        try:
            async with self._writing, AsyncExitStack() as stack:
                yield await self._begun(stack, tries)
        except DatabaseError as error:
            raise trouble(error) from error

    async def transact(self, work: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        async with self._writing:
            try:
                return await self._thread.run(work)
            except DatabaseError as error:
                raise trouble(error) from error

    def hurry(self) -> None:
        self._thread.hurry(HURRIED_MS)

    async def _begun(self, stack: AsyncExitStack, tries: int) -> AsyncConnection:
        for _ in range(tries - 1):
            with suppress(OperationalError):
                return await stack.enter_async_context(self._writer.begin())
        return await stack.enter_async_context(self._writer.begin())

    @asynccontextmanager
    async def read(self, *, within: float | None = None) -> AsyncIterator[AsyncConnection]:
        try:
            async with self._reading, self._reader.connect() as connection:
                if within is None:
                    yield connection
                else:
                    async with time_limit(connection, within):
                        yield connection
        except DatabaseError as error:
            raise trouble(error) from error

    async def look(self) -> None:
        """Raises DatabaseTrouble when the file was removed or replaced since it was opened."""
        self._standing.check()

    async def close(self) -> None:
        await self._reader.dispose()
        await self._writer.dispose()
        await self._thread.close()


def database_file(url: URL) -> Path:
    """Where the SQLite file is; raises DatabaseUnavailable for a server's URL."""
    if url.get_backend_name() != "sqlite":
        raise DatabaseUnavailable("this works with a SQLite file, and DATABASE_URL names a server")
    return Path(url.database or "")


async def open_file(url: URL, *, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> Database:
    """Open (or create) the file and prove that it is a database that can be read.

    Raises DatabaseUnavailable with the reason in one line.
    """
    try:
        private_files.make_folder(database_file(url).parent)
    except OSError as error:
        raise DatabaseUnavailable(f"cannot open {url.database}: {error.strerror}") from error
    private_files.make_file(database_file(url))
    database = SqliteDatabase(url, busy_timeout_ms=busy_timeout_ms)
    try:
        async with database._writer.connect() as connection:  # noqa: SLF001 - this is its factory
            await connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
        database._standing.pin()  # noqa: SLF001 - the same
    except (DBAPIError, sqlite3.Error, OSError) as error:
        await database.close()
        raise DatabaseUnavailable(f"cannot open {url.database}: {_cause(error)}") from error
    return database


def _existing(url: URL) -> URL:
    """It opens the file and never makes one, though it be removed at this very moment
    (https://sqlite.org/uri.html)."""
    path = quote(database_file(url).resolve().as_posix())
    return url.set(database=f"file:{path}", query={"mode": "rw", "uri": "true"})


def _engine(
    url: URL, pool_size: int, busy_timeout_ms: int, standing: Standing, *, writer: bool
) -> AsyncEngine:
    engine = create_async_engine(
        _existing(url),
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=60,
        isolation_level=None if writer else "AUTOCOMMIT",
        # A reader has no transaction, and rolling it back would cross into its thread once more.
        pool_reset_on_return="rollback" if writer else None,
    )
    _prepare(engine.sync_engine, busy_timeout_ms, standing, writer=writer)
    return engine


def plain_engine(url: URL, busy_timeout_ms: int, standing: Standing, *, writer: bool) -> Engine:
    """One connection, used by one thread at a time, which need not be the one that opened it."""
    engine = create_engine(
        _existing(url).set(drivername="sqlite+pysqlite"),
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        connect_args={"check_same_thread": False},
        isolation_level=None if writer else "AUTOCOMMIT",
    )
    _prepare(engine, busy_timeout_ms, standing, writer=writer)
    return engine


def _prepare(engine: Engine, busy_timeout_ms: int, standing: Standing, *, writer: bool) -> None:
    @event.listens_for(engine, "do_connect")
    def look(*_: object) -> None:
        standing.check()  # else another file would be read that was put in its place

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        # The driver must not open transactions by itself: it would use a deferred BEGIN, which
        # fails instead of waiting when a reader turns writer.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {busy_timeout_ms}")
        for pragma in PRAGMAS if writer else (*PRAGMAS[2:], "PRAGMA query_only = ON"):
            cursor.execute(pragma)
        cursor.close()

    if writer:

        @event.listens_for(engine, "begin")
        def begin(connection: Any) -> None:
            standing.check()
            connection.exec_driver_sql("BEGIN IMMEDIATE")

        @event.listens_for(engine, "invalidate")
        def give_back(connection: Any, *_: object) -> None:
            # Whoever is cancelled within a statement loses the connection, which is closed. SQLite
            # holds a closed one's lock for as long as a cursor of it lives, and the traceback of
            # the cancellation keeps one: nobody could write until the next garbage collection.
            # A second cancellation may end the wait, not what was handed to the thread.
            with suppress(asyncio.CancelledError, DBAPIError, sqlite3.Error):
                connection.rollback()


def trouble(error: DBAPIError) -> Exception:
    """Locked, full or malformed is trouble; a broken constraint is a mistake of ours."""
    if isinstance(error, OperationalError) or type(error) is DatabaseError:
        return DatabaseTrouble(_cause(error), _fault(error))
    return error


def _fault(error: DatabaseError) -> StorageFault:
    """SQLite's codes have details above the lowest byte (https://sqlite.org/rescode.html)."""
    code = getattr(error.orig, "sqlite_errorcode", 0)
    return FAULTS.get(code & 0xFF, StorageFault.OTHER)


def _cause(error: BaseException) -> str:
    """SQLite's own words, without the statement and its values (they may name people)."""
    original = error.orig if isinstance(error, DBAPIError) else error
    return str(original)

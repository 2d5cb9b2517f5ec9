"""The connections of a process to a PostgreSQL server, shared by all bots that it serves.

A few thousand schemas may be on a server, and some hundred connections: so a connection is nobody's
own. Readers are told whose schema is meant when that changes; a writing transaction begins by
saying so (database.py).

Connections end soon when the server is away: a process that waits for one can do nothing else. When
it stands still they do not. Whoever asks it regularly (a node, or who keeps a lock) tells: then all
that wait are cut off, and nobody else begins to wait until it answers again.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, Connection, ExceptionContext
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from db.connection.driven import run_over, to_its_end
from db.connection.postgresql.address import PRIMARY, server_of
from db.connection.postgresql.answers import Waiting
from db.connection.postgresql.faults import takes_no_writes
from db.connection.postgresql.history import note_history
from db.connection.postgresql.libpq import REACHED
from db.errors import DatabaseTrouble

T = TypeVar("T")

READERS = 6
WRITERS = 4  # transactions on the event loop, of all bots
THREADS = 4  # transactions in threads, of all bots
WAIT_FOR_ONE = 10  # seconds for a connection, when all are taken
# Seconds for one answer while others are answered: the line of that one is dead, without a word.
LONGEST = 600.0

# Milliseconds that a transaction may do nothing. A process that stands still in the middle of one
# holds its bot's lock, and nobody could take the bot over.
IDLE_MS = 4_000
BUSY_TIMEOUT_MS = 5_000  # that a transaction waits for another of the same bot


class PostgresPool:
    """Connections are made when they are first needed; `close()` ends them."""

    def __init__(
        self, url: URL, *, busy_timeout_ms: int = BUSY_TIMEOUT_MS, idle_ms: int = IDLE_MS
    ) -> None:
        """`url` may name a bot's schema, which is not looked at."""
        server = server_of(url)
        writing = {"lock_timeout": busy_timeout_ms, "idle_in_transaction_session_timeout": idle_ms}
        reading = {"default_transaction_read_only": "on"}
        # A semaphore is fair, where a pool lets newcomers overtake whoever waits.
        self._reading = asyncio.Semaphore(READERS)
        self._writing = asyncio.Semaphore(WRITERS)
        self._readers = create_async_engine(
            server,
            **_sized(READERS, reading),
            isolation_level="AUTOCOMMIT",
            pool_reset_on_return=None,
        )
        self._writers = create_async_engine(server, **_sized(WRITERS, writing))
        self._in_threads = create_engine(server, **_sized(THREADS, writing))
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="ledger")
        for engine in (self._writers.sync_engine, self._in_threads):
            event.listen(engine, "handle_error", _left_behind)
        self._waiting = Waiting()
        self._is_silent = False
        for engine in (self._readers.sync_engine, self._writers.sync_engine, self._in_threads):
            event.listen(engine, "connect", self._waiting.begins)
            event.listen(engine, "connect", note_history)
            event.listen(engine, "connect", self._waiting.ends)
            self._waiting.follow(engine)

    @asynccontextmanager
    async def reader(self, path: str) -> AsyncIterator[AsyncConnection]:
        """Without a transaction; `path`: the search path that its statements are to have."""
        self._refuse_silent()
        async with self._reading, self._readers.connect() as connection:
            if connection.info.get("path") != path:
                await connection.exec_driver_sql(
                    "SELECT set_config('search_path', %s, false)", (path,)
                )
                connection.info["path"] = path
            yield connection

    @asynccontextmanager
    async def writer(self) -> AsyncIterator[AsyncConnection]:
        """In a transaction, which is committed at the end."""
        self._refuse_silent()
        async with self._writing, self._writers.begin() as connection:
            yield connection

    async def in_thread(
        self, begin: Callable[[Connection], None], work: Callable[[AsyncConnection], Awaitable[T]]
    ) -> T:
        """A transaction of both. Cancelled, it ends before the cancellation goes on."""

        self._refuse_silent()

        def transaction() -> T:
            with self._in_threads.begin() as connection:
                begin(connection)
                return run_over(connection, work)

        return await to_its_end(self._threads, transaction)

    async def is_silent(self) -> None:
        """The server gives nobody an answer. Whoever waits for one meets trouble now, and whoever
        comes, until `answers()`; by then all lines are new ones."""
        self._waiting.cut_off(0.0)
        if not self._is_silent:
            self._is_silent = True
            await self._end_all()

    def answers(self) -> None:
        """The server has given somebody an answer just now."""
        self._is_silent = False
        self._waiting.cut_off(LONGEST)

    def _refuse_silent(self) -> None:
        if self._is_silent:
            raise DatabaseTrouble("the server does not answer")

    async def _end_all(self) -> None:
        """Those that nobody uses just now, and the others as soon as they are given back."""
        await self._readers.dispose()
        await self._writers.dispose()
        await asyncio.to_thread(self._in_threads.dispose)

    async def close(self) -> None:
        await self._end_all()
        self._threads.shutdown(wait=False)

    @property
    def engines(self) -> tuple[AsyncEngine, AsyncEngine, Engine]:
        """Readers, writers, those in threads: what tests look at."""
        return self._readers, self._writers, self._in_threads


def _left_behind(met: ExceptionContext) -> None:
    """A connection that may not write keeps that for good, where the database's or the user's
    setting said so as it began: the next one asks anew."""
    if isinstance(met.sqlalchemy_exception, DBAPIError):
        met.is_disconnect = met.is_disconnect or takes_no_writes(met.sqlalchemy_exception)


def _sized(connections: int, settings: Mapping[str, int | str]) -> dict[str, Any]:
    return {
        "pool_size": connections,
        "max_overflow": 0,
        "pool_timeout": WAIT_FOR_ONE,
        "connect_args": connecting(settings),
    }


def connecting(settings: Mapping[str, int | str]) -> dict[str, str]:
    """What the driver is told for a connection with these settings of the server."""
    options = " ".join(f"-c {name}={value}" for name, value in settings.items())
    return {
        **REACHED,
        # Who connected to a standby would read there for good, and never write.
        **PRIMARY,
        "application_name": "herald",
        "options": f"{options} -c timezone=UTC",
    }

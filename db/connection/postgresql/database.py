"""One bot's schema: its transactions begin at the row `owner`.

That row does three things at once. Its lock is held until the transaction ends, so a bot has one
writer at a time, as with a file: whoever wants to write waits there. Its epoch is that of the last
take-over: who was taken over meanwhile finds no row and writes nothing, whatever it believes. And
whoever takes over changes the row, hence waits until every transaction of the one before has ended
and sees all of it.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress

from sqlalchemy import TextClause, text
from sqlalchemy.engine import URL, Connection
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlalchemy.ext.asyncio import AsyncConnection

from db.connection.database import Database, T
from db.connection.postgresql.address import schema_of, shown
from db.connection.postgresql.faults import cause, trouble, was_given_up
from db.connection.postgresql.history import history_of
from db.connection.postgresql.pool import PostgresPool
from db.errors import (
    DatabaseTrouble,
    DatabaseUnavailable,
    Elsewhere,
    LeaseLost,
    StorageFault,
    TookTooLong,
)

# Beside another history (pg_restore elsewhere, recovered to a moment, or a standby that was
# promoted): other tables, by pg_restore in place of those that were dropped.
TABLES = text("SELECT CAST(CAST('runs' AS regclass) AS oid)")
HURRIED_MS = 1_000  # how long the process waits for others when it is about to end


class PostgresDatabase(Database):
    """One schema of a server, over connections that other bots of the process use, too."""

    gap = 0.0  # whoever waits for a row has it next
    longest_pause = 1.0  # a server that is started anew is there within seconds

    def __init__(
        self, pool: PostgresPool, url: URL, *, epoch: int | None, own_pool: bool = False
    ) -> None:
        """`epoch`: None for a command beside the bot, which writes whoever owns it."""
        super().__init__(url)
        self._pool = pool
        self._own_pool = own_pool
        self._schema = schema_of(url)
        self._epoch = epoch
        self._begin = beginning(self._schema, fenced=epoch is not None)
        self._history: str | None = None  # which it is on, as it was at the first look
        self.is_elsewhere = False  # it is on another one: whoever serves the bot is to begin anew
        self._writing = asyncio.Lock()
        self._patience_ms: int | None = None  # None: as the connections were opened

    @asynccontextmanager
    async def write(self, *, tries: int = 1) -> AsyncIterator[AsyncConnection]:
        with _told():
            async with self._writing, AsyncExitStack() as stack:
                yield await self._begun(stack, tries)

    async def transact(self, work: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        async with self._writing:
            with _told():
                return await self._pool.in_thread(self._enter, work)

    def hurry(self) -> None:
        self._patience_ms = HURRIED_MS

    @asynccontextmanager
    async def read(self, *, within: float | None = None) -> AsyncIterator[AsyncConnection]:
        with _told():
            async with self._pool.reader(f'"{self._schema}"') as connection:
                if within is None:
                    yield connection
                else:
                    async with _time_limit(connection, within):
                        yield connection

    async def look(self) -> None:
        """Raises DatabaseTrouble when the server is away, LeaseLost when another has taken over."""
        async with self.read() as connection:
            self._stay(history_of(connection.info))
            owner = (await connection.execute(text("SELECT epoch FROM owner"))).scalar()
        if owner is None or (self._epoch is not None and owner != self._epoch):
            raise LeaseLost(self._schema)

    async def place(self) -> str | None:
        async with self.read() as connection:
            history = history_of(connection.info)
            if history is None:
                return None  # not every provider tells
            return f"{history}/{(await connection.execute(TABLES)).scalar_one()}"

    async def close(self) -> None:
        if self._own_pool:
            await self._pool.close()

    async def _begun(self, stack: AsyncExitStack, tries: int) -> AsyncConnection:
        for _ in range(tries - 1):
            with suppress(OperationalError):
                return await self._entered(stack)
        return await self._entered(stack)

    async def _entered(self, stack: AsyncExitStack) -> AsyncConnection:
        async with AsyncExitStack() as attempt:
            connection = await attempt.enter_async_context(self._pool.writer())
            await connection.run_sync(self._enter)
            stack.push_async_exit(attempt.pop_all())
        return connection

    def _enter(self, connection: Connection) -> None:
        """The first statement of each transaction. Raises LeaseLost."""
        self._stay(history_of(connection.info))
        if self._patience_ms is not None:
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {self._patience_ms:d}")
        values = {} if self._epoch is None else {"epoch": self._epoch}
        if connection.execute(self._begin, values).first() is None:
            raise LeaseLost(self._schema)

    def _stay(self, history: str | None) -> None:
        """What we know of the ledger is true of one history only: on another one the last claims
        and outcomes may never have been. Raises Elsewhere."""
        if self._epoch is None or history is None:
            return
        self._history = self._history or history
        if history != self._history:
            self.is_elsewhere = True
            raise Elsewhere(self._schema)


def beginning(schema: str, *, fenced: bool) -> TextClause:
    """Whose tables are meant, whose turn it is, and whether it still is our bot."""
    of_epoch = " WHERE epoch = :epoch" if fenced else ""
    return text(
        f"SELECT set_config('search_path', '\"{schema}\"', true)"  # noqa: S608 - as checked below
        f' FROM "{schema}".owner{of_epoch} FOR NO KEY UPDATE'
    )


async def open_schema(
    pool: PostgresPool, url: URL, *, epoch: int | None, own_pool: bool = False
) -> PostgresDatabase:
    """Prove that it can be read. Raises DatabaseUnavailable with the reason in one line."""
    database = PostgresDatabase(pool, url, epoch=epoch, own_pool=own_pool)
    try:
        await database.look()
    except DatabaseTrouble as error:
        await database.close()
        raise DatabaseUnavailable(f"cannot open {shown(url)}: {error}") from error
    except DBAPIError as error:
        await database.close()
        raise DatabaseUnavailable(f"cannot open {shown(url)}: {cause(error)}") from error
    return database


@asynccontextmanager
async def _time_limit(connection: AsyncConnection, seconds: float) -> AsyncIterator[None]:
    """The server itself ends a statement that takes longer. Raises TookTooLong."""
    limit = max(1, int(seconds * 1000))
    await connection.exec_driver_sql(f"SET statement_timeout = {limit:d}")
    try:
        yield
    except DBAPIError as error:
        if was_given_up(error):
            raise TookTooLong(seconds) from error
        raise
    finally:
        with suppress(DBAPIError):  # it is closed, and nobody else's
            await connection.exec_driver_sql("SET statement_timeout = 0")


@contextmanager
def _told() -> Iterator[None]:
    """What the server, or the pool, is in the way with is trouble; a mistake of ours stays one."""
    try:
        yield
    except NoConnection as error:
        raise DatabaseTrouble(f"no connection is free: {error}", StorageFault.LOCKED) from error
    except DBAPIError as error:
        raise trouble(error) from error

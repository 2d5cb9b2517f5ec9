"""A database whose every writing transaction begins and ends with somebody's word.

For whoever acts by a right that may end in the middle, and for what has to stand or fall with what
is done: it is asked and written where the work is, whichever part does the work.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncConnection

from db.connection.database import Database, T


class Escort(Protocol):
    async def before(self, connection: AsyncConnection) -> None:
        """First in the transaction. What it raises ends it: nothing is written."""

    async def after(self, connection: AsyncConnection) -> None:
        """Last in it, of one that has done its work."""


class EscortedDatabase(Database):
    """The same database, for one piece of work. Whoever opened it closes it."""

    def __init__(self, database: Database, escort: Escort) -> None:
        super().__init__(database.url)
        self.gap, self.longest_pause = database.gap, database.longest_pause
        self._database = database
        self._escort = escort

    @asynccontextmanager
    async def write(self, *, tries: int = 1) -> AsyncIterator[AsyncConnection]:
        async with self._database.write(tries=tries) as connection:
            await self._escort.before(connection)
            yield connection
            await self._escort.after(connection)

    async def transact(self, work: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        async def escorted(connection: AsyncConnection) -> T:
            await self._escort.before(connection)
            result = await work(connection)
            await self._escort.after(connection)
            return result

        return await self._database.transact(escorted)

    def hurry(self) -> None:
        self._database.hurry()

    def read(self, *, within: float | None = None) -> AbstractAsyncContextManager[AsyncConnection]:
        return self._database.read(within=within)

    async def look(self) -> None:
        await self._database.look()

    async def place(self) -> str | None:
        return await self._database.place()

    async def close(self) -> None:
        """Not its own to close."""

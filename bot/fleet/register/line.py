"""A node's one connection to what the nodes share: made anew whenever it is needed.

A pool would wait longer and longer between its tries to reach a server that was away; a node says
twice a second that it is there, and each time is a try.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from procrastinate.exceptions import ConnectorException
from psycopg import AsyncConnection, Error
from sqlalchemy.engine import URL

from db.connection.postgresql.libpq import last_words, libpq_words
from db.errors import DatabaseTrouble

SCHEMA = "herald"  # what the nodes share; a bot's own is bot_<id>
PATIENCE = 3.0  # seconds for all that is done at once; a lease is over by then
# A node that stands still in the middle lets go of what it has locked (milliseconds).
OPTIONS = (
    f"-c search_path={SCHEMA} -c lock_timeout=2000 -c statement_timeout=3000"
    " -c idle_in_transaction_session_timeout=3000 -c timezone=UTC"
)


class Line:
    """One user at a time."""

    def __init__(self, url: URL) -> None:
        self._target = libpq_words(url, application_name="herald node", options=OPTIONS)
        self._connection: AsyncConnection | None = None
        self._using = asyncio.Lock()

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[AsyncConnection]:
        """Each statement is committed by itself. Raises DatabaseTrouble; then it is a new one the
        next time."""
        try:
            async with self._using, asyncio.timeout(PATIENCE):
                if self._connection is None or self._connection.broken:
                    self._connection = await AsyncConnection.connect(self._target, autocommit=True)
                try:
                    yield self._connection
                except BaseException:
                    await self._drop()
                    raise
        except (Error, ConnectorException) as error:
            met = error.__cause__ if isinstance(error, ConnectorException) else error
            raise DatabaseTrouble(last_words(met)) from error
        except TimeoutError as error:
            raise DatabaseTrouble(f"no answer within {PATIENCE:g} s") from error

    async def close(self) -> None:
        await self._drop()

    async def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.close()

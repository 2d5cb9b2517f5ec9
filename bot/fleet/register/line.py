"""A node's one connection to what the nodes share: made anew whenever it is needed.

A pool would wait longer and longer between its tries to reach a server that was away; a node says
twice a second that it is there, and each time is a try.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from procrastinate.exceptions import ConnectorException
from psycopg import AsyncConnection, Error
from psycopg.errors import ConnectionTimeout
from sqlalchemy.engine import URL

from db.connection.postgresql.answers import answered_within
from db.connection.postgresql.libpq import last_words, libpq_words
from db.errors import DatabaseTrouble, NoAnswer

SCHEMA = "herald"  # what the nodes share; a bot's own is bot_<id>
# Seconds for all that is done at once. A lease is not quite over by then: the bots can still say to
# their admins that they will stand still.
PATIENCE = 1.5
REACH_WITHIN = 2  # seconds for each host that the URL names
# A node that stands still in the middle lets go of what it has locked (milliseconds).
OPTIONS = (
    f"-c search_path={SCHEMA} -c lock_timeout=2000 -c statement_timeout=3000"
    " -c idle_in_transaction_session_timeout=3000 -c timezone=UTC"
)


class Line:
    """One user at a time."""

    def __init__(self, url: URL, *, patience: float = PATIENCE) -> None:
        self._target = libpq_words(
            url, application_name="herald node", options=OPTIONS, connect_timeout=str(REACH_WITHIN)
        )
        self._patience = patience
        self._connection: AsyncConnection | None = None
        self._using = asyncio.Lock()

    @asynccontextmanager
    async def connection(self, within: float | None = None) -> AsyncIterator[AsyncConnection]:
        """Each statement is committed by itself. Raises DatabaseTrouble, NoAnswer where all of it
        takes more than so many seconds (None: as the line was made); then it is a new one the next
        time."""
        within = self._patience if within is None else within
        try:
            async with self._using:
                connection = await self._reached()
                with answered_within(within, connection):
                    try:
                        yield connection
                    except BaseException:
                        await self._drop()
                        raise
        except ConnectionTimeout as error:
            raise NoAnswer(REACH_WITHIN) from error
        except (Error, ConnectorException) as error:
            met = error.__cause__ if isinstance(error, ConnectorException) else error
            raise DatabaseTrouble(last_words(met)) from error

    async def _reached(self) -> AsyncConnection:
        if self._connection is None or self._connection.broken:
            self._connection = await AsyncConnection.connect(self._target, autocommit=True)
        return self._connection

    async def close(self) -> None:
        await self._drop()

    async def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.close()

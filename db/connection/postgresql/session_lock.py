"""A lock that the server lets go of when the connection of whoever holds it ends."""

from types import TracebackType
from typing import Self

from psycopg import AsyncConnection, Error
from sqlalchemy import text
from sqlalchemy.engine import URL, Connection
from sqlalchemy.ext.asyncio import AsyncConnection as SqlConnection

from db.connection.postgresql.address import schema_of
from db.connection.postgresql.answers import answered_within
from db.connection.postgresql.libpq import last_words, libpq_words
from db.errors import AlreadyServed, DatabaseUnavailable

# Of the schema's name, so that two bots never share one; the word keeps it apart from other users
# of such locks in the same database.
TRY = "SELECT pg_try_advisory_lock(hashtextextended('herald ' || %s, 0))"
# Seconds for one look at it. With the pause between two (bot/shifts/advisory.py) it is less than a
# lease, so that the bot can still say to its admins that it will stand still.
ANSWERED_WITHIN = 1.5
IS_FREE = text("SELECT pg_try_advisory_xact_lock(hashtextextended('herald ' || :schema, 0))")


async def is_free(connection: SqlConnection, url: URL) -> bool:
    """Whether nobody holds it; until the end of the transaction nobody will."""
    return bool((await connection.execute(IS_FREE, {"schema": schema_of(url)})).scalar())


class SessionLock:
    """One process serves the bot of this schema. Its connection serves for nothing else."""

    def __init__(self, url: URL, *, within: float = ANSWERED_WITHIN) -> None:
        """`within`: seconds for an answer."""
        self._target = libpq_words(url, application_name="herald")
        self._schema = schema_of(url)
        self._within = within
        self._connection: AsyncConnection | None = None

    async def acquire(self) -> None:
        """Raises AlreadyServed while another process has it, DatabaseUnavailable when the server
        is not reached, NoAnswer when it stands still."""
        await self.release()
        try:
            connection = await AsyncConnection.connect(self._target, autocommit=True)
            try:
                with answered_within(self._within, connection):
                    row = await (await connection.execute(TRY, (self._schema,))).fetchone()
            except BaseException:
                await connection.close()
                raise
        except Error as error:
            raise DatabaseUnavailable(f"cannot reach the database: {last_words(error)}") from error
        if row is None or not row[0]:
            await connection.close()
            raise AlreadyServed(self._schema)
        self._connection = connection

    async def confirm(self) -> bool:
        """Whether it is still ours: the connection lives, so does the lock. Raises NoAnswer."""
        if self._connection is None:
            return False
        try:
            with answered_within(self._within, self._connection):
                await self._connection.execute("SELECT 1")
        except Error:
            return False
        return True

    async def release(self) -> None:
        """Somebody else may have it; a second time is fine."""
        if self._connection is not None:
            await self._connection.close()
            self._connection = None

    async def __aenter__(self) -> Self:
        await self.acquire()
        return self

    async def __aexit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        await self.release()


def lock_over(connection: Connection, url: URL) -> None:
    """The same lock over a connection that is there: ours until it ends. Raises AlreadyServed."""
    taken = connection.exec_driver_sql(TRY, (schema_of(url),)).scalar()
    connection.commit()
    if not taken:
        raise AlreadyServed(schema_of(url))

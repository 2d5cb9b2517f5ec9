"""Shifts of a process that shares its bots with no other: by the file, or by the server's lock."""

from contextlib import AbstractAsyncContextManager
from types import TracebackType
from typing import TYPE_CHECKING, Self

from sqlalchemy.engine import URL

from bot.settings.settings import Settings
from bot.shifts.shift import Shift
from bot.shifts.sqlite import begin_file_shift
from db.connection.opening import POSTGRESQL, parse_url
from runtime.clock import Clock

if TYPE_CHECKING:
    from db.connection.postgresql.pool import PostgresPool


class OneProcess:
    """`begin` is a BeginShift; bots on one server share their connections to it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._pool: PostgresPool | None = None

    def begin(self, settings: Settings) -> AbstractAsyncContextManager[Shift]:
        """Of the kind that the database asks for. Raises what that one does."""
        url = parse_url(settings.database_url)
        if url.drivername != POSTGRESQL:
            return begin_file_shift(settings)
        from bot.shifts.advisory import begin_server_shift

        return begin_server_shift(settings, self._pool_of(url), self._clock)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """The last shift is over."""
        if self._pool is not None:
            await self._pool.close()

    def _pool_of(self, url: URL) -> "PostgresPool":
        """DATABASE_URL is the process's own: there is one server."""
        from db.connection.postgresql.pool import PostgresPool

        if self._pool is None:
            self._pool = PostgresPool(url)
        return self._pool

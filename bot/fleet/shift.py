"""The right to serve a bot, where it is a job: the job's number is the epoch of all that it writes.

Taking over waits until everything is committed that the node before had begun; from then on nothing
of it counts.
"""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

from sqlalchemy.engine import URL

from bot.errors import StartRefused
from bot.fleet.duties import Duties, Duty
from bot.fleet.rules import BEAT
from bot.settings.settings import Settings
from broadcast.doors.reporting import exports
from db.connection.opening import parse_url
from db.connection.postgresql import ownership, session_lock
from db.connection.postgresql.database import PostgresDatabase, open_schema
from db.connection.postgresql.pool import PostgresPool
from db.errors import DatabaseError, DatabaseTooNew, DatabaseTrouble, Elsewhere
from db.migrate import known_version, migrate
from db.schema.metadata import HEAD
from runtime.clock import Clock
from runtime.lease import Lease

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class FleetShift:
    database: PostgresDatabase
    lease: Lease
    duty: Duty
    clock: Clock

    async def lost(self) -> str:
        while not await self.clock.wait(self.duty.lost(), BEAT):
            if self.database.is_elsewhere:
                return str(Elsewhere(f"bot_{self.duty.bot}"))
        return await self.duty.lost()


class FleetShifts:
    """`begin` is what each bot's life begins with."""

    def __init__(
        self, pool: PostgresPool, duties: Duties, clock: Clock, *, node: str, address: str | None
    ) -> None:
        self._pool = pool
        self._duties = duties
        self._clock = clock
        self._node = node
        self._address = address

    @asynccontextmanager
    async def begin(self, settings: Settings) -> AsyncIterator[FleetShift]:
        """Raises StartRefused or DatabaseError."""
        duty = self._duties.of(settings)
        if duty is None:
            raise StartRefused("the bot is another node's by now")
        url = parse_url(settings.database_url)
        await self._take_up_to_date(url, duty)
        exports.clear(url)
        database = await open_schema(self._pool, url, epoch=duty.job)
        try:
            yield FleetShift(database=database, lease=duty.lease, duty=duty, clock=self._clock)
        finally:
            if not duty.is_lost:
                with suppress(DatabaseError):
                    async with database.write() as connection:
                        await ownership.leave(connection, duty.job)
            await database.close()

    async def _take_up_to_date(self, url: URL, duty: Duty) -> None:
        """Taken before it is migrated: what the node before writes at last, which may be an older
        Herald that stood still, must not come into tables that it does not know."""
        try:
            before = await known_version(url)
            if before is None:
                await migrate(url)
            await self._take(url, duty)
            if before not in (None, HEAD) and await migrate(url, as_owner=True):
                logger.info("the schema of bot %d was brought up to date", duty.bot)
        except DatabaseTooNew:
            duty.too_old = True
            raise

    async def _take(self, url: URL, duty: Duty) -> None:
        """Raises DatabaseTrouble where a later job has it."""
        anybodys = PostgresDatabase(self._pool, url, epoch=None)
        async with anybodys.write() as connection:
            if not await session_lock.is_free(connection, url):
                raise StartRefused(
                    f"bot {duty.bot} is served by `herald run`, which shares with nobody: end that"
                )
            taken = await ownership.take(
                connection,
                node=self._node,
                address=self._address,
                now=int(self._clock.time()),
                epoch=duty.job,
            )
            standing = await ownership.read(connection)
            if taken is None and standing.epoch != duty.job:
                duty.behind = standing.epoch
                raise DatabaseTrouble(
                    f"bot {duty.bot} was taken over with a later number than ours"
                )

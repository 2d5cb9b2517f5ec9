"""One process on PostgreSQL: whoever has the bot's lock of the server serves it.

The lock goes with its connection, and a connection may break while the process lives: then somebody
else may take the bot over. So the process believes in its right for a few seconds only, from the
last time that the lock was there; and whoever comes after one that did not leave in order waits for
as long, unless that one is known to be dead.
"""

import asyncio
import logging
import os
import platform
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from bot.settings.settings import Settings
from broadcast.doors.reporting import exports
from db.connection.database import Database
from db.connection.opening import parse_url
from db.connection.postgresql import ownership
from db.connection.postgresql.address import schema_of
from db.connection.postgresql.database import PostgresDatabase, open_schema
from db.connection.postgresql.ownership import Owner
from db.connection.postgresql.pool import PostgresPool
from db.connection.postgresql.session_lock import SessionLock
from db.errors import (
    AlreadyServed,
    DatabaseTrouble,
    DatabaseUnavailable,
    Elsewhere,
    LeaseLost,
    NoAnswer,
)
from db.migrate import known_version, migrate
from db.schema.metadata import HEAD
from runtime.clock import Clock
from runtime.lease import SECONDS, HeartbeatLease, Lease
from runtime.supervisor import Supervisor

logger = logging.getLogger(__name__)

BEAT = 1.0  # seconds between two looks at the lock
LOOK_WITHIN = 30.0  # seconds for one at the tables, when the lock was taken again
PROCESS = re.compile(r"(?P<host>.+) pid (?P<pid>\d+)")


class ServerShift:
    """The lock of the server, and the epoch that was taken under it."""

    def __init__(
        self, database: PostgresDatabase, pool: PostgresPool, lock: SessionLock, clock: Clock
    ) -> None:
        self._database = database
        self._pool = pool
        self._lock = lock
        self._clock = clock
        self._lease = HeartbeatLease()
        self._lost = asyncio.Event()
        self._why = ""

    @property
    def database(self) -> Database:
        return self._database

    @property
    def lease(self) -> Lease:
        return self._lease

    async def lost(self) -> str:
        await self._lost.wait()
        return self._why

    async def beat(self) -> None:
        """Look at the lock once, and get it back where its connection broke."""
        begun = self._lease.now()
        try:
            if self._database.is_elsewhere:
                raise Elsewhere(schema_of(self._database.url))
            if not await self._lock.confirm():
                await self._lock.acquire()
                self._pool.answers()
                async with asyncio.timeout(LOOK_WITHIN):
                    await self._database.look()  # somebody may have had it meanwhile
        except (AlreadyServed, LeaseLost) as error:
            self._lease.end()
            self._why = str(error)
            self._lost.set()
        except (NoAnswer, TimeoutError):
            logger.debug("the server does not answer")
            await self._pool.is_silent()
        except (DatabaseUnavailable, DatabaseTrouble) as error:
            logger.debug("the lock of the server was not reached: %r", error)
        else:
            self._pool.answers()
            self._lease.renew(begun)

    async def keep(self) -> None:
        """The background task, until the shift is lost."""
        while not self._lost.is_set():
            await self._clock.sleep(BEAT)
            await self.beat()


@asynccontextmanager
async def begin_server_shift(
    settings: Settings, pool: PostgresPool, clock: Clock
) -> AsyncIterator[ServerShift]:
    """The schema locked for us, migrated, taken over, open. Raises DatabaseError."""
    url = parse_url(settings.database_url)
    async with SessionLock(url) as lock:
        exports.clear(url)
        before = await known_version(url)
        if before is None:
            await migrate(url)
        epoch = await _taken(await open_schema(pool, url, epoch=None), clock)
        if before not in (None, HEAD) and await migrate(
            url, as_owner=True
        ):  # taken first: what an older one
            # still writes at last must not come into tables that it does not know
            logger.info("the schema %s was brought up to date", url.query["schema"])
        database = await open_schema(pool, url, epoch=epoch)
        shift, supervisor = ServerShift(database, pool, lock, clock), Supervisor(clock)
        await shift.beat()
        supervisor.spawn(shift.keep(), name="the right to serve the bot")
        try:
            yield shift
        finally:
            await supervisor.close()
            with suppress(DatabaseTrouble):  # away, or another's: the next one waits a little
                async with database.write() as connection:
                    await ownership.leave(connection, epoch)


async def _taken(database: Database, clock: Clock) -> int:
    """The epoch that is ours."""
    async with database.read() as connection:
        before = await ownership.read(connection)
    if may_live(before):
        logger.warning(
            "%s did not leave in order and may still be sending: %.0f s", before.node, SECONDS
        )
        await clock.sleep(SECONDS)
    async with database.write() as connection:
        epoch = await ownership.take(connection, node=_this_process(), now=int(clock.time()))
    if epoch is None:
        raise RuntimeError("the next epoch is always free")
    return epoch


def may_live(before: Owner) -> bool:
    """Whoever had the bot last. A process of this machine that is gone is known to be dead."""
    if before.node is None:
        return False
    process = PROCESS.fullmatch(before.node)
    if process is None or process["host"] != platform.node():
        return True
    try:
        os.kill(int(process["pid"]), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _this_process() -> str:
    return f"{platform.node()} pid {os.getpid()}"

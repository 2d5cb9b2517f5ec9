"""One file, one process: whoever has locked the file serves the bot."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.settings.settings import Settings
from broadcast.doors.reporting import exports
from db.connection.database import Database
from db.connection.opening import open_database, parse_url
from db.connection.sqlite.database import database_file
from db.connection.sqlite.instance_lock import InstanceLock
from db.migrate import migrate
from runtime.lease import Always, Lease

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class FileShift:
    """The lock goes with the process, so that it cannot be lost before."""

    database: Database
    lease: Lease = field(default_factory=Always)

    async def lost(self) -> str:
        await asyncio.Event().wait()
        return "the lock is gone"


@asynccontextmanager
async def begin_file_shift(settings: Settings) -> AsyncIterator[FileShift]:
    """The file locked for us, migrated, open. Raises AlreadyRunning or DatabaseError."""
    url = parse_url(settings.database_url)
    with InstanceLock(database_file(url)):
        exports.clear(url)
        if await migrate(url):
            logger.info("the database %s was brought up to date", url.database)
        database = await open_database(url)
        try:
            yield FileShift(database=database)
        finally:
            await database.close()

"""What a command does alone: no bot works on the database, and none begins to."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.engine import URL

from db.connection.opening import SQLITE
from db.connection.sqlite.database import database_file
from db.connection.sqlite.instance_lock import InstanceLock


@asynccontextmanager
async def standing_still(url: URL) -> AsyncIterator[None]:
    """Raises AlreadyRunning or AlreadyServed when it does not, DatabaseUnavailable."""
    if url.drivername == SQLITE:
        with InstanceLock(database_file(url)):
            yield
        return
    from bot.fleet.register.alive import refuse_served
    from db.connection.postgresql.session_lock import SessionLock

    async with SessionLock(url):
        await asyncio.to_thread(refuse_served, url)
        yield

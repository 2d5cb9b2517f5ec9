"""An end to what a reader asks: there are few of them, and everybody needs one now and then."""

import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection

from db.errors import TookTooLong

LOOK_EVERY = 100_000  # of SQLite's instructions: some milliseconds of it


@asynccontextmanager
async def time_limit(connection: AsyncConnection, seconds: float) -> AsyncIterator[None]:
    """SQLite itself looks at the machine's clock, in its own thread. Raises TookTooLong."""
    driver = (await connection.get_raw_connection()).driver_connection
    if driver is None:
        raise RuntimeError("the connection is closed")
    until, over = time.monotonic() + seconds, False

    def is_late() -> bool:
        return not over and time.monotonic() > until

    await driver.set_progress_handler(is_late, LOOK_EVERY)
    try:
        yield
    except OperationalError as error:
        if getattr(error.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT:
            raise TookTooLong(seconds) from error
        raise
    finally:
        over = True  # even if whoever waits is cancelled once more: the connection serves others
        with suppress(ValueError):  # whoever waited was cancelled, and it is closed for that
            await driver.set_progress_handler(None, LOOK_EVERY)

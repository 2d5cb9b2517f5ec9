"""herald migrate: the tables, brought up to date."""

import asyncio
from contextlib import AbstractContextManager, nullcontext

from sqlalchemy.engine import URL

from bot.settings.settings import Settings
from db.connection.opening import SQLITE, parse_url, shown
from db.connection.sqlite.database import database_file
from db.connection.sqlite.instance_lock import InstanceLock
from db.migrate import migrate
from db.schema.metadata import HEAD


def run_migrate(settings: Settings) -> int:
    """Raises DatabaseError when it cannot be done."""
    url = parse_url(settings.database_url)
    with _alone(url):
        changed = asyncio.run(migrate(url))
    print(f"{shown(url)}: {'brought up to' if changed else 'already at'} version {HEAD}")
    return 0


def _alone(url: URL) -> AbstractContextManager[object]:
    """A server sees to it by itself that one migrates at a time."""
    return InstanceLock(database_file(url)) if url.drivername == SQLITE else nullcontext()

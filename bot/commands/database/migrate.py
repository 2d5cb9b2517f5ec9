"""herald migrate: the tables, brought up to date."""

import asyncio

from sqlalchemy.engine import URL

from bot.commands.database.standing import standing_still
from bot.settings.settings import Settings
from db.connection.opening import SQLITE, parse_url, shown
from db.migrate import known_version, migrate
from db.schema.metadata import HEAD


def run_migrate(settings: Settings) -> int:
    """Raises DatabaseError when it cannot be done, AlreadyServed among them."""
    url = parse_url(settings.database_url)
    changed = asyncio.run(_migrated(url))
    print(f"{shown(url)}: {'brought up to' if changed else 'already at'} version {HEAD}")
    return 0


async def _migrated(url: URL) -> bool:
    """Where there is nothing to do on a server, whoever works there is not in the way."""
    if url.drivername != SQLITE and await known_version(url) == HEAD:
        return False
    async with standing_still(url):
        return await migrate(url, as_owner=True)

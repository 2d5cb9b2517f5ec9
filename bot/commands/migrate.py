"""herald migrate: the tables, brought up to date."""

import asyncio
from pathlib import Path

from bot.settings.settings import Settings
from db.connection.opening import parse_url
from db.connection.sqlite.database import database_file
from db.connection.sqlite.instance_lock import InstanceLock
from db.migrate import migrate
from db.schema.metadata import HEAD


def run_migrate(settings: Settings) -> int:
    """Raises DatabaseError when it cannot be done."""
    url = parse_url(settings.database_url)
    file: Path = database_file(url)
    with InstanceLock(file):
        changed = asyncio.run(migrate(url))
    print(f"{file}: {'brought up to' if changed else 'already at'} version {HEAD}")
    return 0

"""Brings a database to the newest version by itself.

Nearly every start finds it there already. Then one query is all it costs.
"""

import asyncio

from sqlalchemy.engine import URL

from db.connection.database import Database
from db.connection.opening import SQLITE, parse_url
from db.connection.sqlite.database import database_file
from db.migrating.chain import refuse_unknown
from db.migrating.sqlite import migrate_file, version_of_file
from db.schema.metadata import HEAD


async def migrate(database_url: URL | str, *, as_owner: bool = False) -> bool:
    """Create the tables, or bring them up to date; True when there was something to do.

    `as_owner`: by whoever has just taken the bot over, on a server; nobody else may while an older
    Herald may be serving it.

    Raises DatabaseTooNew when a newer program wrote it, DatabaseUnavailable when it cannot be
    opened or is no database, DatabaseTrouble when it is locked or full.
    """
    url = parse_url(database_url) if isinstance(database_url, str) else database_url
    return await asyncio.to_thread(_migrate, url, as_owner)


async def known_version(url: URL) -> str | None:
    """Where it stands before anything is done; None when it has no tables yet, HEAD when there is
    nothing to do.

    Raises DatabaseTooNew, DatabaseUnavailable.
    """
    stored = await asyncio.to_thread(stored_version, url)
    if stored is not None and stored != HEAD:
        await asyncio.to_thread(refuse_unknown, stored)
    return stored


async def version(database: Database) -> str | None:
    """The migration that the database stands at; None when it has no tables yet.

    Raises DatabaseUnavailable when it cannot be read.
    """
    return await asyncio.to_thread(stored_version, database.url)


def stored_version(url: URL) -> str | None:
    """The same of one that is not open; nothing is created."""
    if url.drivername == SQLITE:
        return version_of_file(database_file(url))
    from db.migrating.postgresql import version_of_schema

    return version_of_schema(url)


def _migrate(url: URL, as_owner: bool) -> bool:  # noqa: FBT001 - of a thread
    if url.drivername == SQLITE:
        return migrate_file(database_file(url))
    from db.migrating.postgresql import migrate_schema

    return migrate_schema(url, as_owner=as_owner)

"""From a database URL to an open database, of the kind that it names."""

from importlib.util import find_spec

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from db.connection.beside import Beside
from db.connection.database import Database
from db.connection.postgresql import address
from db.connection.sqlite import database as sqlite
from db.connection.sqlite.beside import SqliteBeside
from db.errors import DatabaseUnavailable

SQLITE = "sqlite+aiosqlite"
POSTGRESQL = "postgresql+psycopg"


def parse_url(url: str) -> URL:
    """A database URL of a kind that Herald runs on; raises DatabaseUnavailable for others."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:  # its words may hold a password
        raise DatabaseUnavailable("not a database URL") from error
    if parsed.drivername == POSTGRESQL:
        _need_driver()
        return parsed
    if parsed.drivername != SQLITE:
        raise DatabaseUnavailable(
            f"unsupported driver {parsed.drivername!r}: use {SQLITE} or {POSTGRESQL}"
        )
    if not parsed.database or parsed.database == ":memory:":
        raise DatabaseUnavailable("the database must be a file: a broadcast outlives the process")
    return parsed


def _need_driver() -> None:
    """What a file does not need is not installed with the bot."""
    if find_spec("psycopg") is None:
        raise DatabaseUnavailable(
            "DATABASE_URL names a PostgreSQL, and the packages for it are missing here: "
            "pip install 'herald-bot[fleet]'"
        )


def shown(url: URL) -> str:
    """For people: without user and password."""
    return str(url.database) if url.drivername == SQLITE else address.shown(url)


async def open_database(
    url: URL, *, busy_timeout_ms: int = sqlite.BUSY_TIMEOUT_MS, epoch: int | None = None
) -> Database:
    """Open it, and prove that it can be read. A file is created where there is none; a schema must
    have been migrated.

    `epoch`: in PostgreSQL, that of the take-over in whose name is written; None: nobody's, as a
    command does beside the bot. Raises DatabaseUnavailable with the reason in one line.
    """
    if url.drivername == SQLITE:
        return await sqlite.open_file(url, busy_timeout_ms=busy_timeout_ms)
    from db.connection.postgresql.database import open_schema
    from db.connection.postgresql.pool import PostgresPool

    pool = PostgresPool(url, busy_timeout_ms=busy_timeout_ms)
    return await open_schema(pool, url, epoch=epoch, own_pool=True)


def open_beside(url: URL) -> Beside:
    """For a program beside the bot. It must be there and migrated: raises DatabaseTrouble."""
    if url.drivername == SQLITE:
        return SqliteBeside(url)
    from db.connection.postgresql.beside import PostgresBeside

    return PostgresBeside(url)

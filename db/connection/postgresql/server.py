"""What is asked of a server before a schema is made, migrated or looked at there."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, NullPool, create_engine, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from db.connection.postgresql.address import schema_of, server_of, shown, words_of
from db.connection.postgresql.faults import cause
from db.connection.postgresql.libpq import REACHED
from db.errors import DatabaseUnavailable

OLDEST = 14  # the oldest version that Herald works with
LOCK_TIMEOUT_MS = 30_000  # how long for tables that a bot, or another migration, works on
ASK = text("""
    SELECT current_setting('server_version_num')::int / 10000 AS version,
           current_setting('server_version') AS words,
           pg_is_in_recovery() AS standby,
           to_regnamespace(:schema) IS NOT NULL AS has_schema,
           has_database_privilege(current_database(), 'CREATE') AS may_make_schemas,
           current_user AS name, current_database() AS database
""")


@dataclass(frozen=True, kw_only=True, slots=True)
class Server:
    """How it is with one bot's schema on it."""

    version: int
    words: str  # the version as the server says it
    standby: bool
    has_schema: bool
    may_make_schemas: bool
    name: str  # of the user that we are there
    database: str


@contextmanager
def connected(url: URL) -> Iterator[Connection]:
    """One connection, in the bot's schema, whether or not that is there.

    Raises DatabaseUnavailable when the server is not reached, or lets nobody in, or refuses what
    is asked of it.
    """
    engine = create_engine(
        server_of(url),
        poolclass=NullPool,
        connect_args={
            **REACHED,
            **words_of(url),
            "application_name": "herald",
            "options": f"-c search_path={schema_of(url)} -c lock_timeout={LOCK_TIMEOUT_MS:d}",
        },
    )
    try:
        with engine.connect() as connection:
            yield connection
    except DBAPIError as error:
        raise DatabaseUnavailable(f"cannot open {shown(url)}: {cause(error)}") from error


def ask(connection: Connection, url: URL) -> Server:
    """Raises DatabaseUnavailable for a server on which no bot can work."""
    found = connection.execute(ASK, {"schema": schema_of(url)}).mappings().one()
    server = Server(**found)
    refuse(server, url)
    return server


def look_at_server(url: URL) -> None:
    """The same over a connection of its own; makes nothing."""
    with connected(url) as connection:
        ask(connection, url)


def refuse(server: Server, url: URL) -> None:
    """Raises DatabaseUnavailable with what is in the way, and what to do."""
    if server.version < OLDEST:
        raise DatabaseUnavailable(
            f"cannot open {shown(url)}: this is PostgreSQL {server.words}, and Herald needs "
            f"{OLDEST} or newer"
        )
    if server.standby:
        raise DatabaseUnavailable(
            f"cannot open {shown(url)}: this server is a standby, which only its primary writes: "
            "name the primary in DATABASE_URL"
        )
    if not (server.has_schema or server.may_make_schemas):
        raise DatabaseUnavailable(
            f"cannot open {shown(url)}: the user {server.name} may not make schemas there; let an "
            f"administrator run: GRANT CREATE ON DATABASE {server.database} TO {server.name}"
        )


def try_to_write(connection: Connection, url: URL) -> None:
    """As a bot's transactions begin. Raises DatabaseUnavailable."""
    try:
        connection.exec_driver_sql("SELECT epoch FROM owner FOR NO KEY UPDATE")
    except DBAPIError as error:
        raise DatabaseUnavailable(f"cannot write {shown(url)}: {cause(error)}") from error
    finally:
        connection.rollback()

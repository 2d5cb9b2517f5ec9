"""A bot's schema on a server, created or brought up to date."""

from sqlalchemy import Connection, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import CreateSchema

from db.connection.postgresql.address import schema_of, shown
from db.connection.postgresql.faults import cause
from db.connection.postgresql.server import ask, connected
from db.errors import DatabaseTrouble, DatabaseUnavailable
from db.migrating.chain import VERSION_QUERY, VERSION_TABLE, refuse_unknown, upgrade
from db.moving.marks import MOVED_TO, is_moved, refuse_moved
from db.schema.metadata import HEAD

# Of one schema at a time: several nodes may start at once. The lock goes with the transaction.
ALONE = text("SELECT pg_advisory_xact_lock(hashtextextended('herald migrates ' || :schema, 0))")


def version_of_schema(url: URL) -> str | None:
    """None where there is no schema, which is not created, or no tables in it. Raises
    DatabaseUnavailable, DatabaseMoved."""
    with connected(url) as connection:
        ask(connection, url)
        return _stored(connection, url)


def migrate_schema(url: URL, *, as_owner: bool = False) -> bool:
    """True when there was something to do; `as_owner`: by whoever has taken the bot over. Raises
    DatabaseError."""
    with connected(url) as connection:
        server = ask(connection, url)
        if _stored(connection, url) == HEAD:
            return False
        connection.rollback()
        try:
            with connection.begin():
                connection.execute(ALONE, {"schema": schema_of(url)})
                if not server.has_schema:
                    connection.execute(CreateSchema(schema_of(url), if_not_exists=True))
                stored = _stored(connection, url)
                if stored == HEAD:  # another node has done it meanwhile
                    return False
                if stored is not None:
                    refuse_unknown(stored)
                    if not as_owner:
                        _refuse_served(connection, url)
                upgrade(connection)
        except DBAPIError as error:
            raise DatabaseTrouble(f"cannot migrate {shown(url)}: {cause(error)}") from error
    return True


def _refuse_served(connection: Connection, url: URL) -> None:
    """By an older Herald, which would not know its own tables any more."""
    if connection.execute(text("SELECT to_regclass('owner')")).scalar() is None:
        return
    node = connection.execute(text("SELECT node FROM owner")).scalar()
    if node is not None:
        raise DatabaseUnavailable(
            f"cannot migrate {shown(url)}: {node} serves the bot with an older version, or did "
            "when it was cut off; the tables are brought up to date when this version serves it"
        )


def _stored(connection: Connection, url: URL) -> str | None:
    table = f"{schema_of(url)}.{VERSION_TABLE}"
    if connection.execute(text("SELECT to_regclass(:table)"), {"table": table}).scalar() is None:
        return None
    found = connection.execute(text(VERSION_QUERY)).scalar()
    stored = None if found is None else str(found)
    if is_moved(stored):
        query = text("SELECT value FROM engine_memory WHERE key = :key")
        refuse_moved(shown(url), stored, connection.execute(query, {"key": MOVED_TO}).scalar())
    return stored

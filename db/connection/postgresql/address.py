"""What a database URL of PostgreSQL says: the server, and a bot's schema there."""

import re

from sqlalchemy.engine import URL

from db.errors import DatabaseUnavailable

SCHEMA = re.compile(r"[a-z_][a-z0-9_]{0,62}")
PRIMARY = {"target_session_attrs": "primary"}


def schema_of(url: URL) -> str:
    """Which schema a database URL means; raises DatabaseUnavailable for none or a bad name."""
    schema = url.query.get("schema")
    if not isinstance(schema, str) or not SCHEMA.fullmatch(schema):
        raise DatabaseUnavailable("the database URL names no schema of a bot: ?schema=bot_123456")
    return schema


def server_of(url: URL) -> URL:
    """Without what only Herald understands."""
    return url.difference_update_query(["schema"])


def words_of(url: URL) -> dict[str, str]:
    """The server in libpq's words (libpq-connect.html), several of its hosts with commas.

    A name that leads to another server after a failover may lead to the old one for a while, and
    of several servers only one is written: so whoever names several means that one.
    """
    server = server_of(url)
    _, words = server.get_dialect()().create_connect_args(server)
    given = {name: str(value) for name, value in words.items()}
    return PRIMARY | given if "," in given.get("host", "") else given


def shown(url: URL) -> str:
    """Without user and password."""
    return f"{url.query.get('schema')} of {url.database} at {url.host or 'this machine'}"

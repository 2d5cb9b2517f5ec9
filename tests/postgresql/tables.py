"""The tables that the tests' databases begin with."""

from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL
from sqlalchemy.schema import CreateSchema

from db.schema import (  # noqa: F401 - the tables themselves
    admins,
    broadcasts,
    knowledge,
    ledger,
    subscribers,
)
from db.schema.metadata import metadata
from db.schema.studio import answers, composing, inbox, links, notices, planning  # noqa: F401


def make_tables(url: URL) -> None:
    """In the schema that the URL names."""
    schema = str(url.query["schema"])
    engine = create_engine(url.difference_update_query(["schema"]))
    with engine.begin() as connection:
        connection.execute(CreateSchema(schema))
        connection.execute(text(f'SET LOCAL search_path TO "{schema}"'))
        metadata.create_all(connection)
    engine.dispose()

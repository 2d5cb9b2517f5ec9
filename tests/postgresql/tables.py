"""The tables that the tests' databases begin with."""

from alembic import command
from sqlalchemy import create_engine
from sqlalchemy.engine import URL
from sqlalchemy.schema import CreateSchema

from db.migrate import alembic_config


def make_tables(url: URL) -> None:
    """In the schema that the URL names, as the migrations make them."""
    schema = str(url.query["schema"])
    engine = create_engine(
        url.difference_update_query(["schema"]),
        connect_args={"options": f"-c search_path={schema}"},
    )
    with engine.begin() as connection:
        connection.execute(CreateSchema(schema))
        config = alembic_config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    engine.dispose()

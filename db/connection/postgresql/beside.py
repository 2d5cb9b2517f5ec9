"""The schema for a program beside the bot, which writes whoever owns it."""

from typing import Any

from sqlalchemy import Connection, Engine, NullPool, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from db.connection.beside import Beside
from db.connection.postgresql.address import schema_of, server_of
from db.connection.postgresql.database import beginning
from db.connection.postgresql.faults import trouble
from db.connection.postgresql.pool import BUSY_TIMEOUT_MS, connecting
from db.errors import LeaseLost


class PostgresBeside(Beside):
    def __init__(self, url: URL) -> None:
        self._schema = schema_of(url)
        self._begin = beginning(self._schema, fenced=False)
        server = server_of(url)
        reading = create_engine(
            server,
            poolclass=NullPool,
            isolation_level="AUTOCOMMIT",
            connect_args=connecting({"default_transaction_read_only": "on"}),
        )
        settings = {"lock_timeout": BUSY_TIMEOUT_MS}
        writing = create_engine(server, poolclass=NullPool, connect_args=connecting(settings))
        super().__init__(self._looking_into_it(reading), writing)

    def _looking_into_it(self, engine: Engine) -> Engine:
        @event.listens_for(engine, "connect")
        def look(connection: Any, _record: object) -> None:
            connection.execute(f'SET search_path TO "{self._schema}"')

        return engine

    def _enter(self, connection: Connection) -> None:
        if connection.execute(self._begin).first() is None:
            raise LeaseLost(self._schema)

    def _trouble(self, error: DBAPIError) -> Exception:
        return trouble(error)

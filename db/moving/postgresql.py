"""A bot's schema at either end of a move."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import Connection, String, Table
from sqlalchemy.engine import URL
from sqlalchemy.schema import CreateSchema

from db.connection.postgresql.address import schema_of, shown
from db.connection.postgresql.server import ask, connected
from db.connection.postgresql.session_lock import lock_over
from db.errors import DatabaseTrouble, DatabaseUnavailable
from db.migrating.chain import VERSION_TABLE, upgrade
from db.migrating.postgresql import migrate_schema
from db.moving.marks import MOVED_EPOCH, MOVED_FROM, MOVED_TO, Mark
from db.moving.rows import CHUNK, Row, nothing_in
from db.schema.metadata import HEAD


class SchemaReader:
    """What both ends have in common."""

    def __init__(self, url: URL) -> None:
        self._url = url
        self._connection: Connection | None = None

    @property
    def name(self) -> str:
        return shown(self._url)

    @contextmanager
    def held(self) -> Iterator[None]:
        with self._told(), connected(self._url) as connection:
            ask(connection, self._url)
            lock_over(connection, self._url)
            yield

    def rows(self, table: Table) -> Iterator[Row]:
        with self._raw().cursor(name="rows") as cursor:
            cursor.itersize = CHUNK
            keys = sql.SQL(", ").join(map(_in_order, table.primary_key))
            query = sql.SQL("SELECT {} FROM {} ORDER BY {}")
            cursor.execute(query.format(_columns(table), sql.Identifier(table.name), keys))
            yield from cursor

    def highest(self, table: str) -> int:
        """A number that was taken and rolled back counts, too."""
        name = self._value("SELECT pg_get_serial_sequence(%s, 'id')", table)
        query = f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {name}"  # noqa: S608
        return int(self._value(query) or 0)

    def _open(self) -> Connection:
        if self._connection is None:
            raise RuntimeError("rows are there within reading and filling only")
        return self._connection

    def _raw(self) -> psycopg.Connection:
        raw = self._open().connection.driver_connection
        if not isinstance(raw, psycopg.Connection):
            raise TypeError(f"not a connection of psycopg: {raw}")
        return raw

    def _value(self, query: str, *values: str) -> Any:
        with ExitStack() as stack:
            connection = self._connection or stack.enter_context(connected(self._url))
            found = connection.exec_driver_sql(query, values).first()
        return None if found is None else found[0]

    def _memory(self, key: str) -> str | None:
        if self._value("SELECT to_regclass('engine_memory')") is None:
            return None
        found = self._value("SELECT value FROM engine_memory WHERE key = %s", key)
        return None if found is None else str(found)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """An error of the driver's own, which SQLAlchemy has not seen, in words without values."""
        try:
            yield
        except psycopg.Error as error:
            words = re.sub(r'"[^"]*"', "…", error.diag.message_primary or type(error).__name__)
            place = re.match(r"COPY (\w+), line (\d+)(, column (\w+))?", error.diag.context or "")
            where = f"row {place[2]} of {place[1]}: " if place else ""
            raise DatabaseTrouble(f"{self.name}: {where}{words}") from error


class SchemaSource(SchemaReader):
    """Read while no transaction of the bot's can begin: they all begin at its row `owner`."""

    @contextmanager
    def held(self) -> Iterator[None]:
        if self._value("SELECT to_regclass(%s)", VERSION_TABLE) is None:
            raise DatabaseUnavailable(f"there is no bot in {self.name}")
        with super().held():
            yield

    def mark(self) -> Mark | None:
        stored = self._value(f"SELECT version_num FROM {VERSION_TABLE}")  # noqa: S608
        return Mark(stored) if stored in tuple(Mark) else None

    def moved_to(self) -> str | None:
        return self._memory(MOVED_TO)

    def set_mark(self, mark: Mark | None, moved_to: str) -> None:
        with ExitStack() as stack:
            connection = self._connection or stack.enter_context(connected(self._url))
            run = connection.exec_driver_sql
            run("LOCK TABLE owner IN EXCLUSIVE MODE")
            run(f"UPDATE {VERSION_TABLE} SET version_num = %s", (mark or HEAD,))  # noqa: S608
            run("DELETE FROM engine_memory WHERE key = %s", (MOVED_TO,))
            if mark is not None:
                run("INSERT INTO engine_memory VALUES (%s, %s)", (MOVED_TO, moved_to))
            if mark is Mark.MOVED:
                _retire(connection)
            elif mark is None:
                _put_back(connection)
            if self._connection is None:
                connection.commit()

    def migrate(self) -> None:
        migrate_schema(self._url, as_owner=True)

    @contextmanager
    def reading(self) -> Iterator[None]:
        with connected(self._url) as self._connection:
            try:
                # It waits for open transactions and keeps new ones waiting; readers go on.
                self._connection.exec_driver_sql("LOCK TABLE owner IN EXCLUSIVE MODE")
                yield
                self._connection.commit()
            finally:
                self._connection = None


class SchemaTarget(SchemaReader):
    """Filled in one transaction, the making of its tables included."""

    def moved_from(self) -> str | None:
        return self._memory(MOVED_FROM)

    def is_empty(self) -> bool:
        with connected(self._url) as connection:
            made = connection.exec_driver_sql(
                "SELECT tablename FROM pg_tables WHERE schemaname = %s", (schema_of(self._url),)
            )
            return nothing_in(
                set(made.scalars()), lambda query: connection.exec_driver_sql(query).first()
            )

    @contextmanager
    def filling(self) -> Iterator[None]:
        with connected(self._url) as self._connection:
            try:
                self._connection.execute(CreateSchema(schema_of(self._url), if_not_exists=True))
                upgrade(self._connection)
                yield
                # What it learns of them by itself it learns some minutes later.
                self._connection.exec_driver_sql("ANALYZE")
                self._connection.commit()
            finally:
                self._connection = None

    @contextmanager
    def reading(self) -> Iterator[None]:
        with connected(self._url) as self._connection:
            try:
                yield
            finally:
                self._connection = None

    def add(self, table: Table, rows: Iterator[Row]) -> None:
        copy = sql.SQL("COPY {} ({}) FROM STDIN").format(
            sql.Identifier(table.name), _columns(table)
        )
        with self._raw().cursor() as cursor, cursor.copy(copy) as stream:
            for row in rows:
                stream.write_row(row)

    def start_numbers(self, table: str, highest: int) -> None:
        if highest:
            self._value("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", table, str(highest))

    def set_moved_from(self, name: str) -> None:
        self._open().exec_driver_sql(
            "INSERT INTO engine_memory VALUES (%s, %s)", (MOVED_FROM, name)
        )


def _retire(connection: Connection) -> None:
    """Without that row nobody can take the bot over, and whoever believes to own it writes nothing
    any more: not even one who has looked at the version a moment ago."""
    epoch = connection.exec_driver_sql("DELETE FROM owner RETURNING epoch").scalar_one()
    connection.exec_driver_sql(
        "INSERT INTO engine_memory VALUES (%s, %s)", (MOVED_EPOCH, str(epoch))
    )


def _put_back(connection: Connection) -> None:
    """With an epoch that nobody has had."""
    epoch = connection.exec_driver_sql(
        "DELETE FROM engine_memory WHERE key = %s RETURNING value", (MOVED_EPOCH,)
    ).scalar()
    if epoch is not None:
        connection.exec_driver_sql("INSERT INTO owner (epoch) VALUES (%s)", (int(epoch) + 1,))


def _columns(table: Table) -> sql.Composed:
    return sql.SQL(", ").join(sql.Identifier(column.name) for column in table.columns)


def _in_order(column: Any) -> sql.Composable:
    """As SQLite sorts texts: by their bytes."""
    named = sql.Identifier(column.name)
    return sql.SQL('{} COLLATE "C"').format(named) if isinstance(column.type, String) else named

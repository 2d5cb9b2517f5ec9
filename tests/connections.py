"""The connections of a database, for tests that count what goes over them."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncConnection

from db.connection.database import Database
from db.connection.opening import open_beside
from db.connection.postgresql.database import PostgresDatabase
from db.connection.sqlite.database import SqliteDatabase


def writers_of(database: Database) -> Engine:
    """Those of `write()`."""
    if isinstance(database, SqliteDatabase):
        return database._writer.sync_engine
    assert isinstance(database, PostgresDatabase)
    return database._pool.engines[1].sync_engine


def readers_of(database: Database) -> Engine:
    if isinstance(database, SqliteDatabase):
        return database._reader.sync_engine
    assert isinstance(database, PostgresDatabase)
    return database._pool.engines[0].sync_engine


@contextmanager
def counted_commits(database: Database) -> Iterator[list[int]]:
    """The list grows by one for each transaction that is committed."""
    commits: list[int] = []
    engine = writers_of(database)

    def note(_connection: object) -> None:
        commits.append(1)

    event.listen(engine, "commit", note)
    yield commits
    event.remove(engine, "commit", note)


@contextmanager
def written_beside(url: URL) -> Iterator[Connection]:
    """A transaction of another program, without an event loop."""
    with closing(open_beside(url)) as beside, beside.write() as connection:
        yield connection


async def go_on_counting(connection: AsyncConnection, *tables: str) -> None:
    """Rows of these were written with numbers of the test's own: new ones come after them."""
    if connection.dialect.name == "postgresql":
        for table in tables:
            await connection.exec_driver_sql(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"
            )

"""The server that all tests of a session share, and a database for each of them.

The database is a copy of a template whose tables are made already. PostgreSQL has three ways to
make it; a test's database and its end cost with FILE_COPY 16 + 7 ms, with WAL_LOG 22 + 13 ms, and
as a schema made by statements 30 + 16 ms (PostgreSQL 15, fsync off).
"""

import fcntl
import itertools
import json
import os
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from psycopg import sql
from sqlalchemy.engine import URL

from bot.demo.postgresql.programs import Programs
from bot.demo.postgresql.server import CARELESS, Server
from db.migrating.postgresql import migrate_schema

TEMPLATE = "herald_template"
MADE = "made_already"  # the schema with the tables in there
SCHEMA = "bot_4242"  # of the tests' bot


class Cluster:
    """Of all workers of this session: whoever comes first makes it."""

    def __init__(self, folder: Path, programs: Programs) -> None:
        self.server = Server(folder, programs, CARELESS)
        self._numbers = itertools.count(1)
        with _alone(folder):
            ready = folder / "ready"
            if not ready.exists():
                self.server.initialise()
                self.server.start()
                self._make_template()
                ready.write_text(json.dumps(self.server.port))
            self.server.port = json.loads(ready.read_text())
        self._connection = self.server.connect()
        # The end of a database waits for all processes of the server, on a busy machine for a
        # second, and a test may have made dozens.
        self._dropper = ThreadPoolExecutor(max_workers=1, thread_name_prefix="drops")
        self._drops: list[Future[None]] = []

    def new_database(self) -> URL:
        """A test's own; the schema of its bot is not there yet."""
        name = f"test_{os.getpid()}_{next(self._numbers)}"
        statement = "CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY"
        self._connection.execute(_named(statement, name, TEMPLATE))
        return self.server.url(name, schema=SCHEMA)

    def fill(self, url: URL) -> None:
        """The tables of the bot's schema, as the migrations make them."""
        with self.server.connect(str(url.database)) as connection:
            schema = str(url.query["schema"])
            connection.execute(
                sql.SQL("ALTER SCHEMA {} RENAME TO {}").format(
                    sql.Identifier(MADE), sql.Identifier(schema)
                )
            )

    def drop(self, url: URL) -> None:
        """Soon; whoever is still connected then is not any more."""
        self._drops.append(self._dropper.submit(self._drop, str(url.database)))

    def close(self) -> None:
        """Raises what a drop has raised; those that were not begun go with the server's folder."""
        self._dropper.shutdown(cancel_futures=True)
        self._connection.close()
        self.server.close()
        for dropped in self._drops:
            if not dropped.cancelled():
                dropped.result()

    def _drop(self, name: str) -> None:
        with self.server.connect() as connection:
            connection.execute(_named("DROP DATABASE {} WITH (FORCE)", name))

    def _make_template(self) -> None:
        with self.server.connect() as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(TEMPLATE)))
        migrate_schema(self.server.url(TEMPLATE, schema=MADE))


def _named(statement: str, *names: str) -> sql.Composed:
    return sql.SQL(statement).format(*map(sql.Identifier, names))


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / "making").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield

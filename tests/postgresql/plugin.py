"""PostgreSQL for tests: one server a session, a database a test.

`DATABASE=postgresql` in the environment makes all tests run on it that ask for a database; a test
that is about PostgreSQL asks for `postgresql_url`, and runs wherever there is a server.
"""

import os
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.engine import URL

from bot.demo.postgresql.programs import HOW_TO_GET_THEM, find_programs
from bot.demo.postgresql.server import Server
from tests.postgresql import question_marks
from tests.postgresql.asked import ON_POSTGRESQL

if TYPE_CHECKING:
    from tests.postgresql.cluster import Cluster

EITHER = {"database_url", "new_database"}  # fixtures that give SQLite's or PostgreSQL's
IDLE_MS = 60_000  # that a transaction of this process may do nothing
FOLDER = "HERALD_TESTS_POSTGRESQL"  # the environment says it to xdist's workers


def pytest_configure() -> None:
    if ON_POSTGRESQL and find_programs() is None:
        raise pytest.UsageError(f"DATABASE=postgresql: {HOW_TO_GET_THEM}")
    get_ready()


def get_ready() -> None:
    """Once in a process; those that it starts share its server."""
    name = f"herald-postgresql-{uuid.uuid4().hex[:12]}"
    os.environ.setdefault(FOLDER, str(Path(tempfile.gettempdir()) / name))
    if ON_POSTGRESQL:
        question_marks.understand()
    if find_programs() is not None:
        _be_patient()


def _be_patient() -> None:
    """On a busy machine a test's loop may stand still for longer than a bot's may."""
    from db.connection.postgresql.pool import PostgresPool

    defaults = PostgresPool.__init__.__kwdefaults__
    assert defaults is not None
    defaults["idle_ms"] = IDLE_MS


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if ON_POSTGRESQL:
        _leave_out_what_is_the_same(config, items)
    for item in items:
        mark = item.get_closest_marker("sqlite_only")
        if mark is None:
            continue
        if len(mark.args) != 1:
            raise pytest.UsageError(f"{item.nodeid}: sqlite_only(reason)")
        if ON_POSTGRESQL:
            item.add_marker(pytest.mark.skip(reason=f"SQLite's own: {mark.args[0]}"))


def _leave_out_what_is_the_same(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests that ask for no database, or always for this one: `make test` has run them."""
    asks = [bool(EITHER.intersection(getattr(item, "fixturenames", ()))) for item in items]
    left_out = [item for item, it_asks in zip(items, asks, strict=True) if not it_asks]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item, it_asks in zip(items, asks, strict=True) if it_asks]


def open_cluster() -> "Cluster | None":
    """The session's; None where no server is installed."""
    programs = find_programs()
    if programs is None:
        return None
    from tests.postgresql.cluster import Cluster

    return Cluster(Path(os.environ[FOLDER]), programs)


@pytest.fixture(scope="session")
def cluster() -> "Iterator[Cluster]":
    opened = open_cluster()
    if opened is None:
        pytest.skip(HOW_TO_GET_THEM)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def own_server() -> Iterator[Server]:
    """One that may be killed: it is this module's alone, and keeps what it has said that it keeps.
    No fixture has made anything in it."""
    programs = find_programs()
    if programs is None:
        pytest.skip(HOW_TO_GET_THEM)
    name = f"herald-postgresql-own-{uuid.uuid4().hex[:12]}"
    made = Server.make(Path(tempfile.gettempdir()) / name, programs)
    yield made
    made.close()


@pytest.fixture
def postgresql_url(cluster: "Cluster") -> Iterator[URL]:
    """A bot's own database; nothing of it is there yet."""
    url = cluster.new_database()
    yield url
    cluster.drop(url)

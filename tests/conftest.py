"""What every test may ask for: a migrated database in a real file, and a sandbox to talk to."""

import asyncio
import gc
import logging
import os
import shutil
import ssl
from collections.abc import AsyncIterator, Callable, Generator, Iterator
from functools import cache
from pathlib import Path

import pytest
from aiogram_i18n.cores import fluent_runtime_core
from fluent.runtime import FluentResource
from hypothesis import settings
from sqlalchemy.engine import URL

from botapi_sandbox import Sandbox
from botapi_sandbox.control import Control
from db.connection.database import Database
from db.connection.opening import open_database, parse_url
from db.connection.sqlite.database import database_file
from db.migrate import migrate
from tests import compiled, signatures
from tests.postgresql.asked import ON_POSTGRESQL

pytest_plugins = ["tests.groups", "tests.postgresql.plugin"]

# No deadline: a busy machine is not a bug. In CI the same examples each time: a change is to be
# judged there, and new examples are looked for where somebody can look into them.
settings.register_profile("herald", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("herald")

# Each bot that a test starts reads all texts, hundreds of times the same: what a text says is
# worked out once in a process.
setattr(fluent_runtime_core, "FluentResource", cache(FluentResource))  # noqa: B010

# aiogram makes one for each session, all the same: reading the certificates takes 10 ms.
setattr(ssl, "create_default_context", cache(ssl.create_default_context))  # noqa: B010

compiled.share()
signatures.share()

TOKEN = "4242:sandbox-token"  # the sandbox takes any
YOUNG = 10_000  # objects until the collector looks at the young ones, as in bot/process/heap.py


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is imported and collected (two million objects) lives as long as the process; a pass of
    the garbage collector over it takes more than a second, and there were dozens."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(YOUNG, 10, 10)
        gc.enable()


@pytest.fixture
def log_put_back() -> Iterator[None]:
    """A command sets up the log of its process, which is the test's own here."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    yield
    logging.captureWarnings(capture=False)
    root.handlers[:] = before
    root.setLevel(level)


@pytest.fixture
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> URL:
    """Nothing is there yet. `DATABASE=postgresql` in the environment asks for PostgreSQL."""
    if ON_POSTGRESQL:
        url: URL = request.getfixturevalue("postgresql_url")
        return url
    return parse_url(f"sqlite+aiosqlite:///{tmp_path / 'herald.sqlite3'}")


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Written once: the migrations take longer than most tests."""
    file = tmp_path_factory.mktemp("migrated") / "herald.sqlite3"
    asyncio.run(migrate(parse_url(f"sqlite+aiosqlite:///{file}")))
    return file


@pytest.fixture
def migrated_url(database_url: URL, request: pytest.FixtureRequest) -> URL:
    """The same with its tables, as the migrations make them."""
    if ON_POSTGRESQL:
        request.getfixturevalue("cluster").fill(database_url)
    else:
        shutil.copy(request.getfixturevalue("migrated_file"), database_file(database_url))
    return database_url


@pytest.fixture
def new_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], URL]]:
    """For tests that need several, each with its tables."""
    made: list[URL] = []
    if ON_POSTGRESQL:
        cluster = request.getfixturevalue("cluster")
    else:
        file = request.getfixturevalue("migrated_file")

    def make() -> URL:
        if ON_POSTGRESQL:
            made.append(cluster.new_database())
            cluster.fill(made[-1])
        else:
            made.append(parse_url(f"sqlite+aiosqlite:///{tmp_path / f'{len(made)}.sqlite3'}"))
            shutil.copy(file, database_file(made[-1]))
        return made[-1]

    yield make
    if ON_POSTGRESQL:
        for url in made:
            cluster.drop(url)


@pytest.fixture
async def database(migrated_url: URL) -> AsyncIterator[Database]:
    opened = await open_database(migrated_url)
    yield opened
    await opened.close()


@pytest.fixture
async def sandbox_url() -> AsyncIterator[str]:
    """As strict as it can be, except that a test's own server for webhooks has any free port."""
    sandbox = Sandbox(seed=1)
    sandbox.world.limits.change({"webhook_ports": None})
    async with sandbox.serving(port=0) as url:
        yield url


@pytest.fixture
async def control(sandbox_url: str) -> AsyncIterator[Control]:
    async with Control(sandbox_url) as connected:
        yield connected

"""pg_dump in the middle of a broadcast: nobody waits for it, and what it has written adds up."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from bot.demo.postgresql.server import USER
from botapi_sandbox.control import Control
from broadcast.model.broadcast import Broadcast
from db.broadcasts import broadcasts
from db.connection.database import Database
from db.connection.opening import open_database
from tests.engine.conftest import Bench, working
from tests.engine.invariants import expect_counters_equal_rows
from tests.engine.ledger.outage import PEOPLE, Outage
from tests.postgresql.cluster import SCHEMA, Cluster


@pytest.fixture
async def database(cluster: Cluster, postgresql_url: URL) -> AsyncIterator[Database]:
    cluster.fill(postgresql_url)
    opened = await open_database(postgresql_url)
    yield opened
    await opened.close()


@pytest.fixture
async def bench(sandbox_url: str, database: Database, control: Control) -> AsyncIterator[Bench]:
    async with working(sandbox_url, database, control) as ready:
        yield ready


async def test_a_dump_beside_a_broadcast(bench: Bench, cluster: Cluster, tmp_path: Path) -> None:
    outage = Outage(bench)
    await outage.begun()
    file = tmp_path / "dump.sql"
    await _run(cluster, "pg_dump", bench.database.url, "-n", SCHEMA, "-f", str(file))
    await outage.expect_it_went_on()
    assert outage.told == []

    put_back = cluster.new_database()
    await _run(cluster, "psql", put_back, "-q", "-v", "ON_ERROR_STOP=1", "-f", str(file))
    copy = await open_database(put_back)
    async with copy.read() as connection:
        row = await broadcasts.find(connection, outage.broadcast_id)
    assert row is not None
    broadcast = Broadcast.from_row(row)
    assert 30 <= broadcast.figures.sent <= PEOPLE
    await expect_counters_equal_rows(copy, broadcast)
    await copy.close()
    cluster.drop(put_back)


async def _run(cluster: Cluster, program: str, database: URL, *arguments: str) -> None:
    server = cluster.server
    where = ["-h", str(server.folder / "socket"), "-p", str(server.port), "-U", USER]
    command = [server.programs.path(program), *where, *arguments, str(database.database)]
    running = await asyncio.create_subprocess_exec(*command)
    assert await running.wait() == 0

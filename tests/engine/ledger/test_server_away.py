"""A server that goes away, and comes back: sending stops, the admin hears it, it goes on by itself,
and nobody is lost, or gets it twice."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from bot.demo.postgresql.programs import HOW_TO_GET_THEM, find_programs
from bot.demo.postgresql.server import Server
from botapi_sandbox.control import Control
from broadcast.model.events import Event, StorageFailing, StorageWorksAgain
from db.connection.database import Database
from db.connection.opening import open_database
from db.errors import DatabaseTrouble
from db.migrating.postgresql import migrate_schema
from tests.engine.conftest import TEXT, Bench, working
from tests.engine.invariants import expect_exactly_once
from tests.postgresql.cluster import SCHEMA


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One that may be killed: it is nobody else's, and keeps what it has said that it keeps."""
    programs = find_programs()
    if programs is None:
        pytest.skip(HOW_TO_GET_THEM)
    folder = Path("/tmp") / tmp_path_factory.mktemp("pg").name
    made = Server.make(folder, programs)
    yield made
    made.close()


@pytest.fixture
async def database(server: Server) -> AsyncIterator[Database]:
    with server.connect() as connection:
        connection.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
    url = server.url(schema=SCHEMA)
    await asyncio.to_thread(migrate_schema, url)
    opened = await open_database(url)
    yield opened
    await opened.close()


@pytest.fixture
async def bench(sandbox_url: str, database: Database, control: Control) -> AsyncIterator[Bench]:
    async with working(sandbox_url, database, control) as ready:
        yield ready


async def figures(bench: Bench, broadcast_id: int) -> int:
    """How many have it; a connection that was cut is noticed by whoever has it next."""
    with suppress(DatabaseTrouble):
        return (await bench.assembly.doors.reports.get(broadcast_id)).figures.sent
    return 0


async def expect_it_went_on(bench: Bench, broadcast_id: int, said: list[Event]) -> None:
    broadcast = await bench.finished(broadcast_id)
    assert (broadcast.figures.sent, broadcast.figures.uncertain) == (150, 0)
    await expect_exactly_once(bench.database, bench.control, broadcast, TEXT)
    kinds = [type(one) for one in said if isinstance(one, StorageFailing | StorageWorksAgain)]
    assert kinds[:2] == [StorageFailing, StorageWorksAgain]
    assert kinds[-1] is StorageWorksAgain


async def test_a_server_that_is_killed_and_started_again(bench: Bench, server: Server) -> None:
    said: list[Event] = []
    bench.assembly.events.listen(said.append)
    await bench.subscribe(150)
    broadcast_id = await bench.launch()
    await bench.until(broadcast_id, lambda one: one.figures.sent >= 30)
    server.kill()
    while not bench.assembly.status.halts():
        await bench.clock.sleep(0.1)
    await bench.clock.sleep(3)
    before = (await bench.control.counts(TEXT)).accepted
    await bench.clock.sleep(5)
    assert (await bench.control.counts(TEXT)).accepted == before  # sending has stopped
    server.start()
    await expect_it_went_on(bench, broadcast_id, said)


async def test_all_its_connections_are_cut_again_and_again(bench: Bench, server: Server) -> None:
    await bench.subscribe(150)
    broadcast_id = await bench.launch()
    with server.connect() as operator:
        for sent in range(10, 130, 20):
            while await figures(bench, broadcast_id) < sent:
                await bench.clock.sleep(0.1)
            operator.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE application_name = 'herald'"
            )
    while await figures(bench, broadcast_id) < 150:
        await bench.clock.sleep(0.1)
    broadcast = await bench.finished(broadcast_id)
    assert (broadcast.figures.sent, broadcast.figures.uncertain) == (150, 0)
    await expect_exactly_once(bench.database, bench.control, broadcast, TEXT)

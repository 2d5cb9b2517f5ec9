"""A server whose disk is full: sending stops, the admins are told why, it goes on by itself when
there is room again, and nobody is lost, or gets it twice."""

import asyncio
import tempfile
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from bot.demo.postgresql.programs import HOW_TO_GET_THEM, find_programs
from bot.demo.postgresql.server import Server
from botapi_sandbox.control import Control
from broadcast.ledger.health import StorageWatch
from broadcast.ledger.writer import WRITER, Ledger
from db.connection.database import Database
from db.errors import DatabaseTrouble, StorageFault
from tests.clocks import VirtualClock
from tests.engine.conftest import FIRST, Bench, text, working
from tests.engine.ledger.outage import Outage, opened_anew
from tests.postgresql.small_disk import NoSmallDisk, SmallDisk, small_disk

pytestmark = pytest.mark.xdist_group("a server that is full")

PEOPLE = 600
# Of a log that is never far from needing room.
SETTINGS = {"max_wal_size": "32MB", "min_wal_size": "32MB"}


@pytest.fixture(scope="module")
def shared_disk() -> Iterator[SmallDisk]:
    folder = Path(tempfile.gettempdir()) / f"herald-postgresql-small-{uuid.uuid4().hex[:12]}"
    try:
        with small_disk(folder) as made:
            yield made
    except NoSmallDisk as no:
        pytest.skip(f"no disk can be made that is small: {no}")


@pytest.fixture(scope="module")
def server(shared_disk: SmallDisk) -> Iterator[Server]:
    programs = find_programs()
    if programs is None:
        pytest.skip(HOW_TO_GET_THEM)
    made = Server.make(shared_disk.folder, programs, SETTINGS)
    yield made
    made.close()


@pytest.fixture
def disk(shared_disk: SmallDisk) -> Iterator[SmallDisk]:
    yield shared_disk
    shared_disk.make_room()


@pytest.fixture
async def database(server: Server) -> AsyncIterator[Database]:
    async with opened_anew(server) as ready:
        yield ready


@pytest.fixture
async def bench(sandbox_url: str, database: Database, control: Control) -> AsyncIterator[Bench]:
    async with working(sandbox_url, database, control, rate=60) as ready:
        yield ready


async def test_tables_that_cannot_grow(bench: Bench, disk: SmallDisk) -> None:
    await bench.subscribe(5)
    await bench.finished(await bench.launch(text("The first")))  # each table has a page now
    await bench.subscribe(PEOPLE - 5, FIRST + 5)
    outage = Outage(bench, people=PEOPLE)
    disk.fill()
    outage.broadcast_id = await bench.launch()
    while not outage.told:
        await bench.clock.sleep(0.1)
    await outage.expect_it_stops()
    assert outage.told == [StorageFault.FULL]
    disk.make_room()
    await outage.expect_it_went_on()
    assert outage.told == [StorageFault.FULL, None]


async def test_a_commit_that_needs_no_room_proves_nothing(
    database: Database, disk: SmallDisk
) -> None:
    """Many changes fit into pages that are there: sending would go on and stop by turns."""
    storage = StorageWatch()
    ledger = Ledger(database, VirtualClock(), storage, resend_uncertain=False)
    for _ in range(3):  # what an earlier trial has left behind is no room either
        disk.fill()
        storage.failed(WRITER, DatabaseTrouble("No space left on device"))
        with pytest.raises(DatabaseTrouble, match="No space left"):
            await ledger.flush()
        assert storage.trouble is not None
        disk.make_room()
        await ledger.flush()
        assert storage.trouble is None


async def test_a_log_that_cannot_grow(bench: Bench, server: Server, disk: SmallDisk) -> None:
    """Then the server itself ends: somebody makes room, and starts it again."""
    outage = Outage(bench)
    await outage.begun()
    disk.fill()
    await asyncio.to_thread(_write_until_it_ends, server)
    await outage.expect_it_stops()
    disk.make_room()
    server.start()
    await outage.expect_it_went_on()
    assert outage.told[-1] is None


def _write_until_it_ends(server: Server) -> None:
    """It starts again by itself, as long as what it has to write then fits."""
    while server.runs():
        with suppress(psycopg.Error), server.connect() as operator:
            while True:
                operator.execute("SELECT pg_logical_emit_message(true, 'x', 'x')")
                operator.execute("SELECT pg_switch_wal()")

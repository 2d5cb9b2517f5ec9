"""When the database cannot be written: sending stops, the admin hears it, it goes on by itself."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing

import pytest
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncConnection

from botapi_sandbox.control import Control
from broadcast.model.events import Event, StorageFailing, StorageWorksAgain
from db.connection.database import Database
from db.connection.opening import open_database
from db.connection.sqlite.database import SqliteDatabase, database_file
from db.errors import DatabaseTrouble, StorageFault
from db.migrate import migrate
from tests.actors import editor
from tests.engine.conftest import TEXT, Bench, working
from tests.engine.invariants import expect_exactly_once

pytestmark = pytest.mark.sqlite_only("the file: locked, full, removed")


@pytest.fixture
async def database(database_url: URL) -> AsyncIterator[Database]:
    """One that loses patience soon: the locks here are held for a moment only."""
    await migrate(database_url)
    opened = await open_database(database_url, busy_timeout_ms=50)
    yield opened
    await opened.close()


@pytest.fixture
async def bench(sandbox_url: str, database: Database, control: Control) -> AsyncIterator[Bench]:
    async with working(sandbox_url, database, control) as ready:
        yield ready


async def test_a_database_locked_by_another_program_for_ten_seconds(
    bench: Bench, database_url: URL
) -> None:
    said: list[Event] = []
    bench.assembly.events.listen(said.append)
    await bench.subscribe(120)
    broadcast_id = await bench.launch()
    await bench.until(broadcast_id, lambda one: one.figures.sent >= 30)
    clock = bench.clock
    file = database_file(database_url)
    with closing(sqlite3.connect(file, check_same_thread=False)) as other:
        # In a thread: the writer's own transaction may be waiting for this very event loop.
        await asyncio.to_thread(other.execute, "BEGIN IMMEDIATE")
        await clock.sleep(5)
        before = (await bench.control.counts(TEXT)).accepted
        await clock.sleep(10)
        assert (await bench.control.counts(TEXT)).accepted == before  # sending has stopped
        assert bench.assembly.status.halts()
        other.rollback()
    broadcast = await bench.finished(broadcast_id)
    assert broadcast.figures.sent == 120
    await expect_exactly_once(bench.database, bench.control, broadcast, TEXT)
    kinds = [type(one) for one in said if isinstance(one, StorageFailing | StorageWorksAgain)]
    assert kinds == [StorageFailing, StorageWorksAgain]


async def test_a_database_that_was_removed_under_the_bot_was_not_noticed(
    bench: Bench, database_url: URL
) -> None:
    """Everybody got the message, and the next start knew nothing of it."""
    said: list[Event] = []
    bench.assembly.events.listen(said.append)
    await bench.subscribe(120)
    broadcast_id = await bench.launch()
    await bench.until(broadcast_id, lambda one: one.figures.sent >= 30)
    clock, halts = bench.clock, bench.assembly.status.halts
    file = database_file(database_url)
    aside = file.with_name("aside")
    file.rename(aside)
    while not halts():
        await clock.sleep(0.1)
    await clock.sleep(3)
    before = (await bench.control.counts(TEXT)).accepted
    await clock.sleep(10)
    assert (await bench.control.counts(TEXT)).accepted == before < 120
    assert not file.exists()
    aside.rename(file)
    broadcast = await bench.finished(broadcast_id)
    while halts():
        await clock.sleep(0.1)
    await expect_exactly_once(bench.database, bench.control, broadcast, TEXT)
    kinds = [type(one) for one in said if isinstance(one, StorageFailing | StorageWorksAgain)]
    assert kinds == [StorageFailing, StorageWorksAgain]


async def test_it_is_noticed_though_nobody_writes(bench: Bench, database_url: URL) -> None:
    database_file(database_url).unlink()
    clock, halts = bench.clock, bench.assembly.status.halts
    while not halts():
        await clock.sleep(0.1)
    assert "was removed under the running bot" in (halts()[0].detail or "")


async def test_a_trouble_that_nobody_would_meet_again_ends_all_the_same(
    bench: Bench, database_url: URL
) -> None:
    """A claim met the lock, then the broadcast was paused: nothing was left to be written."""
    await bench.subscribe(120)
    broadcast_id = await bench.launch()
    await bench.until(broadcast_id, lambda one: one.figures.sent >= 10)
    clock, halts = bench.clock, bench.assembly.status.halts
    with closing(sqlite3.connect(database_file(database_url), check_same_thread=False)) as other:
        await asyncio.to_thread(other.execute, "BEGIN IMMEDIATE")
        while not halts():
            await clock.sleep(0.1)
        other.rollback()
        await bench.assembly.doors.launches.pause(broadcast_id, by=editor())
    while halts():
        await clock.sleep(0.1)
    assert (await bench.assembly.doors.reports.get(broadcast_id)).figures.sent >= 10


async def test_a_launch_is_found_although_it_could_not_be_read_at_once(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    await bench.subscribe(5)
    active_runs = bench.assembly.engine._active_runs
    read, failures = active_runs.reload, iter([True])

    async def fails_once() -> None:
        if next(failures, False):
            raise DatabaseTrouble("disk I/O error")
        await read()

    monkeypatch.setattr(active_runs, "reload", fails_once)
    broadcast = await bench.finished(await bench.launch())
    assert broadcast.figures.sent == 5


async def test_a_full_database(bench: Bench) -> None:
    said: list[Event] = []
    bench.assembly.events.listen(said.append)
    await bench.subscribe(3_000)
    pages = await _pragma(bench.database, "PRAGMA page_count")
    await _pragma(bench.database, f"PRAGMA max_page_count = {pages + 1}")
    broadcast_id = await bench.launch()
    while not any(isinstance(one, StorageFailing) for one in said):
        await bench.clock.sleep(0.1)
    assert bench.assembly.status.halts()
    await _pragma(bench.database, "PRAGMA max_page_count = 1000000")
    await bench.until(broadcast_id, lambda one: one.figures.total == 3_000)
    broadcast = await bench.until(broadcast_id, lambda one: one.figures.sent >= 50)
    await bench.assembly.doors.launches.cancel(broadcast_id, by=editor())
    broadcast = await bench.until(broadcast_id, lambda one: one.figures.remaining == 0)
    await expect_exactly_once(bench.database, bench.control, broadcast, TEXT)
    faults = [one.fault for one in said if isinstance(one, StorageFailing)]
    assert faults == [StorageFault.FULL]
    assert [type(one) for one in said].count(StorageWorksAgain) == 1


async def _pragma(database: Database, pragma: str) -> int:
    """On every connection that writes: a limit is the connection's own."""

    async def ask(connection: AsyncConnection) -> int:
        return int((await connection.exec_driver_sql(pragma)).scalar() or 0)

    assert isinstance(database, SqliteDatabase)
    async with database._writer.connect() as connection:
        await ask(connection)
    return await database.transact(ask)


async def test_what_people_ask_for_waits_longer_for_another_program(
    database: Database, database_url: URL
) -> None:
    with closing(sqlite3.connect(database_file(database_url))) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseTrouble, match="locked"):
            async with database.write():
                pass
        async with asyncio.TaskGroup() as group:
            patient = group.create_task(_subscribe(database, tries=200))
            await asyncio.sleep(0.15)  # three busy timeouts: an impatient one has given up
            assert not patient.done()
            other.rollback()
    async with database.read() as connection:
        count = await connection.exec_driver_sql("SELECT count(*) FROM subscribers")
        assert count.scalar() == 1


async def _subscribe(database: Database, *, tries: int) -> None:
    async with database.write(tries=tries) as connection:
        await connection.exec_driver_sql(
            "INSERT INTO subscribers (chat_id, joined_at, changed_at) VALUES (7, 1, 1)"
        )

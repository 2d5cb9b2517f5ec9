"""A run is divided by time zone where people's own clocks matter, and by nothing else."""

from datetime import UTC, datetime, timedelta

from botapi_sandbox.control import Control
from broadcast.model.broadcast import Broadcast
from broadcast.model.hours.quiet_hours import QuietHours
from broadcast.sending.snapshot import Chunks
from db.connection.database import Database
from db.ledger import claims, parts, runs, snapshot
from db.records import Part
from db.schema.states import BroadcastState, DeliveryState
from tests.actors import editor, owner
from tests.engine.conftest import FIRST, TEXT, Bench, text, working
from tests.engine.invariants import (
    expect_counters_equal_rows,
    expect_exactly_once,
    rows_of,
)
from tests.engine.ledger.test_ledger import add_people, launch

DAY = 86_400
EAST, WEST = "Etc/GMT-6", "Etc/GMT+6"  # by the sign of POSIX: clocks in the east show more
PEOPLE = 30  # of whom ten live in the east and ten in the west


async def live(bench: Bench) -> None:
    await bench.subscribe(PEOPLE)
    for number in range(PEOPLE):
        if zone := (None, EAST, WEST)[number % 3]:
            await bench.assembly.doors.zones.note(FIRST + number, zone)


async def quiet_in_greenwich(bench: Bench) -> None:
    """For an hour yet; in the east and in the west it is day."""
    now = int(bench.clock.time())
    hours = QuietHours(begin=(now - 3_600) % DAY, end=(now + 3_600) % DAY, by_person=True)
    await bench.assembly.doors.quiet_times.decide(hours, by=owner())


async def reached(bench: Bench, broadcast: Broadcast) -> set[int]:
    """By the place in the row of people."""
    rows = await rows_of(bench.database, broadcast)
    return {chat - FIRST for chat, state in rows.items() if state is DeliveryState.SENT}


async def test_only_those_for_whom_it_is_quiet_wait(bench: Bench) -> None:
    await live(bench)
    await quiet_in_greenwich(bench)
    broadcast_id = await bench.launch()
    broadcast = await bench.until(broadcast_id, lambda one: one.figures.sent == 20)
    await bench.clock.sleep(1.0)
    assert await reached(bench, broadcast) == {n for n in range(PEOPLE) if n % 3}
    stands = bench.assembly.doors.forecast.speed(broadcast).stands
    assert stands is not None
    assert (stands.people, stands.everybody) == (10, True)
    await bench.assembly.doors.quiet_times.decide(None, by=owner())
    broadcast = await bench.finished(broadcast_id)
    await expect_exactly_once(bench.database, bench.control, broadcast, TEXT)


async def test_whoever_has_no_zone_does_not_bring_those_along_who_have(bench: Bench) -> None:
    """In the east it is quiet for an hour yet; in Greenwich and in the west it is day."""
    await live(bench)
    there = int(bench.clock.time()) + 6 * 3_600
    hours = QuietHours(begin=(there - 3_600) % DAY, end=(there + 3_600) % DAY, by_person=True)
    await bench.assembly.doors.quiet_times.decide(hours, by=owner())
    broadcast = await bench.until(await bench.launch(), lambda one: one.figures.sent == 20)
    await bench.clock.sleep(1.0)
    assert await reached(bench, broadcast) == {n for n in range(PEOPLE) if n % 3 != 1}


async def test_a_run_that_needs_no_parts_has_none(bench: Bench) -> None:
    await live(bench)
    broadcast = await bench.finished(await bench.launch())
    async with bench.database.read() as connection:
        assert await parts.of_runs(connection, [broadcast.run_id or 0]) == {}


async def test_each_gets_it_when_it_is_that_on_their_own_clock(bench: Bench) -> None:
    await live(bench)
    doors = bench.assembly.doors
    begins = int(bench.clock.time()) + 20
    local = datetime.fromtimestamp(begins, UTC).replace(tzinfo=None) + timedelta(hours=6)
    assert await doors.zones.first_moment(local) == begins
    broadcast_id = await doors.drafts.add(text(), by=editor())
    await doors.plans.plan(broadcast_id, begins, by=editor(), local_time=local.isoformat())
    broadcast = await bench.until(broadcast_id, lambda one: one.figures.sent == 10)
    await bench.clock.sleep(1.0)
    assert await reached(bench, broadcast) == {n for n in range(PEOPLE) if n % 3 == 1}
    stands = doors.forecast.speed(broadcast).stands
    assert stands is not None
    assert (stands.until, stands.people, stands.everybody) == (begins + 6 * 3_600, 20, True)
    async with bench.database.read() as connection:
        found = await parts.of_runs(connection, [broadcast.run_id or 0])
    assert set(found[broadcast.run_id or 0]) == {
        Part(0, None, begins + 6 * 3_600),
        Part(1, WEST, begins + 12 * 3_600),
        Part(2, EAST, begins),
    }
    await doors.launches.cancel(broadcast_id, by=editor())
    broadcast = await bench.until(broadcast_id, lambda one: one.is_over)
    assert (broadcast.figures.sent, broadcast.figures.cancelled) == (10, 20)
    await expect_counters_equal_rows(bench.database, broadcast)


async def test_parts_outlive_the_process(
    sandbox_url: str, database: Database, control: Control
) -> None:
    """In chunks of a few, some of whom stand in the ledger already."""
    few = Chunks(first=4, second=4)
    async with working(sandbox_url, database, control, chunks=few) as bench:
        await live(bench)
        await quiet_in_greenwich(bench)
        broadcast_id = await bench.launch()
        await bench.until(broadcast_id, lambda one: one.figures.sent > 2)
    async with working(sandbox_url, database, control, chunks=few) as bench:
        broadcast = await bench.until(broadcast_id, lambda one: one.figures.sent == 20)
        await bench.clock.sleep(1.0)
        assert await reached(bench, broadcast) == {n for n in range(PEOPLE) if n % 3}
        await bench.assembly.doors.quiet_times.decide(None, by=owner())
        broadcast = await bench.finished(broadcast_id)
        await expect_exactly_once(database, control, broadcast, TEXT)


async def test_a_claim_that_comes_behind_a_pause_passes_nobody_over(database: Database) -> None:
    """The pause is committed, and who claims has not heard of it yet."""
    await add_people(database, 4)
    run_id = await launch(database, 4)
    async with database.write() as connection:
        await parts.divide(connection, run_id, [Part(), Part(1, EAST)])
        await snapshot.freeze_chunk(connection, run_id, after=0, upto=4, limit=4)
        await runs.move(connection, run_id, new=BroadcastState.PAUSED)
        assert await claims.claim(connection, run_id, limit=9, part=0) == ([], 0)
        await runs.move(connection, run_id, new=BroadcastState.RUNNING)
        claimed, _ = await claims.claim(connection, run_id, limit=9, part=0)
    assert [row.subscriber_id for row in claimed] == [1, 2, 3, 4]

"""Quiet hours and expiry: it stands still, goes on by itself, and ends in time."""

from dataclasses import replace

from broadcast.doors.follow_ups import Which
from broadcast.model.broadcast import Broadcast
from broadcast.model.hours.quiet_hours import Quiet, QuietHours
from broadcast.model.options import Options
from db.schema.states import DeliveryState
from tests.actors import editor, owner
from tests.engine.conftest import FIRST, TEXT, Bench, text
from tests.engine.invariants import expect_counters_equal_rows, expect_exactly_once, rows_of

DAY = 86_400
HOUR = 3_600
PEOPLE = 60  # at thirty messages/s: two seconds
MANY = 400  # thirteen


async def quiet(bench: Bench, begin: float, end: float) -> None:
    """From so many seconds from now on, till so many."""
    now = bench.clock.time()
    hours = QuietHours(begin=int(now + begin) % DAY, end=int(now + end) % DAY)
    await bench.assembly.doors.quiet_times.decide(hours, by=owner())


async def launched(bench: Bench, options: Options | None = None, people: int = PEOPLE) -> int:
    await bench.subscribe(people)
    return await bench.launch(replace(text(), options=options or Options()))


def stands(bench: Bench, broadcast: Broadcast) -> bool:
    speed = bench.assembly.doors.forecast.speed(broadcast)
    return speed.stands is not None and speed.stands.everybody


async def test_it_stands_still_until_owners_take_them_back(bench: Bench) -> None:
    await quiet(bench, -HOUR, HOUR)
    broadcast = await bench.until(await launched(bench), lambda one: stands(bench, one))
    speed = bench.assembly.doors.forecast.speed(broadcast)
    assert speed.stands is not None
    assert speed.stands.people == PEOPLE
    assert speed.stands.until > bench.clock.time()
    await bench.clock.sleep(2.0)
    assert (await bench.assembly.doors.reports.get(broadcast.id)).figures.done == 0
    await bench.assembly.doors.quiet_times.decide(None, by=owner())
    broadcast = await bench.finished(broadcast.id)
    await expect_exactly_once(bench.database, bench.control, broadcast, TEXT)


async def test_it_goes_on_by_itself_when_they_are_over(bench: Bench) -> None:
    ends = int(bench.clock.time()) + 10
    await quiet(bench, -HOUR, 10.0)
    broadcast = await bench.finished(await launched(bench))
    assert broadcast.finished_at is not None
    assert broadcast.finished_at >= ends
    await expect_exactly_once(bench.database, bench.control, broadcast, TEXT)


async def test_when_they_begin_what_is_claimed_goes_back(bench: Bench) -> None:
    broadcast_id = await launched(bench, people=MANY)
    await bench.until(broadcast_id, lambda one: one.figures.sent > 0)
    await quiet(bench, -HOUR, HOUR)
    broadcast = await bench.until(broadcast_id, lambda one: stands(bench, one))
    await bench.clock.sleep(2.0)
    states = set((await rows_of(bench.database, broadcast)).values())
    assert states == {DeliveryState.PENDING, DeliveryState.SENT}
    await bench.assembly.doors.quiet_times.decide(None, by=owner())
    broadcast = await bench.finished(broadcast_id)
    await expect_exactly_once(bench.database, bench.control, broadcast, TEXT)


async def test_one_that_ignores_them_or_makes_no_sound_goes_on(bench: Bench) -> None:
    await quiet(bench, -HOUR, HOUR)
    await bench.subscribe(1)
    for does, silent in ((Quiet.IGNORE, False), (Quiet.SILENT, True)):
        said = replace(text(), options=Options(quiet=does))
        await bench.finished(await bench.launch(said))
        arrived = await bench.control.last_message(FIRST)
        assert arrived is not None
        assert arrived["sandbox"].get("silent", False) is silent
    await bench.finished(
        await bench.launch(replace(text(), options=Options(quiet=Quiet.SILENT, silent=True)))
    )


async def an_hour_later(bench: Bench) -> None:
    """By the machine's clock; whoever sleeps until then looks again."""
    bench.clock.put_on(HOUR)
    doors = bench.assembly.doors
    await doors.quiet_times.decide(await doors.quiet_times.get(), by=owner())


async def test_whoever_has_not_got_it_by_then_is_skipped(bench: Bench) -> None:
    soon = int(bench.clock.time()) + HOUR
    broadcast_id = await launched(bench, Options(expires_at=soon), MANY)
    await bench.until(broadcast_id, lambda one: one.figures.sent > 0)
    await an_hour_later(bench)
    broadcast = await bench.finished(broadcast_id)
    figures = broadcast.figures
    assert figures.expired == figures.skipped > 0
    assert figures.sent + figures.expired == MANY
    await expect_counters_equal_rows(bench.database, broadcast)


async def test_a_paused_one_and_one_that_is_held_expire_too(bench: Bench) -> None:
    await quiet(bench, -2 * HOUR, 2 * HOUR)
    soon = int(bench.clock.time()) + HOUR
    held = await launched(bench, Options(expires_at=soon))
    paused = await bench.launch(replace(text(), options=Options(expires_at=soon)))
    await bench.assembly.doors.launches.pause(paused, by=editor())
    await an_hour_later(bench)
    for one in (held, paused):
        broadcast = await bench.finished(one)
        assert broadcast.figures.expired == PEOPLE
        assert broadcast.pause_reason is None


async def test_what_is_sent_again_ends_as_it_was_said(bench: Bench) -> None:
    doors = bench.assembly.doors
    soon = int(bench.clock.time()) + HOUR
    await bench.control.faults(lost_after={"next": 1})
    broadcast = await bench.finished(await launched(bench, Options(expires_at=soon), 1))
    assert broadcast.figures.uncertain == 1
    await quiet(bench, -2 * HOUR, 2 * HOUR)
    again = await doors.follow_ups.send(broadcast.id, Which.UNCERTAIN, by=editor())
    await an_hour_later(bench)
    assert (await bench.finished(again.id)).figures.expired == 1

"""A series sends its steps one after the other, each to everybody once, over whatever happens."""

from datetime import timedelta

import pytest

from broadcast.doors.series import making
from broadcast.model.errors import MoveNotAllowed, NoSuchSeries, SeriesRefused
from broadcast.model.series.mistakes import SeriesMistake
from broadcast.model.series.wait import Wait
from db.schema.states import SeriesState, SignalKind
from db.series.records import BEGINS, Signal
from tests.actors import editor
from tests.engine.conftest import FIRST, Bench, text

PEOPLE = 5
HOUR = int(timedelta(hours=1).total_seconds())


async def series_of(bench: Bench, *waits: Wait, words: str = "Step") -> int:
    """A draft with a step for each of these waits."""
    door = bench.assembly.doors.series_making
    number = await door.create("Welcome", by=editor())
    for place, wait in enumerate(waits):
        await door.add_step(number, text(f"{words} {place}"), wait=wait, by=editor())
    await door.turn_signal(number, Signal(SignalKind.ENROLLED), does=BEGINS, by=editor())
    return number


async def enrol(bench: Bench, number: int, count: int = PEOPLE, first: int = FIRST) -> int:
    chats = range(first, first + count)
    return await bench.assembly.doors.series_running.enrol(number, list(chats), by=editor())


async def reached(bench: Bench, number: int, *people: int) -> None:
    """Wait until so many have each step."""
    while True:
        detail = await bench.assembly.doors.series.detail(number)
        if [step.figures.reached for step in detail.steps] == list(people):
            return
        await bench.clock.sleep(0.2)


async def an_hour_later(bench: Bench) -> None:
    """For whoever waits."""
    async with bench.database.write() as connection:
        await connection.exec_driver_sql(f"UPDATE enrolments SET due_at = due_at - {HOUR}")


async def test_each_step_reaches_everybody_once_and_in_order(bench: Bench) -> None:
    await bench.subscribe(PEOPLE)
    number = await series_of(bench, Wait(), Wait(seconds=2), Wait(seconds=1))
    await bench.assembly.doors.series_running.start(number, by=editor())
    assert await enrol(bench, number) == PEOPLE
    await reached(bench, number, PEOPLE, PEOPLE, PEOPLE)
    for place in range(3):
        times = dict(await bench.control.delivered(f"Step {place}"))
        assert (len(times), set(times.values())) == (PEOPLE, {1})
    assert await enrol(bench, number) == 0  # once a person and series
    doors = bench.assembly.doors
    while await doors.series.finished(number) < PEOPLE:  # at the timer's next look
        await bench.clock.sleep(0.2)
    assert (await doors.series.detail(number)).series.waiting == 0


async def test_a_pause_keeps_everybodys_place(bench: Bench) -> None:
    await bench.subscribe(PEOPLE)
    number = await series_of(bench, Wait(), Wait(seconds=HOUR))
    running = bench.assembly.doors.series_running
    await running.start(number, by=editor())
    await enrol(bench, number)
    await reached(bench, number, PEOPLE, 0)
    await running.pause(number, by=editor())
    await an_hour_later(bench)
    await bench.clock.sleep(6)
    detail = await bench.assembly.doors.series.detail(number)
    assert detail.series.state is SeriesState.PAUSED
    assert [step.figures.waiting for step in detail.steps] == [0, PEOPLE]
    await running.resume(number, by=editor())
    await reached(bench, number, PEOPLE, PEOPLE)


async def test_a_text_changed_goes_to_whoever_has_not_got_it(bench: Bench) -> None:
    await bench.subscribe(PEOPLE)
    number = await series_of(bench, Wait(), Wait(seconds=HOUR))
    doors = bench.assembly.doors
    await doors.series_running.start(number, by=editor())
    await enrol(bench, number)
    await reached(bench, number, PEOPLE, 0)
    second = (await doors.series.detail(number)).steps[1]
    await doors.series_making.rewrite_step(number, second.broadcast_id, text("Better"), by=editor())
    await an_hour_later(bench)
    await reached(bench, number, PEOPLE, PEOPLE)
    assert len(await bench.control.delivered("Better")) == PEOPLE
    assert await bench.control.delivered("Step 1") == []


async def test_what_is_added_at_the_end_may_go_to_those_who_have_finished(bench: Bench) -> None:
    await bench.subscribe(PEOPLE)
    number = await series_of(bench, Wait())
    doors = bench.assembly.doors
    await doors.series_running.start(number, by=editor())
    await enrol(bench, number)
    await reached(bench, number, PEOPLE)
    while await doors.series.finished(number) < PEOPLE:
        await bench.clock.sleep(0.1)
    await doors.series_making.add_step(number, text("Step 1"), also_finished=True, by=editor())
    await reached(bench, number, PEOPLE, PEOPLE)


async def test_steps_stand_in_no_list(bench: Bench) -> None:
    await bench.subscribe(1)
    number = await series_of(bench, Wait(seconds=HOUR))
    doors = bench.assembly.doors
    assert await doors.drafts.page(limit=5) == ([], 0)
    await doors.series_running.start(number, by=editor())
    assert await doors.reports.page(offset=0, limit=5) == ([], 0)
    assert await doors.reports.unfinished() == []
    assert await doors.reports.recent(limit=5) == []
    assert await doors.reports.latest() is None


async def test_one_without_steps_is_not_started(bench: Bench) -> None:
    number = await series_of(bench)
    with pytest.raises(SeriesRefused) as refused:
        await bench.assembly.doors.series_running.start(number, by=editor())
    assert refused.value.mistake is SeriesMistake.NO_STEPS


async def test_what_is_changed_while_nobody_is_under_way_is_what_the_next_one_gets(
    bench: Bench,
) -> None:
    """The engine remembers a step at rest, but not its old text."""
    await bench.subscribe(2)
    number = await series_of(bench, Wait())
    doors = bench.assembly.doors
    await doors.series_running.start(number, by=editor())
    await enrol(bench, number, 1)
    await reached(bench, number, 1)
    step = (await doors.series.detail(number)).steps[0]
    while await bench.assembly.doors.series.finished(number) < 1:
        await bench.clock.sleep(0.1)
    await doors.series_making.rewrite_step(number, step.broadcast_id, text("Better"), by=editor())
    await enrol(bench, number, 1, first=FIRST + 1)
    await reached(bench, number, 2)
    assert await bench.control.delivered("Better") == [(FIRST + 1, 1)]


async def test_a_step_is_no_broadcast_that_could_be_cancelled(bench: Bench) -> None:
    """It would end that step for good, and say nothing of it: it is removed in its series."""
    await bench.subscribe(1)
    number = await series_of(bench, Wait())
    doors = bench.assembly.doors
    await doors.series_running.start(number, by=editor())
    step = (await doors.series.detail(number)).steps[0]
    with pytest.raises(MoveNotAllowed):
        await doors.launches.cancel(step.broadcast_id, by=editor())
    await enrol(bench, number, 1)
    await reached(bench, number, 1)


async def test_one_that_has_ended_is_deleted_however_many_were_in_it(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "PIECE", 2)
    await bench.subscribe(PEOPLE)
    number = await series_of(bench, Wait())
    doors = bench.assembly.doors
    await doors.series_running.start(number, by=editor())
    await enrol(bench, number)
    await reached(bench, number, PEOPLE)
    with pytest.raises(SeriesRefused):
        await doors.series_making.delete(number, by=editor())
    await doors.series_running.end(number, by=editor())
    await doors.series_making.delete(number, by=editor())
    with pytest.raises(NoSuchSeries):
        await doors.series.detail(number)
    assert await doors.series.page(offset=0, limit=5) == ([], 0)
    assert await doors.reports.page(offset=0, limit=5) == ([], 0)
    assert await series_of(bench, Wait()) > number  # its name is free, its number is not

"""Per step: who got it, waits for it, went no further and why, and answered."""

from broadcast.doors.series.reading import SeriesReports
from broadcast.model.series.series import StepFigures
from db.answers import taps
from db.answers.taps import Tap
from db.schema.ledger import runs
from db.schema.states import SignalKind
from db.series.records import Signal
from tests.unit.series.conftest import House


async def test_each_step_says_how_it_went(house: House) -> None:
    number = await house.running(
        Signal(SignalKind.SUBSCRIBED), ends=[Signal(SignalKind.ANSWER)], waits=["0", "60", "60"]
    )
    await house.subscribe(*range(1, 9))
    await house.hand_over(number)
    await house.sent(number)
    first, second, _ = await house.line(number)
    await house.subscribers.unsubscribe(1, house.now)
    await house.subscribers.block(2, house.now)
    async with house.database.write() as connection:
        await taps.record(connection, [Tap(first.run_id or 0, 3, 0, house.now)])
    house.clock.now += 60
    await house.hand_over(number)
    await house.sent(number)
    await house.subscribers.unsubscribe(4, house.now)
    async with house.database.write() as connection:
        await taps.record(
            connection, [Tap(second.run_id or 0, who, 0, house.now) for who in (5, 6)]
        )
    await house.subscribe(9)
    detail = await SeriesReports(house.database, house.clock).detail(number)
    assert [step.figures for step in detail.steps] == [
        StepFigures(reached=8, waiting=1, left=1, blocked=1, ended=1, answered=1),
        StepFigures(reached=5, waiting=0, left=1, ended=2, answered=2),
        StepFigures(waiting=2),
    ]
    assert (detail.series.waiting, detail.series.finished) == (3, 0)


async def test_whom_a_step_passed_over_is_counted_there(house: House) -> None:
    """Nobody is to wonder where they are."""
    number = await house.running(Signal(SignalKind.SUBSCRIBED), waits=["0"])
    await house.subscribe(1, 2, 3)
    await house.hand_over(number)
    await house.sent(number)
    async with house.database.write() as connection:
        await connection.execute(runs.update().values(sent=0, skipped=3, capped=2, expired=1))
    detail = await SeriesReports(house.database, house.clock).detail(number)
    assert [step.figures for step in detail.steps] == [StepFigures(capped=2, late=1)]


async def test_who_waits_in_the_run_of_a_step_waits_for_that_one_alone(house: House) -> None:
    """In its quiet hours, say: they have been handed over, and wait for the next one after it."""
    number = await house.running(Signal(SignalKind.SUBSCRIBED), waits=["0", "60"])
    reports = SeriesReports(house.database, house.clock)
    await house.subscribe(1, 2)
    await house.hand_over(number)
    detail = await reports.detail(number)
    assert [step.figures for step in detail.steps] == [StepFigures(waiting=2), StepFigures()]
    await house.sent(number)
    house.clock.now += 60
    await house.hand_over(number)
    detail = await reports.detail(number)
    assert [step.figures for step in detail.steps] == [
        StepFigures(reached=2),
        StepFigures(waiting=2),
    ]
    assert (detail.series.waiting, detail.series.finished) == (2, 0)  # nobody has got all of it
    listed, _ = await reports.page(offset=0, limit=1)
    assert (listed[0].waiting, listed[0].finished) == (2, 0)
    await house.sent(number)
    house.clock.now += 60
    detail = await reports.detail(number)
    assert (detail.series.waiting, detail.series.finished) == (0, 2)

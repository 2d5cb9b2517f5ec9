"""Per step: who got it, waits for it, went no further and why, and answered."""

from broadcast.doors.series.reading import SeriesReports
from broadcast.model.series.series import StepFigures
from db.answers import taps
from db.answers.taps import Tap
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

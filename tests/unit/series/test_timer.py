"""One timer for all series: when it looks, and how seldom."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any, cast

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.ledger.writer import Ledger
from broadcast.model.events import Events
from broadcast.runs.active_runs import ActiveRuns
from broadcast.series.bell import LOOK, MOMENT, Bell
from broadcast.series.one_at_a_time import OneAtATime
from broadcast.series.timer import BREATH, LOOK_AGAIN, SeriesTimer
from db.connection.chunk_size import AIM
from db.connection.rounds import RETRY
from db.schema.states import SeriesPause, SeriesState, SignalKind
from db.series import due, series, steps
from db.series.records import DueRow, Signal
from runtime.wake import Wake
from tests.unit.series.conftest import RULES, House

SUBSCRIBED = Signal(SignalKind.SUBSCRIBED)
HOUR, DAY = 3_600, 86_400
CROWD = 50_000
A_ROW = 1e-4  # seconds that a transaction takes


def dues(begun: int) -> Sequence[int]:
    """When each of the crowd is due: at some time of the day to come."""
    return [begun + 1 + one % DAY for one in range(CROWD)]


async def crowd(connection: AsyncConnection, number: int, begun: int) -> None:
    """They have subscribed, and wait for the first step."""
    people = (
        "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < :last)"
        " INSERT INTO subscribers (chat_id, joined_at, changed_at) SELECT x, 1, 1 FROM n"
    )
    await connection.execute(text(people), {"last": CROWD})
    within = (
        "INSERT INTO enrolments (series_id, subscriber_id, due_at, begun_at)"
        " SELECT :which, id, :begun + 1 + (chat_id - 1) % :day, :begun FROM subscribers"
    )
    await connection.execute(text(within), {"which": number, "begun": begun, "day": DAY})


class Reloads:
    """The engine, as far as the timer knows it."""

    def __init__(self) -> None:
        self.count = 0

    async def reload(self) -> None:
        self.count += 1


def timer_of(house: House, reloads: Reloads, bell: Bell) -> SeriesTimer:
    clock = house.clock
    turns = OneAtATime(
        cast("ActiveRuns", None), cast("Ledger", None), reloads.reload, clock, Wake(clock)
    )
    return SeriesTimer(house.database, Events(), clock, turns, RULES.timezone, RULES.rate, bell)


@asynccontextmanager
async def looking(house: House) -> AsyncIterator[tuple[SeriesTimer, Reloads, Bell]]:
    reloads, bell = Reloads(), Bell(house.clock)
    yield timer_of(house, reloads, bell), reloads, bell


async def look(house: House, timer: SeriesTimer) -> float | None:
    """Once, whatever pauses it makes itself."""
    house.clock.now += BREATH
    sleeping = house.clock.sleep

    async def at_once(seconds: float) -> None:
        await sleeping(0)

    house.clock.sleep = at_once  # type: ignore[method-assign]
    try:
        return await timer.once()
    finally:
        house.clock.sleep = sleeping  # type: ignore[method-assign]


async def test_without_a_series_it_sleeps_until_something_changes(house: House) -> None:
    async with looking(house) as (timer, _, _):
        assert await look(house, timer) is None


async def test_it_sleeps_until_the_first_is_due(house: House) -> None:
    number = await house.running(SUBSCRIBED, waits=["3"])
    await house.subscribe(7)
    async with looking(house) as (timer, reloads, _):
        rest = await look(house, timer)
        assert rest is not None
        assert 2 < rest <= 3
        house.clock.now += 3
        assert await look(house, timer) == 0.0
        assert reloads.count == 1
        assert len(await house.ledger(number)) == 1


async def test_it_looks_for_what_others_have_written(house: House) -> None:
    """A program beside the bot, say, that imports people."""
    await house.running(SUBSCRIBED)
    async with looking(house) as (timer, reloads, _):
        assert await look(house, timer) == LOOK_AGAIN
        await house.subscribe(7)
        await look(house, timer)
        assert reloads.count == 1


async def test_after_an_update_has_come_in_it_looks_again_soon(house: House) -> None:
    await house.running(SUBSCRIBED)
    async with looking(house) as (timer, _, bell):
        bell.ring()
        assert await look(house, timer) == LOOK
        house.clock.now += MOMENT
        assert await look(house, timer) == LOOK_AGAIN


async def test_thousands_who_come_at_once_are_a_few_looks(house: House) -> None:
    await house.running(SUBSCRIBED)
    async with looking(house) as (timer, _, _):
        await look(house, timer)
        await house.subscribe(7)
        # It is rung, and nobody is looked for.
        assert await timer.once() == pytest.approx(BREATH)
        assert len(await house.ledger(1)) == 0


@pytest.mark.parametrize("late", [None, 6 * HOUR], ids=["however late", "six hours at most"])
async def test_the_clock_is_set_forward_by_a_day_while_fifty_thousand_wait(
    house: House, monkeypatch: pytest.MonkeyPatch, late: int | None
) -> None:
    """Each gets the one step that is due, or is too late for it, and the next in its time; a chunk
    at a time, so that memory does not grow with how many they are."""
    number = await house.running(Signal(SignalKind.ENROLLED), waits=["0", "3600", "3600"])
    begun, looked_at = house.now, []
    async with house.database.write() as connection:
        await series.change(connection, number, now=begun, expires_after=late)
        await crowd(connection, number, begun)
    some = due.some

    async def counted(*args: Any, **rest: Any) -> Sequence[DueRow]:
        found = await some(*args, **rest)
        looked_at.append(len(found))
        house.clock.now += len(found) * A_ROW
        return found

    monkeypatch.setattr(due, "some", counted)
    house.clock.now += DAY
    async with looking(house) as (timer, _, _):
        while await look(house, timer) == 0.0:
            pass
    assert max(looked_at) <= 1.5 * AIM / A_ROW
    assert sum(looked_at) == CROWD
    in_time = CROWD if late is None else sum(house.now - one < late for one in dues(begun))
    async with house.database.read() as connection:
        first, second, third = await steps.of_series(connection, number)
        rows = await connection.exec_driver_sql(
            "SELECT step, min(due_at), max(due_at), count(*) FROM enrolments GROUP BY step"
        )
        step, least, most, everybody = tuple(rows.one())
    assert (first.total, second.total, third.total) == (CROWD, 0, 0)
    assert abs((first.total - first.done) - in_time) <= CROWD * A_ROW  # those of the last seconds
    assert (step, everybody) == (1, CROWD)
    assert begun + DAY + HOUR <= least <= most <= house.now + HOUR  # nobody is due again


async def test_a_paused_series_hands_nobody_over(house: House) -> None:
    number = await house.running(SUBSCRIBED)
    await house.subscribe(7)
    async with house.database.write() as connection:
        await series.move(
            connection,
            number,
            SeriesState.PAUSED,
            out_of=[SeriesState.RUNNING],
            now=house.now,
            why=SeriesPause.ADMIN,
        )
    async with looking(house) as (timer, _, _):
        assert await look(house, timer) is None
    assert await house.ledger(number) == {}


async def test_a_series_that_cannot_go_on_keeps_no_other_from_its_time(house: House) -> None:
    bad = await house.running(SUBSCRIBED, name="Bad", waits=["0", "nonsense"])
    good = await house.running(SUBSCRIBED, name="Good")
    await house.subscribe(7)
    async with looking(house) as (timer, _, _):
        await look(house, timer)
        assert await house.ledger(bad) == {}
        assert len(await house.ledger(good)) == 1
        assert await look(house, timer) == RETRY

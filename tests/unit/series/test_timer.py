"""One timer for all series: when it looks, and how seldom."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import cast

import pytest

from broadcast.ledger.writer import Ledger
from broadcast.model.events import Events
from broadcast.runs.active_runs import ActiveRuns
from broadcast.series.bell import LOOK, MOMENT, Bell
from broadcast.series.one_at_a_time import OneAtATime
from broadcast.series.timer import BREATH, LOOK_AGAIN, SeriesTimer
from db.connection.rounds import RETRY
from db.schema.states import SeriesPause, SeriesState, SignalKind
from db.series import series
from db.series.records import Signal
from runtime.wake import Wake
from tests.unit.series.conftest import RULES, House

SUBSCRIBED = Signal(SignalKind.SUBSCRIBED)


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

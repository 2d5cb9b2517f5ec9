"""Two admins, or an admin and the timer, at once: both count, and nobody waits for ever."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import time
from typing import Any, cast
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.doors.series.making import SeriesMaking
from broadcast.doors.series.running import SeriesRunning
from broadcast.doors.series.trials import Trials
from broadcast.hours.house import GREENWICH
from broadcast.ledger.writer import Ledger
from broadcast.model.events import Events
from broadcast.model.series.wait import Wait
from broadcast.runs.active_runs import ActiveRuns
from broadcast.series.one_at_a_time import OneAtATime
from db.connection.database import Database
from db.connection.escorted import EscortedDatabase
from db.knowledge import zones
from db.schema.states import SignalKind
from db.series import series
from db.series.records import BEGINS, ENDS, Signal
from runtime.wake import Wake
from tests.actors import owner
from tests.unit.series.conftest import House, text

SUBSCRIBED = Signal(SignalKind.SUBSCRIBED)


class NoRuns:
    """None is under way."""

    def get(self, _: int) -> None:
        return None


class Noting:
    """Says which transactions have begun (db/connection/escorted.py)."""

    def __init__(self) -> None:
        self.begun = 0

    async def before(self, _: AsyncConnection) -> None:
        self.begun += 1

    async def after(self, _: AsyncConnection) -> None:
        """Nothing more."""


class Room:
    """The doors as a call from outside has them, and the turns that they share with the timer."""

    def __init__(self, house: House) -> None:
        async def reload() -> None:
            """No engine is behind them."""

        clock = house.clock
        active = cast("ActiveRuns", NoRuns())
        self.noting = Noting()
        self.database: Database = EscortedDatabase(house.database, self.noting)
        self.turns = OneAtATime(active, cast("Ledger", None), reload, clock, Wake(clock))
        self.making = SeriesMaking(self.database, self.turns, Events(), clock, GREENWICH)
        trials = cast("Trials", None)
        self.running = SeriesRunning(self.database, self.turns, trials, Events(), clock)


@pytest.fixture
def room(house: House) -> Room:
    return Room(house)


async def test_two_admins_choose_what_begins_it_at_once_and_both_count(
    house: House, room: Room
) -> None:
    number = await house.running()
    chosen = [
        Signal(SignalKind.SUBSCRIBED),
        Signal(SignalKind.UNBLOCKED),
        Signal(SignalKind.TAG, 3),
    ]
    await asyncio.gather(
        *(room.making.turn_signal(number, one, does=BEGINS, by=owner()) for one in chosen)
    )
    async with house.database.read() as connection:
        assert {*await series.signals(connection, number, does=BEGINS)} == {*chosen}
        assert await series.signals(connection, number, does=ENDS) == []


async def test_one_is_turned_off_and_on_again(house: House, room: Room) -> None:
    number, tag = await house.running(), Signal(SignalKind.TAG, 3)
    for on, there in ((None, True), (True, True), (None, False), (False, False), (True, True)):
        await room.making.turn_signal(number, tag, does=ENDS, on=on, by=owner())
        async with house.database.read() as connection:
            assert (tag in await series.signals(connection, number, does=ENDS)) is there


Act = Callable[[Room, int, int], Coroutine[Any, Any, object]]
ACTS: dict[str, Act] = {
    "pause": lambda room, number, _: room.running.pause(number, by=owner()),
    "end": lambda room, number, _: room.running.end(number, by=owner()),
    "add": lambda room, number, _: room.making.add_step(
        number, text("more"), wait=Wait(), by=owner()
    ),
    "rewrite": lambda room, number, step: room.making.rewrite_step(
        number, step, text("new"), by=owner()
    ),
    "remove": lambda room, number, step: room.making.remove_step(number, step, by=owner()),
    "move": lambda room, number, step: room.making.move_step(number, step, up=False, by=owner()),
}


@pytest.mark.parametrize("act", ACTS)
async def test_whoever_waits_for_a_turn_has_no_transaction_open(
    house: House, room: Room, act: str
) -> None:
    """The timer, whose turn it is, is about to begin one: each would wait for the other."""
    number = await house.running()
    step = (await house.line(number))[0].broadcast_id
    async with room.turns.alone():
        waits = asyncio.get_running_loop().create_task(ACTS[act](room, number, step))
        async with asyncio.timeout(20):
            for _ in range(5):  # as far as it gets
                await asyncio.sleep(0)
                async with house.database.write():
                    pass
        assert room.noting.begun == 0
        assert not waits.done()
    await waits
    assert room.noting.begun > 0


async def test_those_who_finished_wait_for_a_time_of_the_day_too(house: House, room: Room) -> None:
    """A step for ten in the morning that is added at night."""
    number = await house.running(SUBSCRIBED, waits=["0"])
    await house.subscribe(7, 8)
    async with house.database.write() as connection:
        await zones.note(connection, 8, "Pacific/Auckland", now=house.now)
    await house.hand_over(number)
    await house.sent(number)
    ten = Wait(days=1, at=time(10))
    await room.making.add_step(number, text("More"), wait=ten, also_finished=True, by=owner())
    assert await house.due_at(number, 7) == ten.over(house.now, GREENWICH)
    assert await house.due_at(number, 8) == ten.over(house.now, ZoneInfo("Pacific/Auckland"))
    assert (await house.hand_over(number)).looked_at == 0


@pytest.mark.parametrize("act", ["remove", "move"])
async def test_what_stands_in_the_place_of_another_keeps_its_own_wait(
    house: House, room: Room, act: str
) -> None:
    """For whoever waits: a week is no minute, and ten in the morning is not the night."""
    number = await house.running(SUBSCRIBED, waits=["0", "60", "604800", "1 10:00"])
    await house.subscribe(7)
    begun = house.now
    await house.hand_over(number)
    for wait in (begun + 604_800, Wait(days=1, at=time(10)).over(begun, GREENWICH)):
        line = await house.line(number)
        if act == "remove":
            await room.making.remove_step(number, line[1].broadcast_id, by=owner())
        else:
            await room.making.move_step(number, line[2].broadcast_id, up=True, by=owner())
            following = (await house.line(number))[2]
            await room.making.move_step(number, following.broadcast_id, up=False, by=owner())
        assert await house.due_at(number, 7) == wait


async def test_whoever_is_long_past_the_new_wait_is_not_late(house: House, room: Room) -> None:
    number = await house.running(SUBSCRIBED, waits=["0", "604800", "60"])
    await house.subscribe(7)
    await house.hand_over(number)
    house.clock.now += 86_400
    await room.making.remove_step(number, (await house.line(number))[1].broadcast_id, by=owner())
    assert await house.due_at(number, 7) == house.now

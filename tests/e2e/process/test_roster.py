"""The life of one bot among others: what keeps it from starting, and what ends it."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from bot.house.house import House
from bot.roster.roster import Roster
from bot.settings.settings import Settings
from bot.shifts.shift import Shift
from bot.shifts.sqlite import FileShift, begin_file_shift
from broadcast.doors.bot_list import BotState
from db.errors import DatabaseUnavailable
from tests.clocks import FastClock

BOT = 4242
PATIENCE = 20.0  # seconds


@dataclass(frozen=True, kw_only=True)
class Taken(FileShift):
    """One that can be lost."""

    gone: asyncio.Event = field(default_factory=asyncio.Event)

    async def lost(self) -> str:
        await self.gone.wait()
        return "another process has the bot"


@dataclass(kw_only=True)
class Giver:
    """Gives shifts, unless there is trouble; `hangs`: it never answers."""

    trouble: int = 0
    hangs: bool = False
    asked: int = 0
    given: list[Taken] = field(default_factory=list)

    @asynccontextmanager
    async def begin(self, settings: Settings) -> AsyncIterator[Shift]:
        self.asked += 1
        if self.hangs:
            await asyncio.Event().wait()
        if self.asked <= self.trouble:
            raise DatabaseUnavailable("cannot open it: no such disk")
        async with begin_file_shift(settings) as shift:
            self.given.append(Taken(database=shift.database))
            yield self.given[-1]


MakeSettings = Callable[..., Settings]
Made = Callable[[Giver, bool], tuple[Roster, House]]


@pytest.fixture
async def made(bot_settings: MakeSettings) -> AsyncIterator[Made]:
    async with House.opened(bot_settings(), several=True) as house:
        rosters: list[Roster] = []

        def make(giver: Giver, come_back: bool) -> tuple[Roster, House]:
            clock, chance = FastClock(20), random.Random(1)
            rosters.append(Roster(house, giver.begin, clock, chance, come_back=come_back))
            return rosters[-1], house

        yield make
        for roster in rosters:
            await roster.end()


async def until(happened: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not happened():
            await asyncio.sleep(0.01)


def why(house: House) -> object:
    told = house.health.of(str(BOT))
    return told and told.body["why"]


async def test_what_keeps_it_from_starting_is_told_and_tried_again(
    made: Made, bot_settings: MakeSettings
) -> None:
    giver = Giver(trouble=2)
    roster, house = made(giver, False)
    resident = roster.serve(BOT, bot_settings())
    await until(lambda: resident.doing is BotState.WAITING)
    assert why(house) == ["cannot open it: no such disk"]
    await until(lambda: resident.doing is BotState.RUNNING)
    assert (giver.asked, why(house)) == (3, [])
    await roster.leave(BOT)
    assert why(house) is None


async def test_a_start_that_hangs_is_given_up(made: Made, bot_settings: MakeSettings) -> None:
    giver = Giver(hangs=True)
    roster, _ = made(giver, False)
    roster.serve(BOT, bot_settings())
    await until(lambda: giver.asked == 1)
    async with asyncio.timeout(PATIENCE):
        await roster.leave(BOT)
    assert not roster.residents


@pytest.mark.parametrize(("come_back", "then"), [(False, BotState.GONE), (True, BotState.RUNNING)])
async def test_a_lost_shift_ends_it_at_once(
    made: Made, bot_settings: MakeSettings, come_back: bool, then: BotState
) -> None:
    giver = Giver()
    roster, _ = made(giver, come_back)
    resident = roster.serve(BOT, bot_settings())
    await until(lambda: resident.doing is BotState.RUNNING)
    giver.given[0].gone.set()
    await until(lambda: resident.doing is BotState.GONE or len(giver.given) == 2)
    await until(lambda: resident.doing is then)
    assert giver.asked == 1 + come_back


async def test_who_is_in_both_lists_is_not_touched(made: Made, bot_settings: MakeSettings) -> None:
    giver = Giver()
    roster, _ = made(giver, False)
    await roster.follow({BOT: bot_settings()})
    first = roster.residents[BOT]
    await until(lambda: first.doing is BotState.RUNNING)
    await roster.follow({BOT: bot_settings()})
    assert roster.residents[BOT] is first
    await roster.follow({BOT: bot_settings(canary=3)})
    assert roster.residents[BOT] is not first
    assert first.doing is BotState.GONE
    await roster.follow({})
    assert not roster.residents

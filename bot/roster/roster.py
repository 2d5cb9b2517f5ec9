"""The bots that this process serves: each comes and goes without the others noticing."""

import asyncio
import random
from collections.abc import Mapping

from bot.house.house import House
from bot.roster.plan import plan
from bot.roster.resident import Resident
from bot.settings.settings import Settings
from bot.shifts.shift import BeginShift
from broadcast.doors.bot_list import BotCard, BotState
from runtime.clock import Clock
from runtime.supervisor import Supervisor

OVER = frozenset({BotState.REFUSED, BotState.GONE})  # nothing of it goes on


class Roster:
    """`serve` one, `leave` one, `follow` a whole list; `end` all at once."""

    def __init__(
        self,
        house: House,
        begin_shift: BeginShift,
        clock: Clock,
        chance: random.Random,
        *,
        come_back: bool = False,
    ) -> None:
        """`come_back`: whose shift is lost asks for it again."""
        self._house = house
        self._begin_shift = begin_shift
        self._clock = clock
        self._chance = chance
        self._come_back = come_back
        self._supervisor = Supervisor(clock)
        self._residents: dict[int, Resident] = {}
        self._lives: dict[int, asyncio.Task[None]] = {}
        self._following = asyncio.Lock()
        house.neighbours.absent = self._absent

    @property
    def residents(self) -> Mapping[int, Resident]:
        """Those that are served, and those whose token was refused, by the bot's number."""
        return self._residents

    def serve(self, bot_id: int, settings: Settings) -> Resident:
        """From now on, in the background. One that is stopped begins anew; one that is served
        already must have been left before."""
        made = Resident(
            bot_id,
            settings,
            self._house,
            self._begin_shift,
            self._clock,
            self._chance,
            comes_back=self._come_back,
        )
        self._residents[bot_id] = made
        self._lives[bot_id] = self._supervisor.spawn(made.live(), name=f"bot {bot_id}")
        return made

    async def leave(self, bot_id: int) -> None:
        """Returns when its last outcome is written and its database closed."""
        resident = self._residents.get(bot_id)
        if resident is None:
            return
        resident.leave()
        await asyncio.wait([self._lives[bot_id]])
        self._house.health.forget(bot_id)
        del self._residents[bot_id], self._lives[bot_id]

    async def follow(self, wanted: Mapping[int, Settings]) -> None:
        """Serve these and no others; whoever is in both lists with the same settings is not
        touched. A second list waits until the first is followed."""
        async with self._following:
            known = {bot_id: one.settings for bot_id, one in self._residents.items()}
            stopped = [i for i, one in self._residents.items() if one.doing in OVER]
            change = plan(known, wanted, stopped=stopped)
            for bot_id, settings in change.serve.items():
                if bot_id not in change.leave:
                    self.serve(bot_id, settings)
            moves = (self._replace(bot_id, change.serve.get(bot_id)) for bot_id in change.leave)
            await asyncio.gather(*moves)

    async def first(self) -> None:
        """Waits until one of them has started, or could not."""
        async with asyncio.TaskGroup() as group:
            begun = [group.create_task(one.begun.wait()) for one in self._residents.values()]
            await asyncio.wait(begun, return_when=asyncio.FIRST_COMPLETED)
            for one in begun:
                one.cancel()

    async def settled(self) -> None:
        """Waits until each has started once, or could not."""
        for resident in tuple(self._residents.values()):
            await resident.begun.wait()

    def _absent(self, user_id: int) -> list[BotCard]:
        """Of those that do not run only the settings' owners are known, and who was one when they
        ran."""
        return [
            BotCard(bot_id=bot_id, username=one.username, state=one.doing)
            for bot_id, one in self._residents.items()
            if user_id in one.owners
        ]

    async def _replace(self, bot_id: int, settings: Settings | None) -> None:
        await self.leave(bot_id)
        if settings is not None:
            self.serve(bot_id, settings)

    async def end(self) -> None:
        """All of them drain at once."""
        for resident in self._residents.values():
            resident.leave()
        if self._lives:
            await asyncio.wait(self._lives.values())
        await self._supervisor.close()

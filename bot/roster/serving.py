"""All bots of BOT_TOKENS_FILE in one process, and what happens when the file has changed."""

import logging
import random
from collections.abc import AsyncIterator, Callable, Collection, Mapping
from contextlib import asynccontextmanager
from typing import Protocol

from bot.house.house import House
from bot.process import heap
from bot.roster.entries import read_bots, secrets_of
from bot.roster.roster import Roster
from bot.settings.mistakes import SettingsMistakes
from bot.settings.settings import Settings
from bot.shifts.one_process import OneProcess
from runtime.clock import SystemClock
from runtime.supervisor import Supervisor
from runtime.wake import Wake

logger = logging.getLogger(__name__)

FIRST_STARTS = 60.0  # seconds after which the process is taken for started, whoever still waits

Hide = Callable[..., None]
"""Takes secrets, which the log is to show no more"""


class Follower(Protocol):
    """Whoever serves the bots of a list, or a part of them."""

    @property
    def residents(self) -> Collection[int]:
        """The numbers of those that are known."""
        ...

    async def follow(self, wanted: Mapping[int, Settings]) -> None:
        """There is another list."""
        ...


class TokensFile:
    """Followed anew whenever somebody asks."""

    def __init__(self, settings: Settings, roster: Follower, wake: Wake, hide: Hide) -> None:
        self._settings = settings
        self._roster = roster
        self._wake = wake
        self._hide = hide

    async def follow_forever(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            await self._follow()

    async def _follow(self) -> None:
        """A file with a mistake changes nothing, for nobody."""
        try:
            bots = read_bots(self._settings)
        except SettingsMistakes as mistakes:
            _tell(mistakes)
            return
        self._hide(*secrets_of(bots))
        before = set(self._roster.residents)
        logger.info(
            "SIGHUP: BOT_TOKENS_FILE names %d bots, %d of them new; %d leave",
            len(bots),
            len(bots.keys() - before),
            len(before - bots.keys()),
        )
        await self._roster.follow(bots)


def _tell(mistakes: SettingsMistakes) -> None:
    for line in mistakes.lines:
        logger.error("SIGHUP: %s. Everything stays as it was", line)


@asynccontextmanager
async def serving_all(
    settings: Settings, bots: Mapping[int, Settings], changed: Wake, hide: Hide
) -> AsyncIterator[Roster]:
    """Until the end of the block; then all drain at once. Raises StartRefused when the port is
    taken: what keeps one bot from starting keeps no other."""
    clock = SystemClock()
    async with House.opened(settings, several=True) as house, OneProcess(clock) as shifts:
        await house.listen()
        chance = random.Random()  # noqa: S311 - jitter, not a secret
        roster = Roster(house, shifts.begin, clock, chance, come_back=True)
        supervisor = Supervisor(clock)

        async def settle() -> None:
            await clock.wait(roster.first(), FIRST_STARTS)
            heap.freeze()  # what all have in common is there: from now on there is garbage as well
            await clock.wait(roster.settled(), FIRST_STARTS)
            heap.freeze()
            house.watch_loop()

        try:
            await roster.follow(bots)
            file = TokensFile(settings, roster, changed, hide)
            supervisor.run_forever(file.follow_forever, name="BOT_TOKENS_FILE")
            supervisor.spawn(settle(), name="first starts")
            yield roster
        finally:
            await supervisor.close()
            await roster.end()

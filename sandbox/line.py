"""Waiting in line for a bot's own limit: first come, first served, even while the limit changes."""

import asyncio

from sandbox.clock import Clock, resolve
from sandbox.limiter import Limiter


class Line:
    """Those whom one limiter has accepted for later; each knows its turn (Verdict.turn)."""

    def __init__(self, clock: Clock, limiter: Limiter) -> None:
        self._clock = clock
        self._limiter = limiter
        self._sleepers: set[asyncio.Future[None]] = set()

    async def wait(self, turn: float) -> None:
        """Until as much has been poured as that turn needs, however fast it is poured."""
        while (left := self._limiter.until(turn, self._clock.now())) > 0:
            await self._sleep(left)

    def changed(self) -> None:
        """The limit is another one now: everybody reckons again."""
        for sleeper in self._sleepers:
            resolve(sleeper)

    async def _sleep(self, seconds: float) -> None:
        sleeper: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._sleepers.add(sleeper)
        alarm = self._clock.call_later(seconds, lambda: resolve(sleeper))
        try:
            await sleeper
        finally:
            self._clock.cancel(alarm)
            self._sleepers.discard(sleeper)

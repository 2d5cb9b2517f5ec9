"""Waiting in silence for a bot's limits: first come, first served, even while they change."""

import asyncio

from botapi_sandbox.flood.limiter import Limiter, Verdict
from botapi_sandbox.flood.limits import Limits
from botapi_sandbox.ground.clock import Clock, resolve
from botapi_sandbox.ground.errors import too_many_requests


class SendQueue:
    """Those whom one limiter lets wait; each knows its turn (Verdict.turn) or its time."""

    def __init__(self, clock: Clock, limiter: Limiter, limits: Limits) -> None:
        self._clock = clock
        self._limiter = limiter
        self._limits = limits
        self._sleepers: set[asyncio.Future[None]] = set()

    def __len__(self) -> int:
        """How many wait now."""
        return len(self._sleepers)

    async def wait_or_refuse(self, verdict: Verdict, *, sends: bool = True) -> None:
        """Sits out what the limiter decided. Raises 429 where it refused; for what `sends` also
        where a ban began meanwhile that lasts longer than the server is silent."""
        begun = self._clock.now()
        if verdict.turn is None:
            await self._until(begun + verdict.wait)
        else:
            await self._turn(verdict.turn)
        if verdict.refused:
            seconds = self._limiter.refuse(verdict, self._clock.now())
            self.changed()
            raise too_many_requests(seconds)
        while sends and (left := self._banned()) > 0:
            now = self._clock.now()
            if now + left - begun > self._limits.silent_wait:
                raise too_many_requests(self._limiter.retry_after(now))
            await self._until(now + left)

    def changed(self) -> None:
        """The limit is another one now, or a ban began: everybody reckons again."""
        for sleeper in self._sleepers:
            resolve(sleeper)

    def _banned(self) -> float:
        return self._limiter.banned_until - self._clock.now()

    async def _turn(self, turn: float) -> None:
        """Until as much has been poured as that turn needs, however fast it is poured; a ban
        ends the wait."""
        while (left := self._limiter.until(turn, self._clock.now())) > 0 and self._banned() <= 0:
            await self._sleep(left)

    async def _until(self, moment: float) -> None:
        while (left := moment - self._clock.now()) > 0:
            await self._sleep(left)

    async def _sleep(self, seconds: float) -> None:
        sleeper: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._sleepers.add(sleeper)
        alarm = self._clock.call_later(seconds, lambda: resolve(sleeper))
        try:
            await sleeper
        finally:
            self._clock.cancel(alarm)
            self._sleepers.discard(sleeper)

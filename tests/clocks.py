"""Time in the hands of a test."""

import asyncio
import heapq
import itertools
import time
from collections.abc import Awaitable
from typing import Any

from runtime.clock import SystemClock


class VirtualClock:
    """Stands still until the test moves it; sleepers wake in order."""

    def __init__(self, now: float = 1_000.0) -> None:
        self.now = now
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._numbers = itertools.count()

    def time(self) -> float:
        return 1_700_000_000 + self.now

    def monotonic(self) -> float:
        return self.now

    @property
    def rest(self) -> float:
        """Seconds until the next sleeper wakes; 0 while there is none."""
        return self._sleepers[0][0] - self.now if self._sleepers else 0.0

    async def sleep(self, seconds: float) -> None:
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        future = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self.now + seconds, next(self._numbers), future))
        await future

    async def wait(self, ending: Awaitable[Any], seconds: float) -> bool:
        return await race(ending, self.sleep(seconds))

    async def advance(self, seconds: float) -> None:
        """Move on, waking each sleeper at its own moment."""
        until = self.now + seconds
        while self._sleepers and self._sleepers[0][0] <= until:
            self.now, _, future = heapq.heappop(self._sleepers)
            if not future.done():
                future.set_result(None)
            await settle()
        self.now = until
        await settle()


async def settle(turns: int = 20) -> None:
    """Let everything that can run now run."""
    for _ in range(turns):
        await asyncio.sleep(0)


class FastClock:
    """Runs `speed` times as fast as the machine's: an hour's outage is tried in seconds."""

    def __init__(self, speed: float) -> None:
        self._speed = speed
        self._real = SystemClock()
        self._started = time.time(), time.monotonic()

    def time(self) -> float:
        return self._started[0] + self.monotonic() - self._started[1]

    def put_on(self, seconds: float) -> None:
        """Somebody sets the machine's clock."""
        self._started = self._started[0] + seconds, self._started[1]

    def monotonic(self) -> float:
        return self._started[1] + (time.monotonic() - self._started[1]) * self._speed

    def turn(self, by: float) -> None:
        """Somebody sets the machine's clock on, or back: its monotonic one goes on as before."""
        wall, monotonic = self._started
        self._started = wall + by, monotonic

    async def sleep(self, seconds: float) -> None:
        await self._real.sleep(seconds / self._speed)

    async def wait(self, ending: Awaitable[Any], seconds: float) -> bool:
        return await race(ending, self.sleep(seconds))


async def race(ending: Awaitable[Any], timer: Awaitable[None]) -> bool:
    """`Clock.wait` by means of the clock's own sleep."""
    loop = asyncio.get_running_loop()
    awaited, timing = loop.create_task(_awaited(ending)), loop.create_task(_awaited(timer))
    try:
        await asyncio.wait({awaited, timing}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        in_time = awaited.done()
        awaited.cancel()
        timing.cancel()
        await asyncio.wait({awaited, timing})
    if in_time:
        await awaited
    return in_time


async def _awaited(one: Awaitable[Any]) -> None:
    await one

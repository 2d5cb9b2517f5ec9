"""Time as the engine sees it: injected, so that tests can hold it in their hands."""

import asyncio
import time
from typing import Protocol


class Clock(Protocol):
    """Seconds, all of them floats."""

    def time(self) -> float:
        """Unix time; may jump when somebody sets the machine's clock."""
        ...

    def monotonic(self) -> float:
        """Time that only goes forward; its zero means nothing."""
        ...

    async def sleep(self, seconds: float) -> None: ...


class SystemClock:
    """The machine's own."""

    def time(self) -> float:
        return time.time()

    def monotonic(self) -> float:
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class FastClock:
    """Runs `speed` times as fast as the machine's: an hour's outage is tried in seconds."""

    def __init__(self, speed: float) -> None:
        self._speed = speed
        self._started = time.time(), time.monotonic()

    def time(self) -> float:
        return self._started[0] + self.monotonic() - self._started[1]

    def monotonic(self) -> float:
        return self._started[1] + (time.monotonic() - self._started[1]) * self._speed

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds / self._speed)

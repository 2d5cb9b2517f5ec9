"""Time as the engine sees it: injected, so that tests can hold it in their hands."""

import asyncio
import math
import time
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

TICK = 0.001  # seconds: uvloop's timers know no shorter ones, and its own clock shows none
DAY = 86_400.0  # seconds: no timer needs to be longer, for the time is looked at again


class Clock(Protocol):
    """Seconds, all of them floats."""

    def time(self) -> float:
        """Unix time; may jump when somebody sets the machine's clock."""
        ...

    def monotonic(self) -> float:
        """Time that only goes forward; its zero means nothing."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Never ends early: who waits for a moment and then looks finds that it has come."""
        ...

    async def wait(self, ending: Awaitable[Any], seconds: float) -> bool:
        """Wait for it, so long at most; False: the time was over, and it is cancelled."""
        ...


class SystemClock:
    """The machine's own."""

    def __init__(
        self,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """`sleep` may end early: uvloop's timers are rounded to milliseconds."""
        self._monotonic = monotonic
        self._sleep = sleep

    def time(self) -> float:
        return time.time()

    def monotonic(self) -> float:
        return self._monotonic()

    async def sleep(self, seconds: float) -> None:
        if seconds <= 0:
            await self._sleep(0)
            return
        until = self._monotonic() + seconds
        while (left := until - self._monotonic()) > 0:
            await self._sleep(rounded_up(left))

    async def wait(self, ending: Awaitable[Any], seconds: float) -> bool:
        try:
            async with asyncio.timeout(rounded_up(seconds) if seconds > 0 else 0) as limit:
                await ending
        except TimeoutError:
            if not limit.expired():
                raise
        return not limit.expired()


def rounded_up(seconds: float) -> float:
    """What to ask of a timer that must not be early.

    A whole number of ticks is rounded no further, and one more makes up for the loop's clock, which
    may be a tick behind. Asked for less, it would be early often, and a second wait follows.
    """
    return (math.ceil(min(seconds, DAY) / TICK) + 1) * TICK

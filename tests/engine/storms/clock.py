"""A clock that somebody plays with: it runs fast, and jumps."""

import asyncio
import time
from collections.abc import Awaitable
from typing import Any

from tests.clocks import race


class JumpyClock:
    """Runs `speed` times as fast as the machine's.

    The wall part may be set to and fro, as people and NTP do. The other part only ever goes
    forward, but it may leap, as after a machine was suspended.
    """

    def __init__(self, speed: float) -> None:
        self._speed = speed
        self._begun = time.monotonic()
        self._ahead = 0.0
        self._set_by = 0.0
        self._sleepers: dict[asyncio.Future[None], tuple[float, asyncio.TimerHandle]] = {}

    def time(self) -> float:
        return 1_700_000_000 + self.monotonic() + self._set_by

    def monotonic(self) -> float:
        return (time.monotonic() - self._begun) * self._speed + self._ahead

    async def sleep(self, seconds: float) -> None:
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        woken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._arm(woken, self.monotonic() + seconds)
        try:
            await woken
        finally:
            self._sleepers.pop(woken)[1].cancel()

    async def wait(self, ending: Awaitable[Any], seconds: float) -> bool:
        return await race(ending, self.sleep(seconds))

    def set_wall(self, by: float) -> None:
        """Somebody sets the machine's clock, `by` seconds later or (below zero) earlier."""
        self._set_by += by

    def leap(self, seconds: float) -> None:
        """So much time has passed at once; who should have woken meanwhile wakes now."""
        self._ahead += seconds
        for woken, (due, handle) in tuple(self._sleepers.items()):
            handle.cancel()
            self._arm(woken, due)

    def _arm(self, woken: asyncio.Future[None], due: float) -> None:
        left = max(0.0, (due - self.monotonic()) / self._speed)
        handle = asyncio.get_running_loop().call_later(left, _wake, woken)
        self._sleepers[woken] = due, handle


def _wake(woken: asyncio.Future[None]) -> None:
    if not woken.done():
        woken.set_result(None)

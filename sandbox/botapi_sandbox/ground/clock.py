"""The sandbox's own time: it may run faster than the wall clock, and be moved forward."""

import asyncio
import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass(eq=False, slots=True)
class Alarm:
    """Something to be called when the sandbox's time reaches `due`."""

    due: float
    ring: Callable[[], None]
    handle: asyncio.TimerHandle | None = field(default=None)


class Clock:
    """Seconds since the sandbox began, running `speed` times as fast as the wall clock."""

    def __init__(self, speed: float = 1.0, wall: Callable[[], float] = time.monotonic) -> None:
        if not 0 < speed < math.inf:
            raise ValueError("speed must be a number above zero")
        self.speed = speed
        self._wall = wall
        self._begun = wall()
        self._ahead = 0.0
        self._epoch = time.time()
        self._alarms: set[Alarm] = set()

    def now(self) -> float:
        """Sandbox seconds since the start."""
        return (self._wall() - self._begun) * self.speed + self._ahead

    def date(self) -> int:
        """What goes into a message's `date`: Unix time, moving at the sandbox's speed."""
        return int(self._epoch + self.now())

    def advance(self, seconds: float) -> None:
        """Jump forward: 48 hours pass at once, and every alarm that is due rings."""
        self._ahead += seconds
        for alarm in sorted(self._alarms, key=lambda each: each.due):
            if alarm.handle is not None:
                alarm.handle.cancel()
            self._arm(alarm)

    def set_date(self, date: int) -> None:
        """It is that moment now, in Unix seconds. Forward is a jump; back changes what `date` says
        and nothing else: what was waited for is waited for as long as before."""
        ahead = date - (self._epoch + self.now())
        if ahead >= 0:
            self.advance(ahead)
        else:
            self._epoch += ahead

    def call_later(self, seconds: float, ring: Callable[[], None]) -> Alarm:
        alarm = Alarm(self.now() + seconds, ring)
        self._alarms.add(alarm)
        self._arm(alarm)
        return alarm

    def cancel(self, alarm: Alarm) -> None:
        self._alarms.discard(alarm)
        if alarm.handle is not None:
            alarm.handle.cancel()

    async def sleep(self, seconds: float) -> None:
        if seconds <= 0:
            return
        woken = asyncio.get_running_loop().create_future()
        alarm = self.call_later(seconds, lambda: resolve(woken))
        try:
            await woken
        finally:
            self.cancel(alarm)

    def _arm(self, alarm: Alarm) -> None:
        left = max(0.0, (alarm.due - self.now()) / self.speed)
        loop = asyncio.get_running_loop()
        alarm.handle = loop.call_later(left, self._ring, alarm)

    def _ring(self, alarm: Alarm) -> None:
        self._alarms.discard(alarm)
        alarm.ring()


def resolve(waited: "asyncio.Future[Any]", value: object = None) -> None:
    """Ends a wait that may have ended already."""
    if not waited.done():
        waited.set_result(value)

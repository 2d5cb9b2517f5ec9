"""The right to act for a bot, as the process that holds it sees it.

Where several machines may serve a bot, the one that serves it says again and again that it is there
(a heartbeat); whoever is silent loses the bot to another one. It cannot be told: it may be stopped,
or cut off. So it goes by its own clock. The right lasts for a while from the begin of the last
heartbeat that came through, and that while is over before anybody else may take the bot. It is
looked at last of all, where bytes leave: a process that was stopped in between sends nothing then.
"""

import math
import time
from collections.abc import Callable
from typing import Protocol

SECONDS = 3.0  # from the begin of a heartbeat; others wait for longer (bot/fleet/rules.py)


class Lease(Protocol):
    """Asked before each call, so it costs next to nothing."""

    @property
    def holder(self) -> str:
        """Who has it, for whoever looks at what several processes did; empty: the only one."""
        ...

    def valid(self) -> bool:
        """Whether this process may act just now; nobody is asked."""
        ...


class Always:
    """Of a file that is locked for us: the system takes the lock away with the process alone."""

    holder = ""

    def valid(self) -> bool:
        return True


ALWAYS = Always()


class HeartbeatLease:
    """Valid for a while from the begin of each heartbeat that came through.

    From its begin: when it was counted is not known, and it may have been at once.
    """

    def __init__(
        self,
        *,
        holder: str = "",
        seconds: float = SECONDS,
        now: Callable[[], float] | None = None,
    ) -> None:
        """`now`: seconds that only go forward, also while the machine sleeps."""
        self.holder = holder
        self._seconds = seconds
        self._now = now or awake_or_not
        self._until = -math.inf
        self._ended = False

    def now(self) -> float:
        """For `renew()`: taken before the heartbeat is sent."""
        return self._now()

    def renew(self, begun: float) -> None:
        """The heartbeat that began then came through."""
        self._until = max(self._until, begun + self._seconds)

    def end(self) -> None:
        """Somebody else has the bot, or may have: never again, whatever comes through."""
        self._ended = True

    def valid(self) -> bool:
        return not self._ended and self._now() < self._until


def awake_or_not() -> float:
    """Monotonic seconds that go on while the machine sleeps, where the system has such a clock:
    CLOCK_MONOTONIC stands still then, and would find an old heartbeat fresh (clock_gettime(2))."""
    boottime = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boottime is None else time.clock_gettime(boottime)

"""How fast replies may go: ahead of the bulk, and never all of the budget."""

import math

from broadcast.clock import Clock
from broadcast.pace import Pace

SHARE = 0.9  # of the rate: a rush of replies leaves a broadcast the rest, and it never stands still
BURST = 0.5  # seconds' worth of the rate that may go at once; bulk waits for as long afterwards
BAN_INTERVAL = 2.0  # seconds between replies while the flood gate is closed or being probed


class ReplyPace:
    """Replies' share of the pace that they have in common with free bulk. Costs are messages."""

    def __init__(self, clock: Clock, shared: Pace) -> None:
        self._clock = clock
        self._shared = shared
        self._used_upto = -math.inf  # by then what was taken is earned again (monotonic seconds)
        self._last = -math.inf  # when the last one left

    def delay(self, *, banned: bool) -> float:
        """Seconds until the next reply may leave; 0 means now."""
        earned = self._last + BAN_INTERVAL if banned else self._used_upto - BURST
        return max(0.0, earned - self._clock.monotonic())

    def take(self, cost: int) -> None:
        """A reply leaves now."""
        now = self._clock.monotonic()
        self._used_upto = max(self._used_upto, now) + cost / (SHARE * self._shared.rate)
        self._last = now
        self._shared.charge(cost)

"""How fast replies may go: ahead of the bulk, and never all of the budget."""

import math

from broadcast.pace.schedule import Pace
from runtime.clock import Clock

SHARE = 0.4  # of the rate, while a broadcast goes out: a rush of replies leaves it more than half
ALONE = 0.9  # of the rate, where none does: one that begins finds room at once
BULK_LATELY = 2.0  # seconds since bulk has sent something, or wanted to
BURST = 0.5  # seconds' worth of the rate that may go at once; bulk waits for as long afterwards
BAN_INTERVAL = 2.0  # seconds between replies while the flood gate is closed or being probed


class ReplyShare:
    """Replies' share of the pace that they have in common with free bulk. Costs are messages."""

    def __init__(self, clock: Clock, shared: Pace) -> None:
        self._clock = clock
        self._shared = shared
        self._used_upto = -math.inf  # by then what was taken is earned again (monotonic seconds)
        self._last = -math.inf  # when the last one left
        self._bulk_at = -math.inf  # when bulk last wanted to send

    def leave_room(self) -> None:
        """Bulk has something to send now."""
        self._bulk_at = self._clock.monotonic()

    @property
    def is_shared(self) -> bool:
        """Whether bulk sends, or wants to."""
        return self._clock.monotonic() - self._bulk_at < BULK_LATELY

    def delay(self, *, banned: bool) -> float:
        """Seconds until the next reply may leave; 0 means now."""
        earned = self._last + BAN_INTERVAL if banned else self._used_upto - BURST
        return max(0.0, earned - self._clock.monotonic())

    def reserve(self, cost: int) -> None:
        """A reply leaves now."""
        now = self._clock.monotonic()
        share = SHARE if self.is_shared else ALONE
        self._used_upto = max(self._used_upto, now) + cost / (share * self._shared.rate)
        self._last = now
        self._shared.charge(cost)

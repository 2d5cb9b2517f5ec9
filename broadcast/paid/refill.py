"""A call marked as paid uses up what is free before it costs anything.

So beside marked calls one that is not marked finds the free rate used up, and earns a ban for all.
The two kinds never overlap, and after the last marked one the free rate gets a moment to fill.
"""

import math

from runtime.clock import Clock

REFILL = 1.0  # seconds after the last marked call until unmarked bulk may go


class FreeRateRefill:
    """How long unmarked bulk has to wait for the free rate to fill again."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last_answered = -math.inf  # monotonic seconds
        self.in_flight = 0  # marked calls, in whatever slots

    @property
    def seconds(self) -> float:
        if self.in_flight:
            return REFILL
        return max(0.0, self._last_answered + REFILL - self._clock.monotonic())

    def marked_call_left(self) -> None:
        self.in_flight += 1

    def marked_call_ended(self) -> None:
        self.in_flight -= 1
        self._last_answered = self._clock.monotonic()

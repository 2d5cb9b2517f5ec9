"""Somebody may come into a series a moment from now: their update has come in, and what it says is
not written yet."""

import math

from runtime.clock import Clock
from runtime.wake import Wake

MOMENT = 3.0  # seconds in which it is written, as a rule
LOOK = 1.0  # seconds between two looks meanwhile


class Bell:
    """Whoever listens looks at once, and some more times."""

    def __init__(self, clock: Clock) -> None:
        self.wake = Wake(clock)
        self._clock = clock
        self._until = -math.inf

    def ring(self) -> None:
        self._until = self._clock.monotonic() + MOMENT
        self.wake.ring()

    def rest(self, seconds: float) -> float:
        """For how long to sleep, where it would be so long."""
        return min(seconds, LOOK) if self._clock.monotonic() < self._until else seconds

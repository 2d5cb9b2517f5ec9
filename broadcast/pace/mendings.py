"""How fast edits, deletions and pins go: never faster than all that is sent, and slower if wanted.

Nobody knows what Telegram grants a bot of these (docs/telegram-limits.md), so that they pass the
same limiter as messages do, and MENDING_RATE may set a rate of their own below it.
"""

import math

from runtime.clock import Clock

# Seconds that may be made up for: the loop looks again some twenty times a second at most.
BEHIND = 0.1


class MendingPace:
    """When the next may leave."""

    def __init__(self, clock: Clock, per_second: float | None) -> None:
        """None: the limiter alone says."""
        self.rate = math.inf if per_second is None else per_second
        self._clock = clock
        self._next = -math.inf  # monotonic seconds

    @property
    def wait(self) -> float:
        """Seconds until one may leave; 0 means now."""
        return max(0.0, self._next - self._clock.monotonic())

    def begun(self) -> None:
        """One leaves."""
        self._next = max(self._next, self._clock.monotonic() - BEHIND) + 1 / self.rate

"""The flood gate: the time before which no bulk call may leave.

A 429 closes it until now + retry_after. Sending on during a ban prolongs it, so the deadline only
moves forward, and survives a restart. When it opens, one call goes alone: the probe.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

from broadcast.clock import Clock


@dataclass(frozen=True, kw_only=True, slots=True)
class Gate:
    """What must survive a restart: until when (Unix seconds), and how long the ban was."""

    until: float
    length: float


class FloodGate:
    """Closed until a deadline; `until` is that deadline in monotonic seconds."""

    def __init__(
        self,
        clock: Clock,
        *,
        remembered: Gate | None = None,
        on_close: Callable[[Gate], None] | None = None,
    ) -> None:
        self._clock = clock
        self._on_close = on_close
        self.until = -math.inf
        self.probing = False  # after a ban: one call alone, until it is answered
        if remembered is not None:  # a clock that was set back must not ban us
            self.close(min(remembered.until - clock.time(), remembered.length))

    @property
    def seconds(self) -> float:
        """How long it stays closed; 0 when it is open."""
        return max(0.0, self.until - self._clock.monotonic())

    def close(self, seconds: float) -> None:
        """From now for so long, unless it is closed for longer already."""
        until = self._clock.monotonic() + seconds
        if seconds <= 0 or until <= self.until:
            return
        self.until = until
        self.probing = True
        if self._on_close is not None:
            self._on_close(Gate(until=self._clock.time() + seconds, length=seconds))

    def answered(self, left_at: float) -> None:
        """A call was answered without a 429; one that left after the ban was the probe."""
        if left_at >= self.until:
            self.probing = False

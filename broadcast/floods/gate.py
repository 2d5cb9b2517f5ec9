"""A flood gate: the time before which no call of a kind may leave.

A 429 closes it until now + retry_after. Sending on during a ban prolongs it, so the deadline is
kept over a restart. When it opens, one call goes alone: the probe. While nobody is certain whom the
429 was meant for (broadcast/floods/scope.py), a probe may leave before: each time less soon.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

from runtime.clock import Clock

FIRST_TRY, RAREST_TRY = 1.0, 60.0  # seconds between two tries before the time
LONG = 86_400.0  # seconds: of a ban that is longer the admins are told, and may try
LESS_SOON = 1.5  # times the pause before the last try
ROUNDING = 1e-6  # seconds between two deadlines that are one


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
        on_change: Callable[[Gate], None] | None = None,
    ) -> None:
        self._clock = clock
        self._on_change = on_change
        self._try_at = math.inf  # before the deadline, where nobody is certain of it
        self._pause = FIRST_TRY  # seconds from that try to the next
        self.until = -math.inf
        self.probing = False  # after a ban: one call alone, until it is answered

    @property
    def seconds(self) -> float:
        """How long it stays closed; 0 when it is open."""
        return max(0.0, self.until - self._clock.monotonic())

    @property
    def wait(self) -> float:
        """How long until a call may leave: the probe, or one that tries before the time."""
        return max(0.0, min(self.until, self._try_at) - self._clock.monotonic())

    def close(self, seconds: float, *, doubt: float | None = None) -> None:
        """From now for so long. `doubt`: it may be tried after so many seconds; None: it is
        certain."""
        if seconds <= 0:
            return
        now = self._clock.monotonic()
        self._doubt(now, doubt)
        changed = abs(now + seconds - self.until) > ROUNDING
        self.until = now + seconds
        self.probing = True
        if changed:
            self._tell(seconds)

    def try_at_once(self) -> None:
        """Somebody wants to know: one call may leave, whatever the deadline."""
        if self.seconds > 0:
            self._try_at = self._clock.monotonic()

    def tried(self) -> None:
        """A call leaves; if it is before the time, the next one is for later."""
        now = self._clock.monotonic()
        if now < self.until and math.isfinite(self._try_at):
            self._try_at = now + self._pause
            self._pause = min(self._pause * LESS_SOON, RAREST_TRY)

    def answered(self, left_at: float) -> None:
        """A call was answered without a 429; one that left after the ban was the probe."""
        if left_at >= self.until:
            self.probing = False

    def open(self) -> None:
        """It turned out that nobody but the chats that refused has to wait."""
        closed = self.seconds > 0
        self.probing = False
        self.until = min(self.until, self._clock.monotonic())
        self._try_at = math.inf
        if closed:
            self._tell(0.0)

    def _doubt(self, now: float, doubt: float | None) -> None:
        if doubt is None:
            self._try_at = math.inf
        elif now >= self.until:  # it was open
            self._try_at, self._pause = now + doubt, max(doubt, FIRST_TRY)
        elif math.isfinite(self._try_at):
            self._try_at = max(self._try_at, now + doubt)

    def _tell(self, seconds: float) -> None:
        if self._on_change is not None:
            self._on_change(Gate(until=self._clock.time() + seconds, length=seconds))

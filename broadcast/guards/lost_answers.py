"""Do answers get lost beside others that come? Then a broadcast had better stop and ask.

Each lost answer leaves somebody of whom nobody knows whether they got the message. Lost ones in a
row, with nothing answered in between, are an outage, and the circuit breaker
(broadcast/guards/circuit_breaker.py) opens; it closes by itself, and leaves a handful. But a line
that loses every third answer, or a message that breaks the server while others do not, opens no
breaker and marks a quarter of an audience, or all of it.
"""

from collections import deque

from db.schema.reasons import FailedShare

WINDOW = 50  # latest outcomes that count
LEAST = 6  # lost ones among them that mean anything
SHARE = 10  # percent of them that may be lost
MOST_PUT_UP_WITH = 50  # percent, whatever an admin has seen and gone on after


class LossWatch:
    """A policy for one run: it says when to pause, and why."""

    def __init__(self, share: int = SHARE) -> None:
        """`share` in percent."""
        self._share = share
        self._latest: deque[bool] = deque(maxlen=WINDOW)  # whether it was lost
        self.detail: str | None = None  # what it has stopped for

    def answered(self) -> None:
        """A recipient has an outcome that is certain."""
        self._latest.append(False)

    def lost(self) -> bool:
        """An answer was lost, and not in an outage; True when the run should pause."""
        self._latest.append(True)
        lost, seen = sum(self._latest), len(self._latest)
        if lost < LEAST or lost * 100 <= self._share * seen:
            return False
        self.detail = FailedShare(bad=lost, of=seen).dump()
        return True

    def after_resume(self) -> "LossWatch":
        """What watches after an admin said to go on: it puts up with more, but never with all."""
        if self.detail is None:
            return LossWatch(self._share)
        seen = sum(self._latest) * 100 // len(self._latest)
        return LossWatch(min((seen + 100) // 2, MOST_PUT_UP_WITH))

"""The circuit breaker: ambiguous answers in a row mean an outage, not that many lost messages.

While it is open, nothing is sent; a probe that is answered closes it again.
"""

import random

from runtime.backoff import Backoff

IN_A_ROW = 3  # results without a proper answer that open it
FIRST_PROBE = 1.0  # seconds until the first probe; doubled up to LAST_PROBE
LAST_PROBE = 30.0
JITTER = 0.2  # of each wait, so that many bots do not come back in step


class CircuitBreaker:
    """A policy: it says when to stop and how long to wait; it never acts."""

    def __init__(self, chance: random.Random) -> None:
        self._streak = 0
        self._backoff = Backoff(FIRST_PROBE, LAST_PROBE, jitter=JITTER, chance=chance)
        self.is_open = False
        self.testing = False  # closed again, but no delivery has proved it yet

    def answered(self) -> None:
        """A delivery was answered properly (a refusal is proper)."""
        if self.is_open:
            return  # it left before the outage: it proves nothing
        self._streak = 0
        self._backoff.reset()
        self.testing = False

    def unanswered(self) -> bool:
        """A delivery was not: lost, refused by the network, or garbled. True when this opens it."""
        self._streak += 1
        if self.is_open or (self._streak < IN_A_ROW and not self.testing):
            return False
        self.is_open = True
        self.testing = False
        return True

    def next_wait(self) -> float:
        """Seconds until the next probe."""
        return self._backoff.next()

    def close(self) -> None:
        """A probe was answered: let one delivery try."""
        self.is_open = False
        self.testing = True
        self._streak = 0

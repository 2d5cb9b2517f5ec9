"""Whether Telegram takes Stars at all: paid broadcasts have to be switched on in @BotFather.

It says so nowhere. A bot that may not pay floods in spite of its Stars, and none of them is taken.
"""

import math

from runtime.clock import Clock

FLOODS_WITHOUT_CHARGE = 3  # flood episodes in a row, with no Star taken, after which it may not
REFUSED_FOR = 600.0  # seconds until paying is tried again after that


class PaidAccess:
    """A policy: counts flood episodes of marked calls. Moments are monotonic seconds."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._flooded = False  # since the balance was last read
        self._looked_at = -math.inf  # when that was last looked into
        self._floods_without_charge = 0  # episodes in a row
        self._refused_until = -math.inf

    @property
    def refused(self) -> bool:
        return self._clock.monotonic() < self._refused_until

    def flooded(self, *, left_at: float) -> bool:
        """A marked call, which left at `left_at`, came back with 429. True: read the balance.

        Calls that left before the last flood was looked into belong to that one.
        """
        new = left_at > self._looked_at
        self._flooded = self._flooded or new
        return new

    def balance_read(self, *, charged: bool) -> None:
        """`charged`: Stars were taken since it was read before."""
        if not self._flooded:
            return
        self._flooded, self._looked_at = False, self._clock.monotonic()
        self._floods_without_charge = 0 if charged else self._floods_without_charge + 1
        if self._floods_without_charge >= FLOODS_WITHOUT_CHARGE:
            self._refused_until = self._looked_at + REFUSED_FOR

    def retry(self) -> None:
        """Somebody has looked into it."""
        self._floods_without_charge, self._refused_until = 0, -math.inf

"""When an event is posted again, and when an address counts as one that takes nothing. Pure."""

import random
from collections.abc import Collection

from db.outgoing.queue import Waiting
from runtime.backoff import Backoff

# Seconds after each attempt that failed; the last one again and again. The first ten are a day.
PAUSES = (5, 30, 120, 600, 1_800, 3_600, 7_200, 14_400, 21_600, 36_000)
JITTER = 0.2  # of each pause
DAY = 86_400  # seconds
FEWEST = 3  # attempts, before an event is given up
FAILS_AFTER = 3  # attempts one after the other
STILL_AFTER = 3  # events one after the other: then only one is tried at a time
FIRST_PROBE, LONGEST_PROBE = 10.0, 600.0  # seconds between two of these
TOLD_AFTER = 3_600  # seconds of failing: the admins are told
OFF_AFTER = 3 * DAY  # seconds of failing: it is switched off


def pause(attempts: int, chance: random.Random) -> float:
    """Seconds until the next one after so many that failed."""
    usual = PAUSES[min(attempts, len(PAUSES)) - 1]
    return usual * (1 + chance.uniform(-JITTER, JITTER))


def gives_up(event: Waiting, *, taken_at: int | None) -> bool:
    """It has just failed once more. Not as long as the address takes nothing at all: then that is
    not the event's fault."""
    refused = taken_at is not None and taken_at >= event.happened_at + DAY
    return refused and event.attempts + 1 >= FEWEST


class Standing:
    """How an address does, over the attempts of one process."""

    def __init__(self, failing_since: int | None, chance: random.Random) -> None:
        """`failing_since`: what an earlier process has found."""
        self.since = failing_since
        self._stood_still = failing_since is not None
        self._failures = 0
        self._refused: set[int] = set()
        self._pauses = Backoff(FIRST_PROBE, LONGEST_PROBE, jitter=JITTER, chance=chance)

    @property
    def fails(self) -> bool:
        """It has taken nothing for some attempts, be it one event that it cannot bear."""
        return self.stands_still or self._failures >= FAILS_AFTER

    @property
    def stands_still(self) -> bool:
        """It takes nothing, whichever event it is: one at a time finds out whether it does again.
        One that it alone refuses has pauses of its own, and keeps no others from it."""
        return self._stood_still or len(self._refused) >= STILL_AFTER

    def took(self) -> bool:
        """It took at least one; whether it stood still before."""
        stood_still = self.stands_still
        self.since, self._stood_still, self._failures = None, False, 0
        self._refused.clear()
        self._pauses.reset()
        return stood_still

    def failed(self, events: Collection[int], *, now: int) -> None:
        """It took none of these."""
        self._failures += len(events)
        self._refused.update(events)
        if self.since is None:
            self.since = now

    def next_pause(self) -> float:
        """Seconds until it is tried again."""
        return self._pauses.next()

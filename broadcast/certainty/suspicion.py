"""Looks for numbers of the account that nothing explains, once all that comes late has come."""

from collections import deque
from collections.abc import Container

from broadcast.certainty.excuses import Excuses
from broadcast.certainty.numbers import Numbers
from broadcast.certainty.sharing import Sharing
from broadcast.certainty.windows import LANDS_WITHIN

MARKS_EVERY = 30.0  # seconds
HEARS_WITHIN = 300.0  # seconds after which updates that are read to no end are waited for no more
ENOUGH = 100  # numbers in one look


class Suspicion:
    """Numbers up to a mark are looked at when every call that left before it has had its time."""

    def __init__(self, numbers: Numbers, sharing: Sharing) -> None:
        self._numbers = numbers
        self._sharing = sharing
        self._marks: deque[tuple[float, int]] = deque()
        self._marked = 0  # up to this number
        self._ripe: int | None = None
        self._looked: int | None = None  # up to this number; what lies before the start is not

    def look(
        self,
        now: float,
        *,
        below: int | None,
        heard_at: float,
        found: Container[int],
        excuses: Excuses,
    ) -> None:
        """`below`: the lowest number that a doubt can still claim is above it."""
        highest = self._numbers.highest
        if highest > self._marked and (not self._marks or now - self._marks[-1][0] >= MARKS_EVERY):
            self._marks.append((now, highest))
            self._marked = highest
        while self._marks and self._is_ripe(self._marks[0][0], now, heard_at):
            self._ripe = self._marks.popleft()[1]
        if self._ripe is None:
            return
        until = self._ripe if below is None else min(self._ripe, below)
        if self._looked is None:
            self._looked = until
        elif until > self._looked:
            missing = self._numbers.missing(self._looked, until + 1, limit=ENOUGH)
            self._looked = until
            if missing is None:  # more gaps than can be kept
                self._sharing.found(ENOUGH, now=now)
            elif unexplained := excuses.left_over(one for one in missing if one not in found):
                self._sharing.found(len(unexplained), now=now)

    def awaits_updates(self, now: float, heard_at: float) -> bool:
        """Whether a mark would be ripe if all that waits were read."""
        marks = self._marks
        return bool(marks) and heard_at < marks[0][0] <= now - LANDS_WITHIN

    def _is_ripe(self, moment: float, now: float, heard_at: float) -> bool:
        heard = heard_at >= moment or now - moment >= HEARS_WITHIN
        return heard and now - moment >= LANDS_WITHIN

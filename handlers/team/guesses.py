"""How often somebody may try a code that is none."""

from collections import OrderedDict
from dataclasses import dataclass

from runtime.clock import Clock

TRIES = 5  # wrong codes of one person
WITHIN = 3_600.0  # seconds; then they are forgotten
REMEMBERED = 10_000  # people; the oldest is forgotten first


@dataclass(slots=True)
class _Tries:
    since: float  # monotonic seconds
    count: int = 0


class Guesses:
    """Counts the wrong ones of each person. A right one costs nothing, so links just work."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._wrong: OrderedDict[int, _Tries] = OrderedDict()

    def too_many(self, user_id: int) -> bool:
        """Whether what they send is not even looked at."""
        tries = self._wrong.get(user_id)
        if tries is None or self._clock.monotonic() >= tries.since + WITHIN:
            self._wrong.pop(user_id, None)
            return False
        return tries.count >= TRIES

    def wrong(self, user_id: int) -> None:
        tries = self._wrong.setdefault(user_id, _Tries(self._clock.monotonic()))
        tries.count += 1
        if len(self._wrong) > REMEMBERED:
            self._wrong.popitem(last=False)

"""What Telegram's own clock said when calls of the bot's own were answered.

A message with a later date was accepted after that call had left: so it shows how far its chat had
counted by then, however long its update took.
"""

from collections import deque

KEPT = 64  # answers
NEVER = float("-inf")


class Marks:
    def __init__(self) -> None:
        self._marks: deque[tuple[int, float]] = deque(maxlen=KEPT)

    def note(self, date: int, left_at: float) -> None:
        """The date (Unix seconds) of a message that a call brought about which left at that moment
        (monotonic seconds)."""
        self._marks.append((date, left_at))

    def before(self, date: int) -> float | None:
        """The last moment that a message of this date is known to come after."""
        return max((left for marked, left in self._marks if marked < date), default=None)

    @property
    def newest(self) -> float:
        return max((left for _, left in self._marks), default=NEVER)

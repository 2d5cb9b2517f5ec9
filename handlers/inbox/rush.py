"""What the forum group gets next: a copy, or how many there are in a rush. It decides only.

Bot API FAQ: 20 messages a minute in a group. So that a rush does not fill it for hours, what is
more than can be copied soon becomes one message, and what comes within the minute after it, too.
"""

from collections import deque
from enum import StrEnum

MINUTE = 61.0  # seconds: one more, because calls take different times to arrive
MOST_CALLS = 8  # of ours within any minute: half of 20, less what handlers answer there
SOON = 2 * MOST_CALLS  # messages that are copied, however many minutes that takes
GATHERING = 60.0  # seconds after a sum in which the next one gathers


class Step(StrEnum):
    COPY = "copy"
    SUM = "sum"
    WAIT = "wait"  # more may come, and is told together


def step(waiting: int, since_sum: float) -> Step:
    """`waiting` messages, `since_sum` seconds after the last sum."""
    if since_sum < GATHERING:
        return Step.WAIT
    rush_goes_on = since_sum < 2 * GATHERING
    return Step.SUM if waiting > (MOST_CALLS if rush_goes_on else SOON) else Step.COPY


class Minute:
    """How many calls were made lately."""

    def __init__(self) -> None:
        self._made = deque[float]()  # monotonic seconds

    def wait(self, now: float) -> float:
        """Seconds until another one may be made."""
        while self._made and now - self._made[0] >= MINUTE:
            self._made.popleft()
        return self._made[0] + MINUTE - now if len(self._made) >= MOST_CALLS else 0.0

    def book(self, now: float) -> None:
        self._made.append(now)

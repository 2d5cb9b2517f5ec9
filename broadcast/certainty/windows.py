"""The numbers that a call can have taken: above what was seen before, below what left after."""

import heapq
from dataclasses import dataclass
from itertools import count

LANDS_WITHIN = 90.0  # seconds; up to 60 s were seen between leaving and landing


@dataclass(eq=False, kw_only=True, slots=True)
class Window:
    """`high`: the number of a call that left when this one could land no more; None until then.

    `known_at`: the moment at which it was known.
    """

    low: int
    closes_at: float
    high: int | None = None
    known_at: float = 0.0

    def holds(self, number: int) -> bool:
        return self.low < number and (self.high is None or number < self.high)

    def overlaps(self, other: "Window") -> bool:
        """Whether there is a number that both hold."""
        highs = [high for high in (self.high, other.high) if high is not None]
        return not highs or max(self.low, other.low) + 1 < min(highs)


class Closings:
    """Windows that are open at the top."""

    def __init__(self) -> None:
        self._open: list[tuple[float, int, Window]] = []
        self._count = count()

    def __len__(self) -> int:
        return len(self._open)

    def await_end(self, window: Window) -> None:
        heapq.heappush(self._open, (window.closes_at, next(self._count), window))

    def offer(self, number: int, *, left_at: float, now: float) -> None:
        """The number of a call that left at that moment."""
        while self._open and self._open[0][0] <= left_at:
            window = heapq.heappop(self._open)[2]
            window.high, window.known_at = number, now

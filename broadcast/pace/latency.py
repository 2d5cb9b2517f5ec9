"""Whether a queue has built up at the server, told from how long its answers take.

Before it says 429, Telegram waits and sends again silently for up to about 8 s: calls above the
limit stand in a queue, and answers take longer and longer. The median of a few answers, held
against what answers usually take, shows it.

The usual latency goes down with what is seen. It goes up only by the first calls after the server
had nothing left to do: when these are slow, then the server is, and it is not our doing. If it went
up in any other way, a queue that grows slowly would pass for the usual.
"""

import math
from collections import deque

SAMPLES = 7  # answers, at least, whose median is judged; more where they take long: as many as
MOST_SAMPLES = 60  # come in the time that an answer usually takes
FIRST = 3  # calls after a rest; the quickest of them tells the usual
MARGIN = 0.4  # seconds above the usual: 40 ms of log-normal jitter, sigma 1, never come so far
FACTOR = 2.5  # times the usual, beside the margin: jitter grows with what it jitters about
DOWN = 0.03  # of the way to a lower median, with each answer
SAMPLED_RATE = 30.0  # answers/s that are looked at; above it, every n-th


class QueueWatch:
    """Listens to calls and answers. Moments are monotonic seconds."""

    def __init__(self) -> None:
        self._latencies: deque[float] = deque()
        self._arrivals: deque[tuple[float, int]] = deque()  # when, and how many by then
        self._count = 0
        self._from = -math.inf
        self._first: set[float] = set()  # when the first calls after a rest left
        self._first_wanted = FIRST
        self._quickest = math.inf  # of them
        self.usual = 0.0  # seconds that an answer takes when nothing queues; 0: not known yet

    def begin_anew(self, now: float, *, rested: bool) -> None:
        """Calls that left before now say nothing any more. Rested: the server had nothing to do."""
        self._from = now
        self._latencies.clear()
        self._arrivals.clear()
        self._first.clear()
        self._first_wanted = FIRST if rested else 0
        self._quickest = math.inf

    def call_left(self, now: float) -> None:
        """A call leaves."""
        if self._first_wanted:
            self._first_wanted -= 1
            self._first.add(now)

    def heard(self, left_at: float, now: float, rate: float) -> float | None:
        """An answer; `rate` is what we send. If there is a queue: answers/s of the server."""
        self._count += 1
        if self._first:
            self._hear_first(left_at, now)
        if left_at < self._from or self._count % max(1, round(rate / SAMPLED_RATE)):
            return None
        self._latencies.append(now - left_at)
        self._arrivals.append((now, self._count))
        self._drop_old(now)
        if len(self._latencies) < SAMPLES or not self._queues(rate):
            return None
        first, before = self._arrivals[0]
        return (self._count - before) / max(now - first, 1e-3)

    def _hear_first(self, left_at: float, now: float) -> None:
        if left_at in self._first:
            self._first.remove(left_at)
            self._quickest = min(self._quickest, now - left_at)
            if not self._first and not self._first_wanted:
                self.usual = max((self.usual + self._quickest) / 2, self._quickest)

    def _drop_old(self, now: float) -> None:
        while len(self._latencies) > MOST_SAMPLES or (
            len(self._latencies) > SAMPLES and self._arrivals[0][0] < now - self.usual
        ):
            self._latencies.popleft()
            self._arrivals.popleft()

    def _queues(self, rate: float) -> bool:
        median = sorted(self._latencies)[len(self._latencies) // 2]
        self.usual += min(0.0, median - self.usual) * DOWN
        return median > self.usual * FACTOR + MARGIN + 1 / rate

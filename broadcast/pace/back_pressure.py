"""A queue at the server is answered with standing still, and a lower rate after it.

Standing still until the server has worked off its queue costs nothing, because it is busy
meanwhile; and it shows what the server really takes. We go on a little below that, and rise.
"""

import math

from broadcast.pace.latency import QueueWatch

EASE = 0.95  # of what the server takes: the rate to go on with
# The way up, from the rate after a queue: steady first, because the limit is probably near; then
# faster and faster, because it is not.
DOUBLED = 5.0  # seconds in which the steady part doubles the rate
RISE = 12.0  # seconds in which the fast part alone would bring the whole ceiling
LEFT_OVER = 0.5  # of the calls that are in flight when nothing queues: they may be, at the end
PATIENCE = 1.5  # times the time it should take: some call may have been lost
LONGEST_REST = 8.0  # seconds; Telegram lets no call wait longer without a 429


class BackPressure:
    """`rate` (messages/s) is what slow answers leave. Moments are monotonic seconds."""

    def __init__(self, ceiling: float, lowest: float) -> None:
        self._ceiling = ceiling
        self._lowest = lowest
        self._watch = QueueWatch()
        self._base = ceiling  # the rate after the last queue
        self._rises_from = -math.inf
        self._still_since: float | None = None  # we stand still
        self._queued = 0  # calls in flight when that began
        self._before = ceiling  # the rate when that began
        self._last_answer = -math.inf
        self._served = ceiling  # messages/s that the server takes
        self.rate = ceiling

    @property
    def usual(self) -> float:
        """Seconds that an answer takes when nothing queues; 0: not known yet."""
        return self._watch.usual

    def pause_for(self, now: float, in_flight: int) -> float:
        """For how many seconds to stand still, at least; 0: not at all."""
        if self._still_since is None:
            return 0.0
        latest = self._still_since + min(PATIENCE * self._queued / self._served, LONGEST_REST)
        if in_flight <= self._left_over or now >= latest:
            self._go_on(now, in_flight)
            return 0.0
        return min(latest - now, (in_flight - self._left_over) / self._served)

    def call_left(self, now: float) -> None:
        """A call leaves."""
        self._watch.call_left(now)

    def heard(self, left_at: float, now: float, *, rate: float, in_flight: int) -> None:
        """An answer; `rate` is what we send."""
        if self._still_since is not None:
            self._last_answer = now
            if in_flight <= self._left_over:
                self._go_on(now, in_flight)
            return
        served = self._watch.heard(left_at, now, rate)
        if served is None:
            self.rise(now)
        else:
            self._still_since, self._queued, self._before = now, in_flight, rate
            self._served = max(self._lowest, min(rate, served))
            self._base = self.rate = self._served * EASE

    def flooded(self, now: float) -> None:
        """A ban is no queue."""
        self._still_since = None
        self._watch.begin_anew(now, rested=False)

    def rise(self, now: float) -> None:
        """Take what the time since the last queue allows."""
        if self.rate < self._ceiling and self._still_since is None:
            quiet = max(0.0, now - self._rises_from)
            risen = self._base * (1 + quiet / DOUBLED) + self._ceiling * (quiet / RISE) ** 3
            self.rate = min(self._ceiling, max(self.rate, risen))

    @property
    def _left_over(self) -> float:
        return LEFT_OVER * self._served * self.usual

    def _go_on(self, now: float, in_flight: int) -> None:
        """What was answered meanwhile is what the server takes, for it was busy all the time."""
        rested = in_flight <= self._left_over  # else some calls are lost, or the queue is long
        busy = self._last_answer - (self._still_since or now)
        if busy > 0:
            self._served = min(self._before, (self._queued - in_flight) / busy)
        self._base = self.rate = max(self._lowest, self._served * EASE)
        self._still_since = None
        self._rises_from = now
        self._watch.begin_anew(now, rested=rested)

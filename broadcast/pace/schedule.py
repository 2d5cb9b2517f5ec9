"""One schedule of calls, as fast as floods and slow answers allow.

Each call is booked at its own moment, evenly spaced by their costs. The send loop looks every 10 ms
(GRAIN in broadcast/sending/loop.py), and what is due by then leaves: later than its moment by less
than that, and never earlier.

Nothing here sleeps: `delay()` says how long to wait, `reserve()` books the call, so that the rules
can be tried in virtual time. The schedule is absolute: late wake-ups do not add up.
"""

import math

from broadcast.floods.backoff import LOWEST_RATE, FloodBackoff
from broadcast.pace.back_pressure import BackPressure
from runtime.clock import Clock

SLACK = 0.1  # seconds of schedule that may be caught up after a stall
# Calls in flight: so much of the rate, so that a server that stalls stops us by itself; more where
# answers always take long, or the rate could never be reached.
IN_FLIGHT_SECONDS = 0.5
USUALS = 3  # times what answers take when nothing queues (a low quantile, so well above the mean)


class Pace:
    """Rates are messages/s, moments monotonic seconds, costs messages."""

    def __init__(self, clock: Clock, *, ceiling: float) -> None:
        self._clock = clock
        self._backoff = FloodBackoff(ceiling)
        self._pressure = BackPressure(ceiling, LOWEST_RATE)
        self._next = -math.inf  # when the next call may leave
        self.ceiling = ceiling
        self.rate = ceiling  # what may be sent now
        self.in_flight = 0
        self.window = ceiling * IN_FLIGHT_SECONDS  # how many calls may be in flight

    def delay(self) -> float:
        """Seconds until the next call may leave; 0 means now."""
        now = self._clock.monotonic()
        return max(0.0, self._next - now, self._pressure.pause_for(now, self.in_flight))

    def reserve(self, cost: int) -> None:
        """A call leaves now: the next ones come later by what it costs."""
        self.charge(cost)
        self._pressure.call_left(self._clock.monotonic())
        self.in_flight += 1

    def charge(self, cost: int) -> None:
        """Somebody else used up some of the budget now."""
        self._next = max(self._next, self._clock.monotonic() - SLACK) + cost / self.rate

    def release(self) -> None:
        """A call ended, whatever came of it."""
        self.in_flight -= 1

    def answered(self, left_at: float) -> None:
        """A call was answered, and it was no flood."""
        now = self._clock.monotonic()
        self._pressure.heard(left_at, now, rate=self.rate, in_flight=self.in_flight)
        self.rise()

    def rise(self) -> None:
        """Quiet time raises the rate."""
        now = self._clock.monotonic()
        self._backoff.rise(now)
        self._pressure.rise(now)
        self._set_rate(min(self._backoff.rate, self._pressure.rate))

    def noticed(self, left_at: float) -> bool:
        """Whether a call that left then can only belong to a flood that was noticed already."""
        return left_at <= self._backoff.episode

    def flooded(self) -> None:
        """A new flood episode."""
        now = self._clock.monotonic()
        self._backoff.flooded(now, self.rate)
        self._pressure.flooded(now)
        self._set_rate(min(self.rate, self._backoff.rate))

    def banned(self, until: float) -> None:
        """Nothing may leave until then: that is no quiet time."""
        self._backoff.banned(until)

    def undo_cut(self) -> None:
        """The last flood was none of ours: a chat's own."""
        self._backoff.undo_cut(self._clock.monotonic())
        self._set_rate(min(self._backoff.rate, self._pressure.rate))

    def _set_rate(self, rate: float) -> None:
        self.rate = min(rate, self.ceiling)  # what floods and queues leave at least may be above it
        self.window = self.rate * max(IN_FLIGHT_SECONDS, USUALS * self._pressure.usual)

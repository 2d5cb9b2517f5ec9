"""The token's budget: one object for everything a bot token sends.

Bulk is paced: a steady interval between calls, kept on an absolute schedule so that late wake-ups
do not add up. Interactive calls go ahead and move the bulk schedule back by what they cost. A 429
cuts the rate once for each flood episode and closes the gate; quiet time raises it again.

Nothing here sleeps for bulk: `delay()` says how long to wait, `take()` books the call. So the
rules can be tried in virtual time. Source of the behaviour: TELEGRAM limits and 429 as described
in docs/telegram-limits.md.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

from broadcast.clock import Clock

LOWEST_RATE = 0.5  # messages/s: a cut never goes below it
# What a flood episode leaves of the rate. Out of a steady rate it means that the limit has fallen,
# nobody knows how far; on the way up it means that the limit has just been passed.
HARD_CUT, SOFT_CUT = 0.5, 0.85
SETTLED = 2.0  # seconds after a ban: a flood before is still about the same fall of the limit
RETURN = 20.0  # quiet seconds until the rate is back at the ceiling, slowly first
STEEPNESS = 4  # the power of the way back: half of the time brings a sixteenth of the way
LONGEST_RETURN = 120.0  # each flood on the way up doubles the time for the next way
SPURIOUS = 2  # hard cuts in a row that were followed by a quiet return: they were too hard
SLACK = 0.1  # seconds of schedule that may be caught up after a stall
IN_FLIGHT_SECONDS = 0.5  # calls in flight: this much of the rate, so that slow answers slow us
LEAST_IN_FLIGHT = 4
MOST_IN_FLIGHT = 80  # below the session's pool of 100: replies need connections too
INTERACTIVE_BURST = 0.5  # seconds' worth of the rate that replies may take at once
BAN_INTERVAL = 2.0  # seconds between interactive calls while the gate is closed


@dataclass(frozen=True, slots=True)
class Ticket:
    """A booked bulk call; `taken` is when it left (monotonic seconds)."""

    taken: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Gate:
    """What must survive a restart: until when (Unix seconds), and how long the ban was."""

    until: float
    length: float


class Limiter:
    """Paces bulk, lets replies ahead, and keeps the flood gate. Rates are messages/s."""

    def __init__(
        self,
        clock: Clock,
        *,
        ceiling: float,
        gate: Gate | None = None,
        on_gate: Callable[[Gate], None] | None = None,
    ) -> None:
        self._clock = clock
        self._ceiling = ceiling
        self._rate = ceiling
        self._next = -math.inf  # when the next bulk call may leave
        self._in_flight = 0
        self._probing = False  # after a ban: one call alone, until it is answered
        self._episode = -math.inf  # when the last flood episode was noticed
        self._base = ceiling  # the rate after it
        self._return = RETURN  # quiet seconds from there to the ceiling
        self._hard_cuts = 0  # in a row, each followed by a quiet return
        self._interactive_next = -math.inf
        self._gate = -math.inf
        self._on_gate = on_gate
        if gate is not None:
            left = min(gate.until - clock.time(), gate.length)  # a clock set back must not ban us
            self._close_gate(left)

    @property
    def rate(self) -> float:
        """What bulk may send now."""
        return self._rate

    @property
    def ceiling(self) -> float:
        return self._ceiling

    @property
    def in_flight(self) -> int:
        """Bulk calls that left and have no answer yet."""
        return self._in_flight

    @property
    def gate_seconds(self) -> float:
        """How long the flood gate stays closed; 0 when it is open."""
        return max(0.0, self._gate - self._clock.monotonic())

    @property
    def room(self) -> int:
        """How many more bulk calls may be in flight."""
        most = 1 if self._probing else self.most_in_flight
        return max(0, most - self._in_flight)

    @property
    def most_in_flight(self) -> int:
        wanted = math.ceil(self._rate * IN_FLIGHT_SECONDS)
        return min(max(wanted, LEAST_IN_FLIGHT), MOST_IN_FLIGHT)

    # bulk

    def delay(self) -> float:
        """Seconds until the next bulk call may leave, by pace and gate; 0 means now."""
        now = self._clock.monotonic()
        return max(0.0, self._next - now, self._gate - now)

    def take(self, cost: int = 1) -> Ticket:
        """Book a bulk call that leaves now; `cost` is in messages (an album costs its items)."""
        now = self._clock.monotonic()
        self._next = max(self._next, now - SLACK) + cost / self._rate
        self._in_flight += 1
        return Ticket(now)

    def give_back(self) -> None:
        """A booked call ended, whatever came of it."""
        self._in_flight -= 1

    # interactive

    def book_interactive(self, cost: int = 1) -> float:
        """Book a reply; returns how many seconds it has to wait (0: now).

        Replies do not wait for bulk: bulk gets the budget less what they use. They do wait for each
        other once a burst is used up, and during a ban there is one every BAN_INTERVAL seconds.
        """
        now = self._clock.monotonic()
        ready = max(now, self._interactive_next)
        if ready < self._gate:
            self._interactive_next = ready + BAN_INTERVAL
            return ready - now
        burst_start = max(self._interactive_next, now - INTERACTIVE_BURST)
        self._interactive_next = burst_start + cost / self._rate
        self._next = max(self._next, now - SLACK) + cost / self._rate
        return max(0.0, self._interactive_next - cost / self._rate - now)

    # what the answers say

    def answered(self, *, left_at: float) -> None:
        """A call that left at `left_at` (monotonic seconds) was answered, and it was no flood.

        If it left after the ban it was the probe, and good. Quiet time raises the rate.
        """
        if left_at >= self._gate:
            self._probing = False
        if self._rate < self._ceiling:
            way = min(1.0, max(0.0, self._quiet) / self._return)
            risen = self._base + (self._ceiling - self._base) * way**STEEPNESS
            self._rate = min(self._ceiling, max(self._rate, risen))

    def flooded(self, retry_after: float, *, left_at: float) -> None:
        """429. `left_at`: when the refused call left (monotonic seconds).

        Calls that left before the episode was noticed, or while the gate was closed, belong to it:
        one cut for all of them.
        """
        if left_at > self._episode and left_at >= self._gate:
            self._base = self._rate = max(LOWEST_RATE, self._rate * self._cut())
            self._episode = self._clock.monotonic()
        self._close_gate(retry_after)

    def _cut(self) -> float:
        """How much of the rate this episode leaves; and how long the way back will be."""
        if self._quiet < SETTLED:
            return HARD_CUT
        on_the_way_up = self._rate < self._ceiling
        soon_again = self._quiet < 3 * self._return
        self._hard_cuts = self._hard_cuts + 1 if soon_again else 1
        if on_the_way_up or self._hard_cuts > SPURIOUS:
            self._return = min(self._return * 2, LONGEST_RETURN)
            return SOFT_CUT
        if not soon_again:
            self._return = RETURN
        return HARD_CUT

    @property
    def _quiet(self) -> float:
        """Seconds since the last flood, and since the ban that it brought was over."""
        return self._clock.monotonic() - max(self._episode, self._gate)

    def _close_gate(self, seconds: float) -> None:
        until = self._clock.monotonic() + seconds
        if seconds <= 0 or until <= self._gate:
            return  # the deadline only moves forward
        self._gate = until
        self._probing = True
        if self._on_gate is not None:
            self._on_gate(Gate(until=self._clock.time() + seconds, length=seconds))

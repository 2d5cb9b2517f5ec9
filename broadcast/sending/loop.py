"""The loop that sends what is claimed, at the limiter's pace, for all running broadcasts.

When the gate closes, a broadcast pauses or the process is asked to stop, what is claimed and not
begun goes back to pending.
"""

import asyncio
import math
from functools import partial

from broadcast.guards.circuit_breaker import CircuitBreaker
from broadcast.pace.limiter import Limiter
from broadcast.runs.stop_request import StopRequest
from broadcast.sending.claim_queue import ClaimQueue
from broadcast.sending.delivery import Deliverer
from broadcast.sending.payment import PaymentPolicy
from broadcast.sending.self_pause import SelfPause
from db.schema.states import PauseReason
from runtime.clock import Clock
from runtime.wake import Wake

LONGEST_WAIT = 0.25  # seconds: the loop looks around at least this often while it waits
# Seconds; whoever may be asked by now and cannot be claimed yet must not make it spin.
SHORTEST_WAIT = 0.05
# Seconds: what is due by the same look leaves together, and all bots of a process look at the same
# moments of the clock. A wake costs as much as a message; how evenly the schedule is kept shows at
# no limit that is known.
GRAIN = 0.01
LOOP_ENDS = 1.0  # seconds for the loop to end; one that has failed, and is to start again, may not


class SendLoop:
    """Begins deliveries one after the other: `run_forever()`, and `end()` at the end."""

    def __init__(
        self,
        claims: ClaimQueue,
        deliverer: Deliverer,
        limiter: Limiter,
        payment: PaymentPolicy,
        breaker: CircuitBreaker,
        self_pause: SelfPause,
        wake: Wake,
        clock: Clock,
    ) -> None:
        self._claims = claims
        self._deliverer = deliverer
        self._limiter = limiter
        self._payment = payment
        self._breaker = breaker
        self._self_pause = self_pause
        self._wake = wake
        self._clock = clock
        self._task: asyncio.Task[None] | None = None
        self._look_again: float | None = None  # seconds until it does, though nothing rings
        self._stopping = False

    async def run_forever(self) -> None:
        """The background task; it ends once `end()` has been called."""
        self._task = asyncio.current_task()
        while not self._stopping:
            self._wake.clear()
            self._claims.return_stopped()
            if not self._able():
                self._claims.return_all()
                await self._clock.sleep(LONGEST_WAIT)
                continue
            self._claims.refill_if_low()
            pause = self._begin_what_is_due()
            if pause is None:
                await self._wake.wait(self._look_again)
            elif pause > 0:
                await self._clock.sleep(self._until_a_look(min(pause, LONGEST_WAIT)))

    def try_now(self) -> bool:
        """Let one call go though Telegram asked to wait. False: it did not."""
        closed = self._limiter.gate_seconds > 0
        self._limiter.try_at_once()
        self._wake.ring()
        return closed

    def return_claims(self) -> None:
        """What is claimed and not begun goes back to pending."""
        self._claims.return_all()

    async def end(self, seconds: float) -> None:
        """Begin nothing more, and let the calls in flight end for up to so long."""
        deadline = self._clock.monotonic() + seconds
        self._stopping = True
        self._wake.ring()
        if self._task is not None:
            # One that has failed sleeps until it starts again, and ends then.
            await self._clock.wait(asyncio.wait([self._task]), LOOP_ENDS)
        await self._claims.end(seconds)
        await self._deliverer.end(deadline - self._clock.monotonic())

    def _begin_what_is_due(self) -> float | None:
        """Begin calls until one has to wait: for so many seconds, or (None) until it is rung."""
        self._look_again = None
        paying = self._payment.active
        if paying:
            self._pause_spent()
        for _ in range(self._limiter.room):
            if self._untested():
                return None
            free = self._limiter.delay()
            free_slot = free <= 0
            delay = free if free_slot or not paying else self._limiter.delay(paid=True)
            if delay > 0:
                if self._claims.waiting:
                    self._limiter.leave_room()
                return delay
            if not self._begin(free_slot=free_slot, paying=paying):
                if not free_slot and self._claims.waiting:
                    return free  # in a free slot they may go
                # Who has to wait for others to pay, or for a chat, is asked again soon.
                self._look_again_in(LONGEST_WAIT if paying else self._claims.seconds_delayed)
                return None
        return None

    def _pause_spent(self) -> None:
        for run in self._payment.spent():
            stop = StopRequest(reason=PauseReason.STARS, detail=run.unpaid)
            self._self_pause.pause(run, stop)

    def _until_a_look(self, pause: float) -> float:
        """Not earlier than that, and together with others."""
        now = self._clock.monotonic()
        return math.ceil((now + pause) / GRAIN) * GRAIN - now

    def _look_again_in(self, seconds: float | None) -> None:
        if seconds is not None:
            self._look_again = min(max(seconds, SHORTEST_WAIT), LONGEST_WAIT)

    def _able(self) -> bool:
        if not self._claims.allowed:
            return False
        return self._limiter.gate_wait == 0 and not self._breaker.is_open

    def _untested(self) -> bool:
        """After an outage one delivery goes alone until it is answered."""
        return self._breaker.testing and self._limiter.in_flight > 0

    def _begin(self, *, free_slot: bool, paying: bool) -> bool:
        """Make the next call; False when there is none to make."""
        admits = partial(self._payment.admits, free_slot=free_slot) if paying else None
        following = self._claims.next(admits)
        if following is None:
            return False
        self._deliverer.begin(*following, free_slot=free_slot)
        return True

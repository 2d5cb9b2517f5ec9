"""The loop that sends what is claimed, at the limiter's pace, for all running broadcasts.

When the gate closes, a broadcast pauses or the process is asked to stop, what is claimed and not
begun goes back to pending.
"""

import asyncio
from functools import partial

from botapi.sender import Sender
from broadcast.guards.circuit_breaker import CircuitBreaker
from broadcast.ledger.writer import Ledger
from broadcast.pace.chat_limits import ChatLimits
from broadcast.pace.limiter import Limiter
from broadcast.sending.active_runs import ActiveRuns
from broadcast.sending.claim_queue import ClaimQueue
from broadcast.sending.delivery import Deliverer
from broadcast.sending.payment import PaymentPolicy
from broadcast.sending.self_pause import SelfPause
from db.schema.states import PauseReason
from runtime.clock import Clock
from runtime.supervisor import Supervisor

LONGEST_WAIT = 0.25  # seconds: the loop looks around at least this often while it waits
# Seconds: above a hundred messages/s those that are due by the same look leave together. A wake
# costs as much as a message; how evenly the schedule is kept shows at no limit that is known.
GRAIN = 0.01
# Seconds; whoever may be asked by now and cannot be claimed yet must not make it spin.
SHORTEST_WAIT = 0.05
LOOP_ENDS = 1.0  # seconds for the loop to end; one that has failed, and is to start again, may not


class SendLoop:
    """Begins deliveries one after the other. `start()` once, `end()` at the end."""

    def __init__(
        self,
        sender: Sender,
        limiter: Limiter,
        ledger: Ledger,
        roster: ActiveRuns,
        chats: ChatLimits,
        payment: PaymentPolicy,
        breaker: CircuitBreaker,
        stops: SelfPause,
        supervisor: Supervisor,
        clock: Clock,
    ) -> None:
        self._limiter = limiter
        self._chats = chats
        self._payment = payment
        self._breaker = breaker
        self._stops = stops
        self._supervisor = supervisor
        self._clock = clock
        self._news = asyncio.Event()
        self._claims = ClaimQueue(ledger, limiter, roster, supervisor, clock, chats, self.wake)
        self._deliverer = Deliverer(
            sender,
            limiter,
            ledger,
            breaker,
            payment,
            pause=stops.pause,
            outage=stops.outage,
            proceed=self._claims.proceed,
        )
        self._calls: set[asyncio.Task[None]] = set()
        self._loop: asyncio.Task[None] | None = None
        self._bell: asyncio.Task[None] | None = None
        self._stopping = False

    @property
    def token_refused(self) -> bool:
        """By the last answer."""
        return self._deliverer.token_refused

    def start(self) -> None:
        self._loop = self._supervisor.keep(self._work, name="bulk")

    def wake(self) -> None:
        """Something has changed: look around."""
        self._news.set()

    def give_back(self) -> None:
        """What is claimed and not begun goes back to pending."""
        self._claims.return_all()

    async def end(self, seconds: float) -> None:
        """Begin nothing more, and let the calls in flight end for up to so long."""
        deadline = self._clock.monotonic() + seconds
        self._stopping = True
        self.wake()
        await self._end_loop(self._clock.monotonic() + LOOP_ENDS)
        await self._claims.settle(seconds)
        while self._calls and self._clock.monotonic() < deadline:
            await self._clock.sleep(0.02)
        for call in self._calls:
            call.cancel()
        await asyncio.gather(*self._calls, return_exceptions=True)

    async def _end_loop(self, deadline: float) -> None:
        while self._loop is not None and not self._loop.done():
            if self._clock.monotonic() >= deadline:
                return  # it has failed, sleeps until it starts again, and ends then
            await self._clock.sleep(0.02)

    async def _work(self) -> None:
        while not self._stopping:
            self._news.clear()
            self._claims.put_back_strays()
            if not self._able():
                self._claims.return_all()
                await self._clock.sleep(LONGEST_WAIT)
                continue
            self._claims.refill_if_low()
            pause = self._begin_what_is_due()
            if pause is None:
                await self._news.wait()
            elif pause > 0:
                await self._clock.sleep(min(max(pause, GRAIN), LONGEST_WAIT))

    def _begin_what_is_due(self) -> float | None:
        """Begin calls until one has to wait: for so many seconds, or (None) for news."""
        paying = self._payment.active
        if paying:
            for run in self._payment.spent():
                self._stops.pause(run, PauseReason.STARS, run.unpaid)
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
                self._ring_in(LONGEST_WAIT if paying else self._claims.seconds_aside)
                return None
        return None

    def _ring_in(self, seconds: float | None) -> None:
        """Look around again by then, also when nothing happens."""
        if seconds is not None and self._bell is None:
            ring = self._ring(min(max(seconds, SHORTEST_WAIT), LONGEST_WAIT))
            self._bell = self._supervisor.spawn(ring, name="bell")

    async def _ring(self, seconds: float) -> None:
        await self._clock.sleep(seconds)
        self._bell = None
        self.wake()

    def _able(self) -> bool:
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
        claim, run = following
        call = run.calls[claim.step]
        self._chats.book_bulk(claim.chat_id, call.cost)
        ticket = self._limiter.take(call.cost, paid=not free_slot, chat=claim.chat_id)
        reservation = self._payment.reserve(run, call, ticket)
        delivery = self._deliverer.deliver(claim, run, ticket, reservation)
        task = self._supervisor.spawn(delivery, name="delivery")
        self._calls.add(task)
        task.add_done_callback(self._landed)
        return True

    def _landed(self, call: asyncio.Task[None]) -> None:
        self._calls.discard(call)
        self.wake()

"""The calls on their way: each is booked, made once, and its end told to whom it concerns."""

import asyncio

from botapi.call import PreparedCall
from botapi.sender import Sender
from broadcast.ledger.entries import Claim
from broadcast.pace.chat_limits import ChatLimits
from broadcast.pace.limiter import Limiter, Ticket
from broadcast.runs.run import ActiveRun
from broadcast.sending.outcomes import OutcomeHandler
from broadcast.sending.payment import PaymentPolicy, Reservation
from runtime.clock import Clock
from runtime.supervisor import Supervisor
from runtime.wake import Wake


class Deliverer:
    """Makes claimed deliveries; `wake` is rung when one has ended."""

    def __init__(
        self,
        sender: Sender,
        limiter: Limiter,
        chats: ChatLimits,
        payment: PaymentPolicy,
        outcomes: OutcomeHandler,
        supervisor: Supervisor,
        wake: Wake,
        clock: Clock,
    ) -> None:
        self._sender = sender
        self._limiter = limiter
        self._chats = chats
        self._payment = payment
        self._outcomes = outcomes
        self._supervisor = supervisor
        self._wake = wake
        self._clock = clock
        self._calls: set[asyncio.Task[None]] = set()

    def begin(self, claim: Claim, run: ActiveRun, *, free_slot: bool) -> None:
        """Book the call, and let it go; `free_slot`: at the free rate, not the paid one."""
        call = run.script.call(claim)
        self._chats.book_bulk(claim.chat_id, call.cost)
        ticket = self._limiter.reserve(call.cost, paid=not free_slot, chat=claim.chat_id)
        reservation = self._payment.reserve(run, call, ticket)
        delivery = self._deliver(call, claim, run, ticket, reservation)
        task = self._supervisor.spawn(delivery, name="delivery")
        self._calls.add(task)
        task.add_done_callback(self._landed)

    async def end(self, seconds: float) -> None:
        """Let the calls on their way end, for up to so long."""
        if not self._calls:
            return
        await self._clock.wait(asyncio.wait(set(self._calls)), seconds)
        for call in self._calls:
            call.cancel()
        await asyncio.gather(*self._calls, return_exceptions=True)

    async def _deliver(
        self,
        call: PreparedCall,
        claim: Claim,
        run: ActiveRun,
        ticket: Ticket,
        reservation: Reservation,
    ) -> None:
        self._outcomes.begun(claim)
        outcome = None
        try:
            outcome = await self._sender.send(
                call,
                claim.chat_id,
                message_id=claim.message_id,
                thread_id=claim.thread_id,
                paid=reservation.marked,
                silent=run.parts.silent_for(claim),
                values=run.script.values(claim),
            )
        except asyncio.CancelledError:
            self._outcomes.never_left(claim, run)
            return
        finally:
            self._limiter.release(ticket)
            self._payment.finish(run, reservation, ticket, outcome)
        self._outcomes.ended(claim, run, outcome, ticket)

    def _landed(self, call: asyncio.Task[None]) -> None:
        self._calls.discard(call)
        self._wake.ring()

"""What an answer means for everybody: for the row, the pace, the breaker, and the run's guards."""

import logging
import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from botapi.outcome import SUSPICIOUS, Outcome, Verdict
from broadcast.guards.circuit_breaker import CircuitBreaker
from broadcast.ledger.entries import Claim, LedgerEntry
from broadcast.ledger.writer import Ledger
from broadcast.mending.outcomes import Became, became_of, end_of, together
from broadcast.model.mending.calls import Mending
from broadcast.pace.limiter import Limiter, Ticket
from broadcast.runs.run import ActiveRun
from broadcast.runs.stop_request import StopRequest
from broadcast.sending.claim_queue import ClaimQueue
from broadcast.sending.self_pause import SelfPause
from db.schema.reasons import OwnReason
from db.schema.states import DeliveryState, PauseReason, SubscriberState

logger = logging.getLogger(__name__)

FINAL: dict[Verdict, tuple[DeliveryState, SubscriberState | None]] = {
    Verdict.BLOCKED: (DeliveryState.BLOCKED, SubscriberState.BLOCKED),
    Verdict.DEACTIVATED: (DeliveryState.UNREACHABLE, SubscriberState.DEACTIVATED),
    Verdict.UNREACHABLE: (DeliveryState.UNREACHABLE, SubscriberState.UNREACHABLE),
    Verdict.FAILED: (DeliveryState.FAILED, None),
    Verdict.DECLINED: (DeliveryState.FAILED, None),
}
UNANSWERED = frozenset({Verdict.UNCERTAIN, Verdict.NOT_SENT})


class OutcomeHandler:
    """Turns outcomes into what is to be done; every claim that was begun gets an entry."""

    def __init__(
        self,
        limiter: Limiter,
        ledger: Ledger,
        breaker: CircuitBreaker,
        self_pause: SelfPause,
        claims: ClaimQueue,
    ) -> None:
        self._limiter = limiter
        self._ledger = ledger
        self._breaker = breaker
        self._self_pause = self_pause
        self._claims = claims
        self.token_refused = False  # by the last answer
        self._open: set[Claim] = set()  # begun, and the ledger has not heard what became of them
        self._doubtful: list[ActiveRun] = []  # a lost answer each: of an outage, or not

    def begun(self, claim: Claim) -> None:
        """Its call is about to leave."""
        self._open.add(claim)

    def never_left(self, claim: Claim, run: ActiveRun) -> None:
        """The call was cancelled before anything of it was sent."""
        self._put_back(claim, run)

    def ended(self, claim: Claim, run: ActiveRun, outcome: Outcome, ticket: Ticket) -> None:
        """The call has ended; whatever breaks here, its recipient gets an outcome."""
        if outcome.verdict is Verdict.WITHHELD:  # no word of Telegram's, and no silence of it
            self._put_back(claim, run)
            return
        with surviving("the pace did not hear of an outcome"):
            self._tell_breaker(run, outcome)
            self._tell_pace(outcome, ticket)
        with surviving("an outcome was not taken in"):
            self._take_in(claim, run, outcome, ticket.left_at)
        if claim in self._open:  # left claimed, it would keep its run from ever ending
            lost = Outcome(verdict=Verdict.UNCERTAIN, detail=OwnReason.FAULT)
            sends = run.script.mending is None
            state = DeliveryState.UNCERTAIN if sends else DeliveryState.FAILED
            self._end(claim, run, state, lost)

    def _tell_breaker(self, run: ActiveRun, outcome: Outcome) -> None:
        """A lost answer counts against its run once others come, or where one just has come."""
        if outcome.verdict not in UNANSWERED:
            self._breaker.answered()
            if not self._breaker.is_open:
                doubtful, self._doubtful = self._doubtful, []
                for one in doubtful:
                    self._lost(one)
            return
        probed = self._breaker.testing  # the server has answered a probe: it is no outage
        if self._breaker.unanswered():
            self._doubtful.clear()
            self._self_pause.outage()
        if outcome.verdict is Verdict.UNCERTAIN:
            if probed:
                self._lost(run)
            elif not self._breaker.is_open:
                self._doubtful.append(run)

    def _lost(self, run: ActiveRun) -> None:
        if stop := run.lost():
            self._self_pause.pause(run, stop)

    def _tell_pace(self, outcome: Outcome, ticket: Ticket) -> None:
        if outcome.verdict in UNANSWERED:
            return
        self._hear_about_token(refused=outcome.verdict is Verdict.TOKEN)
        if outcome.verdict is Verdict.FLOODED:
            self._limiter.flooded(outcome.retry_after, ticket)
        else:
            self._limiter.answered(ticket, accepted=outcome.verdict is Verdict.SENT)

    def _hear_about_token(self, *, refused: bool) -> None:
        if refused and not self.token_refused:
            logger.critical("Telegram refuses the token (401): everything is paused")
        self.token_refused = refused

    def _take_in(self, claim: Claim, run: ActiveRun, outcome: Outcome, left_at: float) -> None:
        verdict = outcome.verdict
        if run.script.mending is not None and self._mended(claim, run, run.script.mending, outcome):
            return
        if verdict is Verdict.SENT:
            self._sent(claim, run, outcome, left_at)
        elif verdict in FINAL:
            state, subscriber = FINAL[verdict]
            self._end(claim, run, state, outcome, subscriber=subscriber, left_at=left_at)
        elif verdict is Verdict.UNCERTAIN:
            self._end(claim, run, DeliveryState.UNCERTAIN, outcome)
        elif verdict in SUSPICIOUS:
            self._refused(claim, run, outcome)
        elif verdict is Verdict.MIGRATED:
            self._moved(claim, run, outcome)
        elif verdict is Verdict.FLOODED and (wait := self._limiter.chat_wait(claim.chat_id)):
            self._delay(claim, run, outcome, wait)
        else:  # FLOODED, NOT_SENT, TOKEN: certain that nothing was sent
            self._put_back(claim, run)
            if verdict is Verdict.TOKEN:
                stop = StopRequest(reason=PauseReason.TOKEN, detail=outcome.detail)
                self._self_pause.pause_all(stop)

    def _sent(self, claim: Claim, run: ActiveRun, outcome: Outcome, left_at: float) -> None:
        following = claim.step + 1
        taken = run.guards.accepted(claim)
        if following == run.script.steps(claim):
            self._end(claim, run, DeliveryState.SENT, outcome, left_at=left_at, taken=taken)
            return
        proceed = replace(claim, step=following, refused=False)
        self._append(
            LedgerEntry(
                claim=claim,
                state=DeliveryState.CLAIMED,
                step=following,
                message_ids=outcome.message_ids,
                poll_id=outcome.poll_id,
                paid=run.take_due(),
                left_at=left_at,
                taken=taken,
                on_commit=lambda: self._claims.proceed(proceed),
            )
        )

    def _mended(self, claim: Claim, run: ActiveRun, mending: Mending, outcome: Outcome) -> bool:
        """One message of another run was edited, deleted or pinned, or was not. False: what came
        back says nothing that is different for those."""
        dice = mending.is_dice(claim.variant, claim.messages[claim.step])
        became = became_of(mending.kind, outcome, dice=dice)
        if became is Became.AGAIN and run.retries.after_lost_answer(claim.subscriber_id):
            self._put_back(claim, run)
            return True
        if became is Became.AS_EVER:
            return False
        words = outcome.detail if became is Became.AGAIN else became.how
        how = together(claim.so_far, words, first=claim.step == 0)
        taken = run.guards.accepted(claim) if outcome.verdict is Verdict.SENT else 0
        following = claim.step + 1
        if following == run.script.steps(claim):
            state, reason = end_of(how, unsure=claim.unsure)
            ended = replace(outcome, detail=reason, message_ids=())
            self._end(claim, run, state, ended, taken=taken)
            return True
        proceed = replace(claim, step=following, so_far=how)
        self._append(
            LedgerEntry(
                claim=claim,
                state=DeliveryState.CLAIMED,
                step=following,
                reason=how,
                taken=taken,
                on_commit=lambda: self._claims.proceed(proceed),
            )
        )
        return True

    def _refused(self, claim: Claim, run: ActiveRun, outcome: Outcome) -> None:
        stop = run.guards.refused(claim, outcome.detail)
        self._end(claim, run, DeliveryState.FAILED, outcome)
        if stop is not None:
            self._self_pause.pause(run, stop)

    def _moved(self, claim: Claim, run: ActiveRun, outcome: Outcome) -> None:
        """Send it where the chat is now, unless it comes from there: that would never end."""
        if run.retries.after_move(claim.subscriber_id, claim.chat_id, outcome.new_chat_id):
            self._put_back(claim, run, new_chat_id=outcome.new_chat_id)
        else:
            self._end(claim, run, DeliveryState.FAILED, outcome)

    def _append(self, entry: LedgerEntry) -> None:
        self._open.discard(entry.claim)
        self._ledger.append(entry)

    def _end(
        self,
        claim: Claim,
        run: ActiveRun,
        state: DeliveryState,
        outcome: Outcome,
        *,
        subscriber: SubscriberState | None = None,
        left_at: float = -math.inf,
        taken: int = 0,
    ) -> None:
        self._append(
            LedgerEntry(
                claim=claim,
                state=state,
                # Of what another run has sent, everything can be done once more.
                step=claim.step if run.script.mending is None else 0,
                message_ids=outcome.message_ids,
                poll_id=outcome.poll_id,
                paid=run.take_due(),
                reason=None if state is DeliveryState.SENT else outcome.detail,
                subscriber=subscriber,
                left_at=left_at,
                taken=taken,
            )
        )
        stop = run.ended(claim, outcome.verdict, outcome.detail)
        if run.remaining <= 0:
            self._ledger.check_finished(run.id)
        if stop is not None:
            self._self_pause.pause(run, stop)

    def _delay(self, claim: Claim, run: ActiveRun, outcome: Outcome, seconds: float) -> None:
        """The chat itself asked to wait: the others go on without it, the canary too."""
        if not run.retries.after_flood(claim.subscriber_id):
            self._end(claim, run, DeliveryState.FAILED, outcome)
            return
        run.delay(claim.subscriber_id, seconds)
        self._open.discard(claim)
        self._ledger.delay(claim, seconds, paid=run.take_due())

    def _put_back(self, claim: Claim, run: ActiveRun, *, new_chat_id: int | None = None) -> None:
        run.returned()
        self._append(
            LedgerEntry(
                claim=claim,
                state=DeliveryState.PENDING,
                step=claim.step,
                paid=run.take_due(),
                new_chat_id=new_chat_id,
            )
        )


@contextmanager
def surviving(what: str) -> Iterator[None]:
    """An error of ours is logged, and keeps no recipient from an outcome."""
    try:
        yield
    except Exception:
        logger.exception(what)

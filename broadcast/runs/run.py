"""One run as the engine holds it in memory: what it sends, and everything that watches over it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from botapi.call import PreparedCall
from botapi.outcome import SUSPICIOUS, Verdict
from broadcast.guards.canary import Canary, SafetyLimits
from broadcast.guards.content import Refusal
from broadcast.guards.failure_rate import FailureWatch
from broadcast.guards.lost_answers import LossWatch
from broadcast.guards.variants import VariantGuards
from broadcast.hours.house import HouseRules
from broadcast.hours.openings import Openings
from broadcast.hours.standing import Hours, Standing
from broadcast.ledger.entries import Claim
from broadcast.model.content import Content
from broadcast.model.halt import Unpaid
from broadcast.model.hours.quiet_hours import Quiet
from broadcast.model.mending.calls import Mending
from broadcast.paid.balance import StarsBalance
from broadcast.paid.budget import BroadcastBudget
from broadcast.runs.delayed import Delayed
from broadcast.runs.rate_meter import RateMeter
from broadcast.runs.script import Script
from broadcast.runs.stop_request import StopRequest
from db.audience.audience import Audience
from db.ledger.parts import WHOLE
from db.records import RunRow
from db.schema.states import BroadcastState, PauseReason, RunKind
from runtime.clock import Clock
from runtime.wake import Wake

ALL_OF_IT = 1_000  # steps: more than a recipient's messages can be
MOST_TRIES = 5  # for one recipient of a mending whose answers get lost, while others' come
NO_LIMITS = SafetyLimits(canary=0, failure_share=0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Earlier:
    """What the ledger knows of the message, from an earlier process."""

    refusals: Sequence[Refusal] = ()  # when nobody had taken it yet
    taken: Mapping[int, int] = field(default_factory=dict)  # steps, by variant, where it has any
    sent: Sequence[str] = ()  # of a correction: what people may have in front of them, as JSON


class ActiveRun:
    """One unsettled run: its script, its guards, its speed.

    What happens to it is told by methods; what they find out is a decision for the caller.
    """

    def __init__(
        self,
        row: RunRow,
        clock: Clock,
        safety: SafetyLimits,
        balance: StarsBalance,
        house: HouseRules,
        earlier: Earlier | None = None,
    ) -> None:
        """`earlier`: what an earlier process had learned of the message."""
        self._clock = clock
        # Sent again to those who failed: that they fail once more says nothing of the message.
        audience = Audience.load(row.audience)
        earlier = earlier or Earlier()
        self._script = Script(row, earlier.sent)
        judged = self._script.judged and not audience.proven
        safety = self._safety = safety if judged else NO_LIMITS
        self.id = row.id
        self.broadcast_id = row.broadcast_id
        self.urgent = row.urgent
        self.audience_upto = row.audience_upto
        self.for_everyone = audience.is_everyone
        content = self._script.content
        self.divided = len(row.parts) > 1  # it has parts by time zone
        self._openings = Openings(_hours(row, content), house, clock)
        self._pending: dict[int, int] = {}  # of a divided run, by part, when it was last counted
        self.released = 0  # cancelled: up to this number nobody waits for a version any more
        self.budget: BroadcastBudget | None = None
        if content.paid and self.mending is None:
            largest = content.largest_cost
            self.budget = BroadcastBudget(balance, content.options, spent=row.paid, largest=largest)
        self.delayed = Delayed(clock)
        self._guard = self._guards(row, earlier, audience)
        self._canary = Canary(safety.canary, answered=row.sent + row.failed)
        self._answered_before = 0  # with an earlier text
        self._corrected = False  # since it stopped
        self._failures = FailureWatch(
            safety.failure_share, canary=safety.canary, sent=row.sent, failed=row.failed
        )
        self._losses = LossWatch()
        self._meter = RateMeter(clock)
        self._tries: dict[int, int] = {}  # by subscriber: answers of a mending that were lost
        self._left_behind: dict[int, set[int]] = {}  # by subscriber: chats that moved elsewhere
        self._state = BroadcastState(row.state)
        self._held = False  # about to pause itself: no call leaves any more
        self._begun = 0  # claimed by this process, and without an outcome
        self._remaining = row.remaining
        self._frozen_upto = row.frozen_upto
        self._frozen = row.frozen
        # Parts in which the last claim found nothing; wait until there is more.
        self._exhausted: set[int] = set()
        self._news = 0  # counts what came in, so that a claim under way cannot overlook it
        self._answers = Wake(clock)  # rung while it is held

    # what it sends

    def call(self, claim: Claim) -> PreparedCall:
        """The one that a claim is for."""
        return self._script.call(claim)

    def steps(self, claim: Claim) -> int:
        """How many calls its recipient is due."""
        return self._script.steps(claim)

    @property
    def mending(self) -> Mending | None:
        """What it does to the messages of another run; None: it sends its own."""
        return self._script.mending

    @property
    def names(self) -> tuple[str, ...]:
        """What of its readers it says: claims bring the values."""
        return self._script.names

    @property
    def payable(self) -> bool:
        """Whether Telegram takes Stars for it."""
        return self._script.payable

    @property
    def forwards(self) -> bool:
        return self._script.forwards

    @property
    def tries(self) -> bool:
        """Whether it has versions that are tried against each other."""
        return self._script.tries

    # how it stands

    @property
    def state(self) -> BroadcastState:
        return self._state

    @property
    def sendable(self) -> bool:
        return self._state is BroadcastState.RUNNING and not self._held

    @property
    def claimable(self) -> bool:
        """Whether somebody may be left to be claimed."""
        return self.sendable and self.part is not None and self.share(1) > 0

    @property
    def part(self) -> int | None:
        """The one to be claimed next; None: in none of those that may be claimed now anybody is
        left."""
        parts = self._openings.now.open
        if not self._exhausted:
            return parts[0] if parts else None
        return next((part for part in parts if part not in self._exhausted), None)

    @property
    def standing(self) -> Standing:
        """Which of its parts may be claimed now, and until when that stays so."""
        return self._openings.now

    @property
    def closed_to_people(self) -> int:
        """How many wait in parts that may not be claimed now, as far as they were counted."""
        if not self.divided:
            return 0 if self._openings.now.open else self._remaining
        still = self._openings.now.open
        return sum(count for part, count in self._pending.items() if part not in still)

    def count_pending(self, pending: Mapping[int, int]) -> None:
        """By part, how many wait in the ledger."""
        self._pending = dict(pending)

    @property
    def watched(self) -> bool:
        """Whether that may ever change."""
        return self._openings.watched

    @property
    def expired(self) -> bool:
        """Whether nobody else is to get it any more."""
        return self._openings.now.expired

    @property
    def begun(self) -> int:
        """Recipients claimed by this process, and without an outcome."""
        return self._begun

    @property
    def remaining(self) -> int:
        """Recipients without an outcome."""
        return self._remaining

    @property
    def rate(self) -> float | None:
        """Recipients/s over the last seconds; None until it is known."""
        return self._meter.rate

    @property
    def frozen(self) -> bool:
        """Whether all of its audience stands in the ledger."""
        return self._frozen

    @property
    def frozen_upto(self) -> int:
        """The highest number of a subscriber that does."""
        return self._frozen_upto

    @property
    def news(self) -> int:
        """For `claimed()`: what it was before asking for claims."""
        return self._news

    @property
    def may_pay(self) -> bool:
        """Whether its next call could be paid for."""
        return self.budget is not None and self.budget.unpaid() is None

    @property
    def unpaid(self) -> Unpaid | None:
        """Why a paid one does not pay just now."""
        return self.budget.unpaid() if self.budget is not None else None

    @property
    def disputed(self) -> bool:
        """Nobody took the content and some refused it: then it is the content's fault, and no end,
        even if there is nobody else to ask."""
        if self.expired:
            return False
        return self._state is BroadcastState.RUNNING and self._guard.has_unconfirmed

    @property
    def unconfirmed(self) -> tuple[int, ...]:
        """Recipients who are marked as failed although it may be the content's fault."""
        return self._guard.unconfirmed

    # claims

    def share(self, wanted: int) -> int:
        """How many of `wanted` may be claimed now: while the canary is out, few or none."""
        room = self._canary.room(self._begun)
        return wanted if room is None else min(wanted, room)

    def claimed(self, count: int | None, *, news: int, part: int | None = None) -> None:
        """So many were claimed (None: nobody is left), by a claim that was asked at `news`; in that
        part, where it is divided."""
        self._begun += count or 0
        if count is None and news == self._news:
            self._exhausted.add(part or WHOLE)

    def more(self) -> None:
        """There is, or soon will be, something to claim."""
        self._exhausted.clear()
        self._news += 1

    def look_at_delayed(self) -> None:
        """Whoever has waited long enough there is something to claim."""
        if self._exhausted and self.part is None and self.delayed.seconds == 0:
            self.more()

    def closed_to(self, claim: Claim) -> bool:
        """Whether it is not to be begun now; whoever has got some of it gets the rest."""
        return claim.step == 0 and claim.part not in self._openings.now.open

    def silent_for(self, claim: Claim) -> bool:
        """Whether it makes no sound now, though else it would."""
        return claim.part in self._openings.now.silent

    def returned(self) -> None:
        """A claim goes back to pending: nothing was sent."""
        self._no_longer_begun()
        self.more()

    def delay(self, subscriber_id: int, seconds: float) -> None:
        """A claim goes back, and its chat is not to be asked for so long; nothing was sent."""
        self._no_longer_begun()
        self.delayed.put(subscriber_id, seconds)

    # outcomes

    def accepted(self, claim: Claim) -> int:
        """Somebody got a step. How many steps of the message are proven by it; 0: no more."""
        place = self._script.place(claim)
        return place + 1 if self._guard.of(claim.variant).accepted(place) else 0

    def refused(self, claim: Claim, detail: str | None) -> StopRequest | None:
        """The content's fault, or only this recipient's? `detail`: Telegram's words."""
        place = self._script.place(claim)
        refusal = Refusal(claim.subscriber_id, place, detail, claim.variant)
        if self._guard.of(claim.variant).refused(refusal, before=claim.refused):
            return StopRequest(reason=PauseReason.CONTENT, detail=detail)
        return None

    def asks_once_more(self, claim: Claim) -> bool:
        """Whether a mending whose answer was lost is worth another try."""
        tries = self._tries[claim.subscriber_id] = self._tries.get(claim.subscriber_id, 0) + 1
        return tries < MOST_TRIES

    def lost(self) -> StopRequest | None:
        """An answer was lost, and not in an outage."""
        if self._losses.lost() and self._remaining > 0:
            return StopRequest(reason=PauseReason.UNCERTAIN, detail=self._losses.detail)
        return None

    def ended(self, claim: Claim, verdict: Verdict, detail: str | None) -> StopRequest | None:
        """A recipient has an outcome: does it say that the run had better pause?"""
        self._remaining -= 1
        self._no_longer_begun()
        self._meter.count()
        self.delayed.done(claim.subscriber_id)
        self._tries.pop(claim.subscriber_id, None)
        self._canary.outcome(verdict)
        if verdict is not Verdict.UNCERTAIN:
            self._losses.answered()
        place = self._script.place(claim)
        if verdict in SUSPICIOUS and not self._guard.of(claim.variant).has_taken(place):
            return None  # that is for the guard to judge
        if self._failures.saw(verdict, detail) and self._remaining > 0:
            return StopRequest(reason=PauseReason.FAILURES, detail=self._failures.detail)
        return None

    def comes_from(self, subscriber_id: int, chat_id: int, new_chat_id: int | None) -> bool:
        """Whether the subscriber's chat, which has just moved on, was at the new place before."""
        left_behind = self._left_behind.setdefault(subscriber_id, set())
        left_behind.add(chat_id)
        return new_chat_id in left_behind

    def take_due(self) -> int:
        """Paid messages that the ledger has not heard of."""
        return self.budget.take_due() if self.budget is not None else 0

    # pausing itself

    def hold(self) -> None:
        """No call leaves any more: it is about to pause itself."""
        self._held = True

    def release(self, *, paused: bool) -> None:
        """From here on its state says whether it goes on."""
        self._state = BroadcastState.PAUSED if paused else self._state
        self._held = False
        self._answers.ring()

    def blame_content(self) -> StopRequest:
        """Everyone was asked, nobody took it and some refused it."""
        self._guard.blame_content()
        return StopRequest(reason=PauseReason.CONTENT, detail=self._guard.detail)

    async def nobody_takes_it(self) -> bool:
        """Who was asked already may still take the message: then it is not at fault."""
        while self._guard.blames_content and self._begun > 0:
            self._answers.clear()
            await self._answers.wait()
        return self._guard.blames_content

    def forget_unconfirmed(self) -> None:
        """They are not marked any more."""
        self._guard.forget_unconfirmed()

    # what the database says

    def froze(self, upto: int, *, all_of_it: bool, held: int = 0) -> None:
        """Recipients up to this number stand in the ledger; only once it is committed. So many more
        wait for the better version."""
        self._frozen_upto, self._frozen = upto, all_of_it
        self._remaining -= held
        self.more()

    def refresh(self, row: RunRow) -> None:
        """Take over what the database says."""
        state = BroadcastState(row.state)
        if state is BroadcastState.RUNNING and self._state is not BroadcastState.RUNNING:
            self._resume(row)
        self._state = state
        if row.content != self._script.text and state is not BroadcastState.RUNNING:
            self._say_anew(row)
        self.more()  # what this tells was perhaps missed meanwhile
        self._remaining = row.remaining
        # What was read may be older than what the snapshot writer has committed since.
        self._frozen_upto = max(self._frozen_upto, row.frozen_upto)
        self._frozen = self._frozen or row.frozen

    def _guards(self, row: RunRow, earlier: Earlier, audience: Audience) -> VariantGuards:
        """Where anybody got all of a message without variants, `sent` says so by itself."""
        lengths = self._script.lengths
        if not self._script.judged:
            return VariantGuards([ALL_OF_IT] * len(lengths))
        if len(lengths) == 1:
            proven = audience.proven or row.sent
            taken = [lengths[0] if proven else row.taken_steps]
        else:
            taken = [
                length
                if audience.proven and variant not in audience.unproven
                else earlier.taken.get(variant, 0)
                for variant, length in enumerate(lengths)
            ]
        return VariantGuards(taken, earlier.refusals)

    def _say_anew(self, row: RunRow) -> None:
        """It was corrected while it stood still: whoever has not got it gets the new text, which
        nobody has taken yet."""
        self._script = Script(row)
        self._judge_anew(row)
        self._corrected = True

    def _judge_anew(self, row: RunRow) -> None:
        self._guard = VariantGuards([0] * len(self._script.lengths))
        self._answered_before = row.sent + row.failed

    def _resume(self, row: RunRow) -> None:
        """An admin has seen what it stopped for, and said to go on."""
        if self._corrected:  # what has landed meanwhile was the old text
            self._judge_anew(row)
            self._corrected = False
        self._guard.resume()
        answered = row.sent + row.failed - self._answered_before
        self._canary = Canary(self._safety.canary, answered=answered)
        self._failures = self._failures.after_resume()
        self._losses = self._losses.after_resume()
        if self.budget is not None:
            self.budget.resume(Content.load(row.content).options)
        self._meter = RateMeter(self._clock)
        self._held = False
        self._answers.ring()

    def _no_longer_begun(self) -> None:
        self._begun -= 1
        if self._held:
            self._answers.ring()


def _hours(row: RunRow, content: Content) -> Hours:
    """What edits, deletes or pins a message makes no sound, and does so at any time."""
    does = content.options.quiet if row.kind == RunKind.SEND else Quiet.IGNORE
    if does is Quiet.SILENT and content.options.silent:
        does = Quiet.IGNORE  # it makes none at any time
    return Hours(parts=row.parts, does=does, expires_at=row.expires_at)

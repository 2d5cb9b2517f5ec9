"""One run as the engine holds it in memory: how it stands, from its first claim to its end.

What it sends is in its script, what may be claimed in its parts, what watches over it in its
guards, and who is asked once more in its retries; each has a file of its own.
"""

from botapi.outcome import Verdict
from broadcast.guards.canary import SafetyLimits
from broadcast.hours.house import HouseRules
from broadcast.ledger.entries import Claim
from broadcast.model.clicks.addresses import Addresses
from broadcast.model.content import Content
from broadcast.model.halt import Unpaid
from broadcast.paid.balance import StarsBalance
from broadcast.paid.budget import BroadcastBudget
from broadcast.runs.delayed import Delayed
from broadcast.runs.guards import Earlier, RunGuards
from broadcast.runs.parts import RunParts
from broadcast.runs.rate_meter import RateMeter
from broadcast.runs.retries import Retries
from broadcast.runs.script import Script
from broadcast.runs.stop_request import StopRequest
from db.audience.audience import Audience
from db.records import RunRow
from db.schema.states import BroadcastState, PauseReason
from runtime.clock import Clock
from runtime.wake import Wake


class ActiveRun:
    """One unsettled run.

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
        links: Addresses | None = None,
    ) -> None:
        """`earlier`: what an earlier process had learned of the message; `links`: those of it that
        lead over the bot's server."""
        audience, earlier = Audience.load(row.audience), earlier or Earlier()
        self._clock = clock
        self._house = house
        self._divided = row.parts
        self.id = row.id
        self.broadcast_id = row.broadcast_id
        self.urgent = row.urgent
        self.standing = row.standing
        self.audience_upto = row.audience_upto
        self.for_everyone = audience.is_everyone
        self.script = Script(row, earlier.sent, links)
        self.parts = RunParts(row, self.script.content, house, clock)
        self.guards = RunGuards(row, self.script, audience, safety, earlier)
        self.budget = _budget(row, self.script, balance)
        self.delayed = Delayed(clock)
        self.retries = Retries()
        self.released = 0  # cancelled: up to this number nobody waits for a version any more
        self._meter = RateMeter(clock)
        self._state = BroadcastState(row.state)
        self._pause_reason = row.pause_reason
        self._held = False  # about to pause itself: no call leaves any more
        self._still = False  # what it says is being changed: the same
        self._asking = False  # a claim is under way
        self._begun = 0  # claimed by this process, and without an outcome
        self._remaining = row.remaining
        self._frozen_upto = row.frozen_upto
        self._frozen = row.frozen
        self._answers = Wake(clock)  # rung while it is held

    # how it stands

    @property
    def state(self) -> BroadcastState:
        return self._state

    @property
    def sendable(self) -> bool:
        return self._state is BroadcastState.RUNNING and not (self._held or self._still)

    @property
    def pausable(self) -> bool:
        """Whether it goes on; perhaps once its correction has been set up."""
        goes_on = self._pause_reason == PauseReason.MENDING
        return (self._state is BroadcastState.RUNNING or goes_on) and not self._held

    @property
    def claimable(self) -> bool:
        """Whether somebody may be left to be claimed."""
        return self.sendable and self.parts.next is not None and self.share(1) > 0

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
        if self.parts.expired:
            return False
        return self._state is BroadcastState.RUNNING and self.guards.has_unconfirmed

    # claims

    def share(self, wanted: int) -> int:
        """How many of `wanted` may be claimed now."""
        return self.guards.share(wanted, begun=self._begun)

    def claimed(self, count: int | None, *, news: int, part: int | None = None) -> None:
        """So many were claimed (None: nobody is left), by a claim that was asked at `news`; in that
        part, where it is divided."""
        self._begun += count or 0
        if count is None:
            self.parts.exhausted(part, news=news)

    def asks(self, *, asking: bool) -> None:
        """Whether a claim is under way, of which nobody knows yet what it brings."""
        self._asking = asking
        if self._still:
            self._answers.ring()

    def look_at_delayed(self) -> None:
        """Whoever has waited long enough there is something to claim."""
        if self.parts.all_exhausted and self.delayed.seconds == 0:
            self.parts.more()

    def returned(self) -> None:
        """A claim goes back to pending: nothing was sent."""
        self._no_longer_begun()
        self.parts.more()

    def delay(self, subscriber_id: int, seconds: float) -> None:
        """A claim goes back, and its chat is not to be asked for so long; nothing was sent."""
        self._no_longer_begun()
        self.delayed.put(subscriber_id, seconds)

    # outcomes

    def lost(self) -> StopRequest | None:
        """An answer was lost, and not in an outage: had it better pause?"""
        stop = self.guards.lost()
        return stop if self._remaining > 0 else None

    def ended(self, claim: Claim, verdict: Verdict, detail: str | None) -> StopRequest | None:
        """A recipient has an outcome: does it say that the run had better pause?"""
        self._remaining -= 1
        self._no_longer_begun()
        self._meter.count()
        self.retries.done(claim.subscriber_id)
        stop = self.guards.ended(claim, verdict, detail)
        return stop if self._remaining > 0 else None

    def take_due(self) -> int:
        """Paid messages that the ledger has not heard of."""
        return self.budget.take_due() if self.budget is not None else 0

    # pausing itself

    def hold(self) -> None:
        """No call leaves any more: it is about to pause itself."""
        self._held = True

    def release(self, *, paused: bool) -> None:
        """From here on its state says whether it goes on."""
        if paused:
            self._state, self._pause_reason = BroadcastState.PAUSED, None
        self._held = False
        self._answers.ring()

    async def nobody_takes_it(self) -> bool:
        """Who was asked already may still take the message: then it is not at fault."""
        while self.guards.blames_content and self._begun > 0:
            self._answers.clear()
            await self._answers.wait()
        return self.guards.blames_content

    # changing what it says, while it runs

    async def stand_still(self) -> None:
        """No call leaves any more, until `go_on()`; returns when none is on its way, and all claims
        have gone back."""
        self._still = True
        while self._begun or self._asking:
            self._answers.clear()
            await self._answers.wait()

    def go_on(self) -> None:
        self._still = False
        self.parts.more()

    # what the database says

    def froze(self, upto: int, *, all_of_it: bool, held: int = 0) -> None:
        """Recipients up to this number stand in the ledger; only once it is committed. So many more
        wait for the better version."""
        self._frozen_upto, self._frozen = upto, all_of_it
        self._remaining -= held
        self.parts.more()

    def refresh(self, row: RunRow, links: Addresses | None = None) -> None:
        """Take over what the database says; `links` where the content is another one."""
        state = BroadcastState(row.state)
        if state is BroadcastState.RUNNING and self._state is not BroadcastState.RUNNING:
            self._resume(row)
        self._state, self._pause_reason = state, row.pause_reason
        stands = self._still or state is not BroadcastState.RUNNING
        if row.content != self.script.text and stands:
            # Corrected while it stood still: whoever has not got it gets the new text.
            self.script = Script(row, links=links)
            self.guards.corrected(row, self.script)
        if row.parts != self._divided:  # somebody of another time zone has come into it
            self._divided = row.parts
            self.parts = RunParts(row, self.script.content, self._house, self._clock)
        self.parts.more()  # what this tells was perhaps missed meanwhile
        self._remaining = row.remaining
        # What was read may be older than what the snapshot writer has committed since.
        self._frozen_upto = max(self._frozen_upto, row.frozen_upto)
        self._frozen = self._frozen or row.frozen

    def _resume(self, row: RunRow) -> None:
        """An admin has said to go on."""
        self.guards.resume(row)
        if self.budget is not None:
            self.budget.resume(Content.load(row.content).options)
        self._meter = RateMeter(self._clock)
        self._held = False
        self._answers.ring()

    def _no_longer_begun(self) -> None:
        self._begun -= 1
        if self._held or self._still:
            self._answers.ring()


def _budget(row: RunRow, script: Script, balance: StarsBalance) -> BroadcastBudget | None:
    """None: it costs no Stars."""
    content = script.content
    if not content.paid or script.mending is not None:
        return None
    largest = content.largest_cost
    return BroadcastBudget(balance, content.options, spent=row.paid, largest=largest)

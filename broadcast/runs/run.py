"""One run as the engine holds it in memory: what it sends, and everything that watches over it."""

from collections.abc import Iterable

from botapi.call import PreparedCall
from broadcast.guards.canary import Canary, SafetyLimits
from broadcast.guards.content import ContentGuard, Refusal
from broadcast.guards.failure_rate import FailureWatch
from broadcast.guards.lost_answers import LossWatch
from broadcast.model.content import Content, prepare
from broadcast.model.halt import Unpaid
from broadcast.paid.balance import StarsBalance
from broadcast.paid.budget import BroadcastBudget
from broadcast.runs.delayed import Aside
from broadcast.runs.rate_meter import RateMeter
from db.broadcasts.audience import Audience
from db.records import RunRow
from db.schema.states import BroadcastState
from runtime.clock import Clock

NO_LIMITS = SafetyLimits(canary=0, failure_share=0)


class ActiveRun:
    """One unsettled run: its encoded calls, its guards, its speed."""

    def __init__(
        self,
        row: RunRow,
        clock: Clock,
        safety: SafetyLimits,
        balance: StarsBalance,
        refusals: Iterable[Refusal] = (),
    ) -> None:
        self._clock = clock
        # Sent again to those who failed: that they fail once more says nothing of the message.
        proven = Audience.load(row.audience).proven
        safety = self._safety = NO_LIMITS if proven else safety
        self.id = row.id
        self.broadcast_id = row.broadcast_id
        self.urgent = row.urgent
        self.state = BroadcastState(row.state)
        content = Content.load(row.content)
        self.calls: tuple[PreparedCall, ...] = prepare(content)
        self.payable = content.payable
        self.budget: BroadcastBudget | None = None
        if content.paid:
            largest = max(call.cost for call in self.calls)
            self.budget = BroadcastBudget(balance, content.options, spent=row.paid, largest=largest)
        taken = len(self.calls) if proven or row.sent else row.taken_steps
        self.guard = ContentGuard(taken=taken, refusals=refusals)
        self.canary = Canary(safety.canary, answered=row.sent + row.failed)
        self.failures = FailureWatch(
            safety.failure_share, canary=safety.canary, sent=row.sent, failed=row.failed
        )
        self.losses = LossWatch()
        self.meter = RateMeter(clock)
        self.aside = Aside(clock)
        self._left_behind: dict[int, set[int]] = {}  # by subscriber: chats that moved elsewhere
        self.begun = 0  # claimed by this process, and without an outcome
        self.left = row.left
        self.audience_upto = row.audience_upto
        self.frozen_upto = row.frozen_upto
        self.frozen = row.frozen
        self.exhausted = False  # the last claim found nothing; wait until there is more
        self.news = 0  # counts what came in, so that a claim under way cannot overlook it
        self.held = False  # about to pause itself: no call leaves any more

    @property
    def sendable(self) -> bool:
        return self.state is BroadcastState.RUNNING and not self.held

    @property
    def disputed(self) -> bool:
        """Nobody took the content and some refused it: then it is the content's fault, and no end,
        even if there is nobody else to ask."""
        return self.state is BroadcastState.RUNNING and self.guard.has_unconfirmed

    @property
    def may_pay(self) -> bool:
        """Whether its next call could be paid for."""
        return self.budget is not None and self.budget.unpaid() is None

    @property
    def unpaid(self) -> Unpaid | None:
        """Why a paid one does not pay just now."""
        return self.budget.unpaid() if self.budget is not None else None

    def take_due(self) -> int:
        """Paid messages that the ledger has not heard of."""
        return self.budget.take_due() if self.budget is not None else 0

    def share(self, wanted: int) -> int:
        """How many of `wanted` may be claimed now: while the canary is out, few or none."""
        room = self.canary.room(self.begun)
        return wanted if room is None else min(wanted, room)

    def comes_from(self, subscriber_id: int, chat_id: int, new_chat_id: int | None) -> bool:
        """Whether the subscriber's chat, which has just moved on, was at the new place before."""
        left_behind = self._left_behind.setdefault(subscriber_id, set())
        left_behind.add(chat_id)
        return new_chat_id in left_behind

    def more(self) -> None:
        """There is, or soon will be, something to claim."""
        self.exhausted = False
        self.news += 1

    def look_aside(self) -> None:
        """Whoever has waited long enough there is something to claim."""
        if self.exhausted and self.aside.seconds == 0:
            self.more()

    def refresh(self, row: RunRow) -> None:
        """Take over what the database says."""
        state = BroadcastState(row.state)
        if state is BroadcastState.RUNNING and self.state is not BroadcastState.RUNNING:
            self.guard.resume()
            self.canary = Canary(self._safety.canary, answered=row.sent + row.failed)
            self.failures = self.failures.gone_on()
            self.losses = self.losses.gone_on()
            if self.budget is not None:
                self.budget.resume(Content.load(row.content).options)
            self.meter = RateMeter(self._clock)
            self.held = False
        self.state = state
        self.more()  # what this tells was perhaps missed meanwhile
        self.left = row.left
        # What was read may be older than what the settler has committed since.
        self.frozen_upto = max(self.frozen_upto, row.frozen_upto)
        self.frozen = self.frozen or row.frozen

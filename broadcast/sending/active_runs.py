"""The runs that the engine has something to do for, as it holds them in memory."""

import asyncio
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from botapi.call import PreparedCall
from botapi.outcome import SUSPICIOUS
from botapi.refusals import whose
from broadcast.guards.canary import Canary, SafetyLimits
from broadcast.guards.content import ContentGuard, Refusal
from broadcast.guards.failure_rate import FailureWatch
from broadcast.guards.lost_answers import LossWatch
from broadcast.model.content import Content, prepare
from broadcast.paid.access import Unpaid
from broadcast.paid.balance import StarsBalance
from broadcast.paid.budget import BroadcastBudget
from broadcast.sending.delayed import Aside
from broadcast.sending.rate_meter import RateMeter
from db.broadcasts.audience import Audience
from db.connection.database import Database
from db.ledger import delayed, open_deliveries, runs
from db.ledger.delayed import AsideRow
from db.records import RunRow
from db.schema.states import BroadcastState
from runtime.clock import Clock

NO_LIMITS = SafetyLimits(canary=0, failure_share=0)
MOST_REFUSALS = 500  # of a message that nobody took there are few: nobody else is asked soon


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


class ActiveRuns:
    """All unsettled runs by their id."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        balance: StarsBalance,
        safety: SafetyLimits | None = None,
    ) -> None:
        self._database = database
        self._balance = balance
        self._clock = clock
        self._safety = safety or SafetyLimits()
        self._runs: dict[int, ActiveRun] = {}
        self._reading = asyncio.Lock()  # what is read later must not be overtaken

    async def reload(self) -> None:
        """Read the unsettled runs. Raises DatabaseTrouble."""
        async with self._reading:
            async with self._database.read() as connection:
                rows = await runs.unsettled(connection)
                refusals = {
                    row.id: await _unconfirmed_refusals(connection, row)
                    for row in rows
                    if row.id not in self._runs
                }
                aside = await delayed.every(connection)
            self._take(rows, refusals)
            self._recall(aside)

    def _recall(self, rows: Sequence[AsideRow]) -> None:
        """Who waits aside, when this is not known here: since before a restart, say."""
        for row in rows:
            run = self._runs.get(row.run_id)
            if run is not None:
                run.aside.recall(row.subscriber_id, row.seconds(self._clock.time()))

    def _take(self, rows: Sequence[RunRow], refusals: Mapping[int, Sequence[Refusal]]) -> None:
        known, self._runs = self._runs, {}
        for row in rows:
            run = known.get(row.id)
            if run is None:
                run = ActiveRun(
                    row, self._clock, self._safety, self._balance, refusals.get(row.id, ())
                )
            else:
                run.refresh(row)
            self._runs[row.id] = run

    def get(self, run_id: int) -> ActiveRun | None:
        return self._runs.get(run_id)

    def __iter__(self) -> Iterator[ActiveRun]:
        return iter(tuple(self._runs.values()))

    def claimable(self) -> list[ActiveRun]:
        """Running ones in which somebody may be left; urgent ones alone while there are any."""
        ready = [
            run
            for run in self._runs.values()
            if run.sendable and not run.exhausted and run.share(1)
        ]
        return [run for run in ready if run.urgent] or ready

    def pays(self) -> bool:
        """Whether a paid broadcast is going, whatever it may still spend."""
        return any(run.sendable and run.budget is not None for run in self._runs.values())

    @property
    def left(self) -> int:
        """Recipients without an outcome, in all running ones."""
        return sum(run.left for run in self._runs.values() if run.sendable)

    @property
    def running(self) -> int:
        return sum(run.sendable for run in self._runs.values())


async def _unconfirmed_refusals(connection: AsyncConnection, row: RunRow) -> list[Refusal]:
    """Who refused the message in an earlier process, when nobody had taken it yet."""
    if row.sent or not row.failed:
        return []
    failed = await open_deliveries.failed(connection, row.id, limit=MOST_REFUSALS)
    return [
        Refusal(one.subscriber_id, one.step, one.reason)
        for one in failed
        if one.step >= row.taken_steps and whose(one.reason or "", 0) in SUSPICIOUS
    ]

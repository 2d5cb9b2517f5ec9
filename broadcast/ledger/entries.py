"""What the ledger is told: a claim that somebody holds, and an entry of what became of it."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from broadcast.model.mending.calls import Mending
from db.certainty.chats import ChatRow
from db.certainty.doubts import DoubtRow
from db.certainty.settling import Finding
from db.ledger.delayed import DelayedRow
from db.ledger.deliveries import OutcomeRow, message_rows
from db.ledger.parts import WHOLE
from db.mending.numbers import SentMessage
from db.schema.reasons import OwnReason
from db.schema.states import DeliveryState, SubscriberState

# Claimed: it goes on to its next step.
PERHAPS_SENT = frozenset({DeliveryState.SENT, DeliveryState.UNCERTAIN, DeliveryState.CLAIMED})


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """A delivery that is ours to make: one step of one run to one chat."""

    run_id: int
    subscriber_id: int
    chat_id: int
    step: int
    refused: bool = False  # before, when nobody had taken the message
    thread_id: int | None = None  # the topic of a forum that it goes to
    variant: int = 0  # which of the content's variants the recipient gets
    values: tuple[str, ...] = ()  # of what a personal content says of its reader
    part: int = WHOLE  # of the run
    counted_before: bool = False  # for the cap, by an earlier try, which may have arrived
    low: int = 0  # the highest number of a message that had been seen when it was claimed
    # Of a mending: which of its source's messages each step is about, what became of those before
    # this step, and whether there may be one more, whose number nobody knows.
    messages: tuple[SentMessage, ...] = ()
    so_far: str | None = None
    unsure: bool = False

    @property
    def key(self) -> tuple[int, int]:
        """Of its delivery."""
        return self.run_id, self.subscriber_id

    @property
    def message_id(self) -> int | None:
        """That which the step is about; None: it sends one."""
        return self.messages[self.step].number if self.messages else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Share:
    """What is to be claimed for a run: so many, those first whose wait is over."""

    run_id: int
    count: int
    recalled: tuple[int, ...] = ()
    names: tuple[str, ...] = ()  # whose values the claims are to bring
    mending: Mending | None = None  # of what another run has sent: its numbers are to be brought
    part: int | None = None  # None: the run is not divided
    standing: bool = False  # a series' step


@dataclass(frozen=True, kw_only=True, slots=True)
class LedgerEntry:
    """What became of a claim, and what follows from it once it is committed."""

    claim: Claim
    state: DeliveryState
    step: int
    message_ids: tuple[int, ...] = ()
    poll_id: int | None = None  # of the poll that was sent, where votes are told
    paid: int = 0  # messages that cost Stars
    reason: str | None = None
    subscriber: SubscriberState | None = None  # what the delivery found out about its recipient
    left_at: float = -math.inf  # when the call left (monotonic seconds): later news are newer
    new_chat_id: int | None = None  # the chat has moved here
    taken: int = 0  # steps of the message that somebody has now got, where that is news
    delay: float | None = None  # pending again, and not to be asked for so many seconds
    on_commit: Callable[[], None] | None = None  # called after the commit
    is_looked_into: bool = False  # of an uncertain one: what became of it is to be found out

    @property
    def is_waited_for(self) -> bool:
        """Whether its commit lets something go on: the next step, or a claim that is made again."""
        return self.on_commit is not None or self.state is DeliveryState.PENDING

    @property
    def is_nothing_sent(self) -> bool:
        """Whether nothing of it has arrived, by this try or an earlier one."""
        return self.state not in PERHAPS_SENT and self.step == 0 and not self.claim.counted_before

    def row(self) -> OutcomeRow:
        return OutcomeRow(
            run_id=self.claim.run_id,
            subscriber_id=self.claim.subscriber_id,
            state=int(self.state),
            step=self.step,
            message_id=self.message_ids[0] if self.message_ids else None,
            reason=self.reason,
        )

    def delay_row(self, now: float) -> DelayedRow:
        """`now` in Unix seconds."""
        length = math.ceil(self.delay or 0.0)
        return DelayedRow(
            run_id=self.claim.run_id,
            subscriber_id=self.claim.subscriber_id,
            until=math.ceil(now) + length,
            length=length + 1,
        )

    def doubt_row(self, now: int) -> DoubtRow | None:
        """`now` in Unix seconds."""
        if not self.is_looked_into:
            return None
        claim = self.claim
        return DoubtRow(
            run_id=claim.run_id,
            subscriber_id=claim.subscriber_id,
            step=self.step,
            chat_id=claim.chat_id if claim.chat_id < 0 else None,
            low=claim.low,
            since=now,
        )

    def plain(self) -> "LedgerEntry":
        """The same outcome without what a database might not take: numbers, words, a new id."""
        moves = self.new_chat_id is not None  # put back without it, it would be told so for ever
        return replace(
            self,
            state=DeliveryState.FAILED if moves else self.state,
            message_ids=(),
            reason=None if self.reason is None and not moves else OwnReason.FAULT,
            subscriber=None,
            new_chat_id=None,
            is_looked_into=False,
        )

    def further_messages(self) -> list[dict[str, int]]:
        """What does not fit into the row: albums, and the steps before the last."""
        goes_on = self.state is DeliveryState.CLAIMED or self.claim.step > 0
        if not goes_on and len(self.message_ids) <= 1:
            return []
        claim = self.claim
        return message_rows(claim.run_id, claim.subscriber_id, claim.step, self.message_ids)


@dataclass(kw_only=True, slots=True)
class PendingWrites:
    """What waits for the next commit."""

    entries: list[LedgerEntry] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    engine_state: dict[str, str] = field(default_factory=dict)
    chats: dict[int, ChatRow | None] = field(default_factory=dict)  # None: to be forgotten
    touched_runs: set[int] = field(default_factory=set)  # they may be complete now

    def __bool__(self) -> bool:
        return any((self.entries, self.findings, self.engine_state, self.chats, self.touched_runs))

    def runs(self) -> set[int]:
        """Those that may be complete once it is written."""
        found = {finding.run_id for finding in self.findings}
        return self.touched_runs | found | {entry.claim.run_id for entry in self.entries}

    def add(self, other: "PendingWrites") -> None:
        self.entries += other.entries
        self.findings += other.findings
        self.engine_state |= other.engine_state
        self.chats |= other.chats
        self.touched_runs |= other.touched_runs

    def followed_by(self, later: "PendingWrites") -> "PendingWrites":
        return PendingWrites(
            entries=self.entries + later.entries,
            findings=self.findings + later.findings,
            engine_state={**self.engine_state, **later.engine_state},
            chats={**self.chats, **later.chats},
            touched_runs=self.touched_runs | later.touched_runs,
        )

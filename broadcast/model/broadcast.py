"""A broadcast as it stands, with its figures; and one of its recipients."""

from dataclasses import dataclass
from typing import Self

from db.records import BroadcastRow, RecipientRow
from db.schema.states import (
    ENDED,
    BroadcastState,
    DeliveryState,
    PauseReason,
    Resolution,
    RunKind,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Figures:
    """How far a broadcast is, in recipients. They are counters: reading them counts nothing."""

    total: int = 0
    sent: int = 0
    blocked: int = 0
    unreachable: int = 0
    skipped: int = 0
    failed: int = 0
    uncertain: int = 0
    in_doubt: int = 0  # of the uncertain those about whom it is being found out
    paid: int = 0  # messages that cost Stars, a tenth each; lost answers count as paid
    cancelled: int = 0  # of the skipped those who did not get it because it was cancelled
    partial: int = 0  # of those with another outcome than sent, who got the first messages
    unwanted: int = 0  # of the skipped those who do not want what it is about
    held: int = 0  # of the skipped those who wait until it is decided which version is better
    expired: int = 0  # of the skipped those who had not got it by its time
    capped: int = 0  # of the skipped those who had had as many as one may get in a week
    gone: int = 0  # of a mending's skipped those whose message was not there any more
    late: int = 0  # of the same: it is too old to be deleted
    unknown: int = 0  # of the same: nobody knows its number

    @property
    def done(self) -> int:
        return (
            self.sent
            + self.blocked
            + self.unreachable
            + self.skipped
            + self.failed
            + self.uncertain
        )

    @property
    def remaining(self) -> int:
        return self.total - self.done

    def of(self, state: DeliveryState) -> int:
        """How many have that outcome; whoever has none yet is counted by none of them."""
        counted = {
            DeliveryState.SENT: self.sent,
            DeliveryState.BLOCKED: self.blocked,
            DeliveryState.UNREACHABLE: self.unreachable,
            DeliveryState.SKIPPED: self.skipped,
            DeliveryState.FAILED: self.failed,
            DeliveryState.UNCERTAIN: self.uncertain,
        }
        return counted.get(state, 0)

    def in_question(self, state: DeliveryState) -> int:
        """How many failed, are uncertain, or were skipped by the cancelling."""
        match state:
            case DeliveryState.FAILED:
                return self.failed
            case DeliveryState.SKIPPED:
                return self.cancelled
        return self.uncertain

    def to_decide(self, state: DeliveryState) -> int:
        """The same, where it can be decided about them: while it is being found out what some have
        had, whoever is sent to again may get it twice, and whoever had it not comes to the skipped
        of a cancelled one."""
        if self.in_doubt and state is not DeliveryState.FAILED:
            return 0
        return self.in_question(state)

    @property
    def percent(self) -> int:
        """0 to 100, rounded down: 100 means that nobody is left."""
        return self.done * 100 // self.total if self.total else 100


@dataclass(frozen=True, kw_only=True, slots=True)
class Broadcast:
    """One message, or a few, for an audience. Moments are Unix seconds."""

    id: int
    state: BroadcastState
    title: str
    content: str  # JSON of broadcast.model.content.Content
    created_by: int
    created_at: int
    launched_by: int | None
    launched_at: int | None
    finished_at: int | None
    pause_reason: PauseReason | None
    pause_detail: str | None  # Telegram's own words where there are any
    figures: Figures
    run_id: int | None
    parent_id: int | None = None  # the broadcast that this one sends again, or mends
    kind: RunKind = RunKind.SEND  # what it does; all others mend what their parent has sent
    recall_at: int | None = None  # when it deletes itself
    audience: str = "{}"  # JSON of db.audience.audience.Audience
    failed_answer: Resolution | None = None
    uncertain_answer: Resolution | None = None
    cancelled_answer: Resolution | None = None
    capped_answer: Resolution | None = None
    thinned: bool = False  # the ledger's rows of those who got it were deleted
    series_id: int | None = None  # it is a step of that series
    repeat_id: int | None = None  # it is a round of what comes again and again

    @property
    def mends(self) -> bool:
        """Whether it works on what its parent has sent, and sends nothing."""
        return self.kind is not RunKind.SEND

    @property
    def is_over(self) -> bool:
        """Nothing will change any more; a cancelled one may still wait for the last answers, or
        have some of whom it must be written that they wait no more."""
        if self.state is BroadcastState.CANCELLED and self.figures.held:
            return False
        return self.state in ENDED and self.figures.remaining <= 0

    @property
    def only_finds_out(self) -> bool:
        """Whether all that it waits for is what became of lost answers."""
        return self.figures.in_doubt > 0 and self.figures.remaining <= 0

    @property
    def goes_on_by_itself(self) -> bool:
        """Whether it stands still only until it is written down whom its correction is for."""
        return self.pause_reason is PauseReason.MENDING

    def answer(self, state: DeliveryState) -> Resolution | None:
        """What was decided about the failed, the uncertain, or the skipped by cancelling."""
        match state:
            case DeliveryState.FAILED:
                return self.failed_answer
            case DeliveryState.SKIPPED:
                return self.cancelled_answer
        return self.uncertain_answer

    @property
    def can_reach_the_rest(self) -> bool:
        """Whether it can still be sent to those whom its cancelling skipped."""
        rest = self.figures.to_decide(DeliveryState.SKIPPED)
        cancelled = self.is_over and rest > 0 and not self.mends
        return cancelled and self.cancelled_answer is None

    @property
    def can_reach_the_capped(self) -> bool:
        """Whether it can still be sent to those who had had enough that week."""
        capped = self.is_over and self.figures.capped > 0 and not self.mends
        return capped and self.capped_answer is None

    @property
    def undecided(self) -> tuple[DeliveryState, ...]:
        """Of FAILED and UNCERTAIN those that have recipients and no answer; none before the end.
        A mending leaves no questions: it can be begun once more."""
        if not self.is_over or self.mends:
            return ()
        return tuple(
            state
            for state in (DeliveryState.FAILED, DeliveryState.UNCERTAIN)
            if self.figures.to_decide(state) and self.answer(state) is None
        )

    @classmethod
    def from_row(cls, row: BroadcastRow) -> Self:
        launched = row.run_id is not None
        return cls(
            id=row.id,
            state=BroadcastState(row.run_state if row.run_state is not None else row.stage),
            title=row.title,
            content=row.content,
            created_by=row.created_by,
            created_at=row.created_at,
            launched_by=row.launched_by,
            launched_at=row.launched_at,
            finished_at=row.finished_at,
            pause_reason=PauseReason(row.pause_reason) if row.pause_reason else None,
            pause_detail=row.pause_detail,
            figures=_figures(row) if launched else Figures(),
            run_id=row.run_id,
            parent_id=row.parent_id,
            series_id=row.series_id,
            repeat_id=row.repeat_id,
            kind=RunKind(row.kind) if row.kind else RunKind.SEND,
            recall_at=row.recall_at,
            audience=row.audience,
            failed_answer=Resolution(row.failed_answer) if row.failed_answer else None,
            uncertain_answer=Resolution(row.uncertain_answer) if row.uncertain_answer else None,
            cancelled_answer=Resolution(row.cancelled_answer) if row.cancelled_answer else None,
            capped_answer=Resolution(row.capped_answer) if row.capped_answer else None,
            thinned=bool(row.thinned),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Recipient:
    """One of a broadcast's recipients; nameless when erased."""

    number: int  # the subscriber's, by which the ledger has them in order
    state: DeliveryState
    reason: str | None
    chat_id: int | None
    first_name: str | None
    username: str | None

    @classmethod
    def from_row(cls, row: RecipientRow) -> Self:
        return cls(
            number=row.subscriber_id,
            state=DeliveryState(row.state),
            reason=row.reason,
            chat_id=row.chat_id,
            first_name=row.first_name,
            username=row.username,
        )


def _figures(row: BroadcastRow) -> Figures:
    return Figures(
        total=row.total or 0,
        sent=row.sent or 0,
        blocked=row.blocked or 0,
        unreachable=row.unreachable or 0,
        skipped=row.skipped or 0,
        failed=row.failed or 0,
        uncertain=row.uncertain or 0,
        in_doubt=row.in_doubt or 0,
        paid=row.paid or 0,
        cancelled=row.cancelled or 0,
        partial=row.partial or 0,
        unwanted=row.unwanted or 0,
        held=row.held or 0,
        expired=row.expired or 0,
        capped=row.capped or 0,
        gone=row.gone or 0,
        late=row.late or 0,
        unknown=row.unknown or 0,
    )

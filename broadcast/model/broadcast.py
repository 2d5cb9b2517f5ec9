"""What a broadcast and a delivery are, the states they can be in and the moves between them."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Self

from broadcast.model.errors import MoveNotAllowed
from db.records import BroadcastRow, OpenQuestionRow
from db.schema import tables


class BroadcastState(StrEnum):
    DRAFT = "draft"  # being composed
    SCHEDULED = "scheduled"  # launches by itself when its time has come
    RUNNING = "running"
    PAUSED = "paused"  # carries a PauseReason
    FINISHED = "finished"  # everyone has an outcome
    CANCELLED = "cancelled"  # whoever had none is skipped


class PauseReason(StrEnum):
    ADMIN = "admin"
    CONTENT = "content"  # Telegram refuses the message itself
    FAILURES = "failures"  # too many recipients fail
    UNCERTAIN = "uncertain"  # too many answers are lost beside others that come
    OUTAGE = "outage"
    STARS = "stars"  # the balance or the cap is spent
    RESTORED = "restored"  # a backup is in place, which does not know who got it since
    OTHER_BOT = "other bot"  # the token is another bot's: its users are not these subscribers
    TOKEN = "token"  # noqa: S105 - a reason, not a secret: the token was refused (401)


class DeliveryState(IntEnum):
    """The codes stand in the ledger; see db/schema/tables.py."""

    PENDING = tables.PENDING
    CLAIMED = tables.CLAIMED  # its call may be on its way
    SENT = tables.SENT
    BLOCKED = tables.BLOCKED  # the recipient blocked the bot or removed it
    UNREACHABLE = tables.UNREACHABLE  # no such chat, or it is gone
    FAILED = tables.FAILED  # refused for this recipient
    UNCERTAIN = tables.UNCERTAIN  # the answer was lost: it may have arrived
    SKIPPED = tables.SKIPPED  # carries a SkipReason


class SkipReason(StrEnum):
    LEFT = "left"  # unsubscribed, blocked or gone since the launch
    ERASED = "erased"  # asked for the data to be deleted
    MERGED = "merged"  # its chat became one that has a delivery of its own
    CANCELLED = "cancelled"


class Resolution(StrEnum):
    """What was decided about the failed or the uncertain of a broadcast that has ended."""

    AGAIN = "again"  # a broadcast of its own goes to them
    LEFT = "left"  # they stay as they are


class SubscriberState(StrEnum):
    ACTIVE = "active"
    UNSUBSCRIBED = "unsubscribed"
    BLOCKED = "blocked"
    UNREACHABLE = "unreachable"
    DEACTIVATED = "deactivated"


_B, _D = BroadcastState, DeliveryState

BROADCAST_MOVES: dict[BroadcastState, frozenset[BroadcastState]] = {
    _B.DRAFT: frozenset({_B.SCHEDULED, _B.RUNNING}),
    _B.SCHEDULED: frozenset({_B.DRAFT, _B.RUNNING, _B.CANCELLED}),
    _B.RUNNING: frozenset({_B.PAUSED, _B.FINISHED, _B.CANCELLED}),
    _B.PAUSED: frozenset({_B.RUNNING, _B.CANCELLED}),
    _B.FINISHED: frozenset(),
    _B.CANCELLED: frozenset(),
}

DELIVERY_MOVES: dict[DeliveryState, frozenset[DeliveryState]] = {
    # Uncertain when a backup is restored: it may have been sent after the backup was made.
    _D.PENDING: frozenset({_D.CLAIMED, _D.SKIPPED, _D.UNCERTAIN}),
    # Back to pending only when it is certain that nothing was sent; claimed again for a next step.
    _D.CLAIMED: frozenset(
        {
            _D.PENDING,
            _D.CLAIMED,
            _D.SENT,
            _D.BLOCKED,
            _D.UNREACHABLE,
            _D.FAILED,
            _D.UNCERTAIN,
            _D.SKIPPED,
        }
    ),
    # A refusal that turns out to be the content's fault is nobody's: it is taken back.
    _D.FAILED: frozenset({_D.PENDING}),
    _D.SENT: frozenset(),
    _D.BLOCKED: frozenset(),
    _D.UNREACHABLE: frozenset(),
    # Sent again, once, where the owner chose that for all (UNCERTAIN_POLICY=resend).
    _D.UNCERTAIN: frozenset({_D.PENDING}),
    _D.SKIPPED: frozenset(),
}


def check_broadcast_move(old: BroadcastState, new: BroadcastState) -> None:
    """Raises MoveNotAllowed unless the table has it."""
    if new not in BROADCAST_MOVES[old]:
        raise MoveNotAllowed(f"a {old} broadcast cannot become {new}")


def check_delivery_move(old: DeliveryState, new: DeliveryState) -> None:
    """Raises MoveNotAllowed unless the table has it."""
    if new not in DELIVERY_MOVES[old]:
        raise MoveNotAllowed(f"a {old.name.lower()} delivery cannot become {new.name.lower()}")


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
    paid: int = 0  # messages that cost Stars, a tenth each; lost answers count as paid
    cancelled: int = 0  # of the skipped those who did not get it because it was cancelled

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
    def left(self) -> int:
        return self.total - self.done

    def in_question(self, state: DeliveryState) -> int:
        """How many failed, are uncertain, or were skipped by the cancelling."""
        match state:
            case DeliveryState.FAILED:
                return self.failed
            case DeliveryState.SKIPPED:
                return self.cancelled
        return self.uncertain

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
    content: str  # JSON of broadcast.content.Content
    created_by: int
    created_at: int
    launched_by: int | None
    launched_at: int | None
    finished_at: int | None
    pause_reason: PauseReason | None
    pause_detail: str | None  # Telegram's own words where there are any
    figures: Figures
    run_id: int | None
    parent_id: int | None = None  # the broadcast that this one sends again
    audience: str = "{}"  # JSON of broadcast.audience.Audience
    failed_answer: Resolution | None = None
    uncertain_answer: Resolution | None = None
    cancelled_answer: Resolution | None = None

    @property
    def is_over(self) -> bool:
        """Nothing will change any more; a cancelled one may still wait for the last answers."""
        ended = self.state in (BroadcastState.FINISHED, BroadcastState.CANCELLED)
        return ended and self.figures.left <= 0

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
        return self.is_over and self.figures.cancelled > 0 and self.cancelled_answer is None

    @property
    def undecided(self) -> tuple[DeliveryState, ...]:
        """Of FAILED and UNCERTAIN those that have recipients and no answer; none before the end."""
        if not self.is_over:
            return ()
        return tuple(
            state
            for state in (DeliveryState.FAILED, DeliveryState.UNCERTAIN)
            if self.figures.in_question(state) and self.answer(state) is None
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
            audience=row.audience,
            failed_answer=Resolution(row.failed_answer) if row.failed_answer else None,
            uncertain_answer=Resolution(row.uncertain_answer) if row.uncertain_answer else None,
            cancelled_answer=Resolution(row.cancelled_answer) if row.cancelled_answer else None,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenQuestion:
    """A recipient of whom nobody knows, or whom Telegram refused; nameless when erased."""

    state: DeliveryState  # UNCERTAIN or FAILED
    reason: str | None
    chat_id: int | None
    first_name: str | None
    username: str | None

    @classmethod
    def from_row(cls, row: OpenQuestionRow) -> Self:
        return cls(
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
        paid=row.paid or 0,
        cancelled=row.cancelled or 0,
    )

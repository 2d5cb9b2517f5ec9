"""The states and codes that are stored, each spelled once, and the moves between them.

The codes of deliveries stand in ledgers as numbers and all others as words: they are part of the
file format. Statements that change a state ask `allowed_from` which ones they may find.
"""

from collections.abc import Mapping
from enum import IntEnum, StrEnum
from typing import TypeVar


class SubscriberState(StrEnum):
    """Only the active ones are sent to."""

    ACTIVE = "active"
    UNSUBSCRIBED = "unsubscribed"
    BLOCKED = "blocked"
    UNREACHABLE = "unreachable"
    DEACTIVATED = "deactivated"


class BroadcastState(StrEnum):
    """Until the launch it is the broadcast's stage, from then on the state of its run."""

    DRAFT = "draft"  # being composed
    SCHEDULED = "scheduled"  # launches by itself when its time has come
    RUNNING = "running"
    PAUSED = "paused"  # carries a PauseReason
    FINISHED = "finished"  # everyone has an outcome
    CANCELLED = "cancelled"  # whoever had none is skipped


class Stage(StrEnum):
    """What a broadcast itself knows of its state; once launched, its run knows it."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    LAUNCHED = "launched"


class RunKind(StrEnum):
    """What a run does to its audience. All but SEND work on messages that another run has sent."""

    SEND = "send"
    EDIT = "edit"  # the message says something else from now on
    RECALL = "recall"  # it is deleted
    PIN = "pin"
    UNPIN = "unpin"


class PauseReason(StrEnum):
    """Why a run is paused."""

    ADMIN = "admin"
    CONTENT = "content"  # Telegram refuses the message itself
    FAILURES = "failures"  # too many recipients fail
    UNCERTAIN = "uncertain"  # too many answers are lost beside others that come
    STARS = "stars"  # the balance or the cap is spent
    MENDING = "mending"  # what was sent of it is being corrected; it goes on by itself
    AUDIENCE = "audience"  # what its audience asks about is gone: nobody can tell who is left
    RESTORED = "restored"  # a backup is in place, which does not know who got it since
    OTHER_BOT = "other bot"  # the token is another bot's: its users are not these subscribers
    TOKEN = "token"  # noqa: S105 - a reason, not a secret: the token was refused (401)


class DeliveryState(IntEnum):
    """The codes in the ledger."""

    PENDING = 0
    CLAIMED = 1  # its call may be on its way
    SENT = 2
    BLOCKED = 3  # the recipient blocked the bot or removed it
    UNREACHABLE = 4  # no such chat, or it is gone
    FAILED = 5  # refused for this recipient
    UNCERTAIN = 6  # the answer was lost: it may have arrived
    SKIPPED = 7  # carries a SkipReason


IN_TROUBLE = (DeliveryState.FAILED, DeliveryState.UNCERTAIN)
"""Those that `deliveries.trouble` tells, too."""


class Relay(StrEnum):
    """What becomes of a message in the forum group that answers come from."""

    NO = "no"  # nothing (any more)
    OWED = "owed"  # it is to be copied there
    DONE = "done"  # its copy stands there


class SkipReason(StrEnum):
    """Why a delivery was not made."""

    LEFT = "left"  # unsubscribed, blocked or gone since the launch
    ERASED = "erased"  # asked for the data to be deleted
    MERGED = "merged"  # its chat became one that has a delivery of its own
    CANCELLED = "cancelled"
    TOPIC = "topic"  # does not want what it is about
    HELD = "held"  # waits until it is decided which version is better
    EXPIRED = "expired"  # was not to get it any more by then
    CAPPED = "capped"  # has had as many as one may get in a week
    GONE = "gone"  # of an edit, a recall or a pin: the message is not there any more
    LATE = "late"  # of a recall: Telegram deletes nothing that is older than two days
    UNKNOWN = "unknown"  # of the same: nobody knows the number of the message


class VersionTestState(StrEnum):
    """How a test of versions stands."""

    WAITING = "waiting"
    ASKED = "asked"  # the time is over, and no version is better: an admin decides
    DECIDED = "decided"  # the winner went to those who had waited
    DROPPED = "dropped"  # nobody else gets it
    COMPARED = "compared"  # nobody waited: there was nothing to decide


class PlanKind(StrEnum):
    """Why a broadcast waits to be launched."""

    UNDO = "undo"  # for some seconds, so that it can be undone
    TIME = "time"  # for its time


class PlanState(StrEnum):
    """How it stands with a planned broadcast."""

    WAITING = "waiting"
    ASKED = "asked"  # it cannot be launched by itself: an admin decides


class AskedWhy(StrEnum):
    """Why a planned broadcast is not launched by itself."""

    NOBODY = "nobody"  # matches any more
    AUDIENCE = "audience"  # what it asks about is gone
    FORWARDS = "forwards"  # it forwards, and too many match
    EXPIRED = "expired"  # nobody was to get it any more by then
    ROLE = "role"  # whoever planned it is no admin any more
    LATE = "late"  # the bot was down at its time, and for long after
    RESTORED = "restored"  # a backup is in place: it may have gone out since
    OTHER_BOT = "other-bot"  # the token is another bot's: its users are not these subscribers
    FAULT = "fault"  # something went wrong that nobody foresaw; the log says what


class SeriesState(StrEnum):
    """How it stands with a series."""

    DRAFT = "draft"  # nobody is in it yet
    RUNNING = "running"
    PAUSED = "paused"  # everybody keeps their place
    ENDED = "ended"  # nobody begins it any more, and nobody gets another step


class SeriesPause(StrEnum):
    """Why a series is paused."""

    ADMIN = "admin"
    RESTORED = "restored"  # a backup is in place, which does not know what was sent since
    OTHER_BOT = "other bot"  # the token is another bot's: its users are not these subscribers


class SignalKind(StrEnum):
    """What happens to somebody, and begins a series or ends it."""

    SUBSCRIBED = "subscribed"
    LINK = "link"  # came by this source link
    TAG = "tag"  # got this tag
    ANSWER = "answer"  # pressed this button of this run
    FIELD = "field"  # this custom field was set
    SILENT = "silent"  # for so many days
    UNBLOCKED = "unblocked"
    LEFT = "left"
    ENROLLED = "enrolled"  # by an admin, or from outside


class EnrolmentState(IntEnum):
    """How it stands with somebody in a series."""

    WAITING = 0  # for the next step
    FINISHED = 1  # got the last one
    LEFT = 2  # unsubscribed
    BLOCKED = 3  # or is gone
    ENDED = 4  # got a tag, or answered: what ends the series


class RepeatState(StrEnum):
    """How it stands with a repeated broadcast."""

    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"


class RepeatWhy(StrEnum):
    """Why a repeated broadcast is paused, or has ended."""

    ADMIN = "admin"  # said so
    ROLE = "role"  # whoever made it is no admin any more
    RESTORED = "restored"  # a backup is in place: rounds may have gone out since
    OTHER_BOT = "other-bot"  # the token is another bot's: its users are not these subscribers
    FAULT = "fault"  # something went wrong that nobody foresaw; the log says what
    OVER = "over"  # its rule has no more


class ApiRight(StrEnum):
    """What a key of the HTTP API may do."""

    DRAFT = "draft"  # make a draft, which an admin sends
    SEND = "send"  # launch it, too
    PEOPLE = "people"  # read and change subscribers
    READ = "read"  # reports and figures


class EventKind(StrEnum):
    """What addresses outside may be told."""

    SUBSCRIBER_JOINED = "subscriber.joined"
    SUBSCRIBER_LEFT = "subscriber.left"
    SUBSCRIBER_BLOCKED = "subscriber.blocked"
    BROADCAST_LAUNCHED = "broadcast.launched"
    BROADCAST_PAUSED = "broadcast.paused"
    BROADCAST_FINISHED = "broadcast.finished"
    ANSWER = "answer"
    REPLY = "reply"


class Resolution(StrEnum):
    """What was decided about the failed or the uncertain of a broadcast that has ended."""

    AGAIN = "again"  # a broadcast of its own goes to them
    LEFT = "left"  # they stay as they are


class Found(StrEnum):
    """What became of a call whose answer was lost."""

    SENT = "sent"
    NOT_SENT = "not sent"
    UNKNOWN = "unknown"  # it cannot be found out: the delivery stays uncertain


class NoticeKind(StrEnum):
    """What admins may ask to be told, each for themselves."""

    LAUNCHED = "launched"
    PAUSED = "paused"  # by itself: whoever it concerns is told in any case
    FINISHED = "finished"
    LEAVING = "leaving"  # many more leave than usual
    WEEKLY = "weekly"  # a summary of the week
    CLEANED = "cleaned"  # the silent ones were asked


class Role(StrEnum):
    """What an admin may do: an owner all that there is, an editor all but change the team."""

    OWNER = "owner"
    EDITOR = "editor"


class InviteEnd(StrEnum):
    """How a link ended before its time."""

    USED = "used"
    REVOKED = "revoked"


_B, _D = BroadcastState, DeliveryState

BROADCAST_MOVES: Mapping[BroadcastState, frozenset[BroadcastState]] = {
    _B.DRAFT: frozenset({_B.SCHEDULED, _B.RUNNING}),
    _B.SCHEDULED: frozenset({_B.DRAFT, _B.RUNNING}),
    _B.RUNNING: frozenset({_B.PAUSED, _B.FINISHED, _B.CANCELLED}),
    _B.PAUSED: frozenset({_B.RUNNING, _B.FINISHED, _B.CANCELLED}),  # finished once it has expired
    _B.FINISHED: frozenset(),
    _B.CANCELLED: frozenset(),
}

DELIVERY_MOVES: Mapping[DeliveryState, frozenset[DeliveryState]] = {
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
    # When it was found out; pending also where the owner chose to send to all of them once more
    # (UNCERTAIN_POLICY=resend); skipped where it had not arrived, and its run was cancelled.
    _D.UNCERTAIN: frozenset({_D.SENT, _D.PENDING, _D.SKIPPED}),
    # Held back for a test of versions when a backup is restored: they may have had the winner.
    # Pending in a mending, once it was found out that they have what it mends.
    _D.SKIPPED: frozenset({_D.UNCERTAIN, _D.PENDING}),
}

RUN_STATES = (_B.RUNNING, _B.PAUSED, _B.FINISHED, _B.CANCELLED)
UNFINISHED = (_B.RUNNING, _B.PAUSED)
ENDED = (_B.FINISHED, _B.CANCELLED)
OPEN_TESTS = (VersionTestState.WAITING, VersionTestState.ASKED)

State = TypeVar("State", BroadcastState, DeliveryState)


def allowed_from(new: State) -> tuple[State, ...]:
    """The states that may become `new`: what a statement that writes it may find."""
    moves: Mapping[State, frozenset[State]]
    moves = BROADCAST_MOVES if isinstance(new, BroadcastState) else DELIVERY_MOVES
    return tuple(old for old, following in moves.items() if new in following)

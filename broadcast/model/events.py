"""What the engine has to say. It knows no words: handlers/ turn these into texts."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from broadcast.model.series.trial import TrialEnd
from db.errors import StorageFault
from db.schema.states import AskedWhy, PauseReason, PlanKind


@dataclass(frozen=True, kw_only=True, slots=True)
class BroadcastChanged:
    """A broadcast was launched, paused, resumed, cancelled or finished; read it for its state."""

    broadcast_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class BroadcastPausedItself:
    """The engine paused it; an admin should know at once."""

    broadcast_id: int
    reason: PauseReason
    detail: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class StorageFailing:
    """The database cannot be written: sending has stopped and goes on by itself."""

    fault: StorageFault


@dataclass(frozen=True, kw_only=True, slots=True)
class StorageWorksAgain:
    """Said once after StorageFailing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SecondPoller:
    """Another program takes this bot's updates (repeated 409); `detail` is Telegram's text."""

    detail: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ListCleaned:
    """All silent subscribers were asked whether they are still there."""

    asked: int
    gone: int


@dataclass(frozen=True, kw_only=True, slots=True)
class LongBan:
    """Telegram asks to wait for more than a day; said once for each such ban."""

    seconds: float


@dataclass(frozen=True, kw_only=True, slots=True)
class FindingOut:
    """What became of so many lost answers is being found out, and nothing has been sent since: a
    message to anybody shows how far Telegram has counted. Said again with the next `turn` as long
    as none was sent."""

    count: int
    turn: int


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundOut:
    """Nobody is in doubt any more."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FindingStopped:
    """Telegram answered otherwise than it must: nothing is found out any more until the next start.
    `alarm` is a code of broadcast/certainty/doubts.py."""

    alarm: str


@dataclass(frozen=True, kw_only=True, slots=True)
class VersionSent:
    """The better version goes to those who had waited, as another broadcast; nobody had to be
    asked."""

    broadcast_id: int
    child_id: int
    version: int


@dataclass(frozen=True, kw_only=True, slots=True)
class VersionAsked:
    """The time is over and the versions are no further apart than by chance: an admin decides."""

    broadcast_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanLaunched:
    """Its time had come, or its countdown was over: it is launched, in the name of `by`."""

    broadcast_id: int
    kind: PlanKind
    by: int


@dataclass(frozen=True, kw_only=True, slots=True)
class LaunchedOutside:
    """A program launched it, in the name of `by`."""

    broadcast_id: int
    by: int


@dataclass(frozen=True, kw_only=True, slots=True)
class PreviewedOutside:
    """A program has shown it to whoever made its key, and to nobody else."""

    broadcast_id: int
    by: int
    key: str  # its name


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanAsked:
    """It cannot be launched by itself: an admin decides. Said once, over restarts too."""

    broadcast_id: int
    why: AskedWhy
    by: int  # who has planned it


@dataclass(frozen=True, kw_only=True, slots=True)
class RecallBegan:
    """It was to delete itself, and its time has come: another broadcast takes it back."""

    broadcast_id: int
    child_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class DraftArrived:
    """A draft came from outside, and waits for an admin."""

    broadcast_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class SeriesChanged:
    """A series was made, changed, started, paused, resumed or ended; read it for its state."""

    series_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class SeriesTried:
    """Playing a series to an admin has come to its end, or to an end."""

    series_id: int
    by: int
    shown: int  # steps
    end: TrialEnd
    detail: str | None = None  # Telegram's words, where it refused one


@dataclass(frozen=True, kw_only=True, slots=True)
class RepeatChanged:
    """A repeated broadcast was made or changed, by an admin or because its time had come."""

    repeat_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class RepeatAhead:
    """Its next round comes soon: the admins see what it says. Said once for each."""

    repeat_id: int
    moment: int  # of the round, Unix seconds


@dataclass(frozen=True, kw_only=True, slots=True)
class RepeatHeld:
    """Its next round waits for the one before, which is still being sent. Said once until that has
    ended."""

    repeat_id: int
    moment: int  # for which it was
    round_id: int  # the one before


@dataclass(frozen=True, kw_only=True, slots=True)
class RepeatStopped:
    """It does not go on by itself; the repeat says why. Said once, over restarts too."""

    repeat_id: int


class RepeatDecision(StrEnum):
    """What an admin has decided about a round that all of them were shown."""

    SKIPPED = "skipped"
    NOT_SKIPPED = "unskipped"
    PAUSED = "paused"
    STOPPED = "stopped"
    MOVED = "moved"  # it comes by another rule


@dataclass(frozen=True, kw_only=True, slots=True)
class RepeatDecided:
    """The preview that the other admins have got does not hold any more, or holds again."""

    repeat_id: int
    moment: int  # of the round, Unix seconds
    how: RepeatDecision
    by: int


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedFails:
    """The feed that its rounds are made of cannot be read, for a while or for good; the feed says
    why. Said once until it works again."""

    repeat_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedWorks:
    """One that admins were told of can be read again."""

    repeat_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class AddressFails:
    """An address of events has taken none for a while; said once until it takes one again. `off`:
    for days, or it has asked for no more of them, and is switched off."""

    address_id: int
    off: bool


Event = (
    BroadcastChanged
    | BroadcastPausedItself
    | StorageFailing
    | StorageWorksAgain
    | SecondPoller
    | ListCleaned
    | LongBan
    | FindingOut
    | FoundOut
    | FindingStopped
    | VersionSent
    | VersionAsked
    | RecallBegan
    | PlanLaunched
    | LaunchedOutside
    | PreviewedOutside
    | PlanAsked
    | DraftArrived
    | SeriesChanged
    | SeriesTried
    | RepeatChanged
    | RepeatAhead
    | RepeatHeld
    | RepeatStopped
    | RepeatDecided
    | FeedFails
    | FeedWorks
    | AddressFails
)
Listener = Callable[[Event], None]


class Events:
    """Says each event to every listener, at once and in order. Listeners must not block."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def listen(self, listener: Listener) -> None:
        self._listeners.append(listener)

    def say(self, event: Event) -> None:
        for listener in self._listeners:
            listener(event)

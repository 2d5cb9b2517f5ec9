"""What the engine refuses, and why.

BroadcastError
├── NotAllowed          who asks has no role, or not the one that it needs
│   └── DraftHeld       another admin works on the draft; `holder` says who
├── MoveNotAllowed      a state change that the table does not have
│   ├── DecidedAlready  somebody has answered the open question before
│   ├── TooLateToUndo   the countdown was over: it is launched
│   ├── BeingMended     it goes on by itself once its correction has begun
│   └── OtherBots       it mends what another bot has sent
├── NoSuchBroadcast     it was discarded, or never was
├── NoSuchSegment       it was deleted
├── NoSuchSeries        it was deleted, or the step of it was
├── SeriesRefused       a series cannot be made so; `mistake` says why
├── NobodyToSendTo      the audience is empty
├── TimeIsOver          it would be launched before now, or when nobody is to get it any more
├── AudienceChanged     it is for others than a moment ago, when they were counted
├── BeingSetUp          a snapshot is being taken of what was to be renamed or removed
├── TooManyForwards     it forwards, and its audience is too large for that
├── CannotMend          what was sent cannot be corrected, taken back or pinned; `why` says why not
├── CannotCorrect       what was sent cannot be edited into that; `refusals` names the messages
├── NoSuchLink          it was deleted
├── NoSuchPlace         the bot may not let anybody in there (any more)
├── NoSuchTemplate      it was deleted
├── NoSuchRepeat        it has ended, or never was
├── TooManyRepeats      there are as many as there may be
├── NoSuchConversation  whoever wrote has asked to be forgotten
├── NoSuchAddress       it was removed, and no events go there
├── TooManyAddresses    events go to as many as they may
├── LinkRefused         a name or a code that cannot be; `mistake` says why
├── ContentNotSupported the message cannot be kept as content (yet); `kind` says what it is
├── CallRefused         Telegram refused a single call (preview, test); `description` is its text
└── CallUnanswered      no proper answer to a single call: nobody knows whether it arrived
"""

from collections.abc import Sequence

from broadcast.model.mending.refusals import EditRefusal, Unmendable
from broadcast.model.series.mistakes import SeriesMistake


class BroadcastError(Exception):
    """The engine refuses."""


class NotAllowed(BroadcastError):
    """Only admins may do this."""


class DraftHeld(NotAllowed):
    """Another admin works on the draft."""

    def __init__(self, holder: int) -> None:
        super().__init__(f"user {holder} works on the draft")
        self.holder = holder


class MoveNotAllowed(BroadcastError):
    """The broadcast is not in a state that allows this."""


class DecidedAlready(MoveNotAllowed):
    """What happens to these recipients was decided before."""


class TooLateToUndo(MoveNotAllowed):
    """The countdown was over a moment before."""


class TimeIsOver(BroadcastError):
    """The moment is over, or lies after the one until which it may be sent."""

    def __init__(self, message: str, *, expired: bool = False) -> None:
        super().__init__(message)
        self.expired = expired  # nobody was to get it any more by then


class BeingMended(MoveNotAllowed):
    """Who has it is just being written down, for its correction."""


class OtherBots(MoveNotAllowed):
    """It mends what another bot has sent: here its message numbers are other messages'."""


class TakenBack(MoveNotAllowed):
    """It was deleted for everybody who had it: nobody else is to get it."""


class NoSuchBroadcast(BroadcastError):
    """There is no such broadcast."""


class NoSuchSegment(BroadcastError):
    """There is no such segment."""


class NoSuchSeries(BroadcastError):
    """There is no such series, or it has no such step (any more)."""


class SeriesRefused(BroadcastError):
    """A series cannot have this name, these steps, or this state."""

    def __init__(self, mistake: SeriesMistake) -> None:
        super().__init__(mistake)
        self.mistake = mistake


class TooManyForwards(BroadcastError):
    """Telegram lets a bot forward so slowly that so many would take hours."""


class NobodyToSendTo(BroadcastError):
    """Nobody is subscribed."""


class AudienceChanged(BroadcastError):
    """Whom the draft is for was changed while they were being counted."""


class BeingSetUp(BroadcastError):
    """A broadcast is just being set up, for which names have to stand still."""


class FieldInUse(BroadcastError):
    """A broadcast that is under way says a custom field, which has to stay until its end."""

    def __init__(self, broadcast_id: int) -> None:
        super().__init__(f"broadcast {broadcast_id} says it")
        self.broadcast_id = broadcast_id


class CannotMend(BroadcastError):
    """What was sent cannot be corrected, taken back or pinned (now)."""

    def __init__(self, why: Unmendable, *, under_way: int | None = None) -> None:
        super().__init__(f"it cannot be mended: {why}")
        self.why = why
        self.under_way = under_way  # the broadcast that mends it already


class CannotCorrect(BroadcastError):
    """Telegram does not let what was sent be edited into that."""

    def __init__(self, refusals: Sequence[EditRefusal]) -> None:
        super().__init__(", ".join(f"{one.why} at {one.step}" for one in refusals))
        self.refusals = tuple(refusals)


class NoSuchLink(BroadcastError):
    """There is no such link."""


class NoSuchPlace(BroadcastError):
    """There is no such place that people ask to join."""


class NoSuchTemplate(BroadcastError):
    """There is no such template."""


class NoSuchRepeat(BroadcastError):
    """There is no such repeated broadcast, or it has ended."""


class TooManyRepeats(BroadcastError):
    """No bot repeats so many broadcasts."""


class NoSuchConversation(BroadcastError):
    """Nothing of what they wrote is kept."""


class NoSuchAddress(BroadcastError):
    """There is no such address of events."""


class TooManyAddresses(BroadcastError):
    """There are as many addresses of events as there may be."""


class LinkRefused(BroadcastError):
    """A link cannot have this name, or this code."""

    def __init__(self, mistake: str) -> None:
        super().__init__(mistake)
        self.mistake = mistake  # of broadcast.model.links.link.LinkMistake


class ContentNotSupported(BroadcastError):
    """This kind of message cannot be broadcast, or this one of the kind: `details` says why."""

    def __init__(self, kind: str, **details: str) -> None:
        super().__init__(f"cannot broadcast {kind}")
        self.kind = kind
        self.details = details


class CallRefused(BroadcastError):
    """Telegram refused the message.

    `perhaps_theirs`: its words are not about the message, so that others may well get it. `shown`:
    the numbers of the messages that went before it, of `place` calls.
    """

    def __init__(
        self,
        description: str,
        *,
        perhaps_theirs: bool = False,
        shown: Sequence[int] = (),
        place: int = 0,
    ) -> None:
        super().__init__(description)
        self.description = description
        self.perhaps_theirs = perhaps_theirs
        self.shown = tuple(shown)
        self.place = place


class CallUnanswered(BroadcastError):
    """Telegram does not answer just now. `shown`: the numbers of the messages that went before."""

    def __init__(self, description: str, *, shown: Sequence[int] = ()) -> None:
        super().__init__(description)
        self.shown = tuple(shown)

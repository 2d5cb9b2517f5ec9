"""What the inquiry is asked about, and what it says."""

from dataclasses import dataclass
from enum import StrEnum

from db.schema.states import Found

NO_MARKUP = ""  # what was sent without buttons is asked about without buttons


class Kind(StrEnum):
    """Two kinds of questions, each to be calibrated by itself."""

    PLAIN = "plain"
    BUTTONS = "buttons"


@dataclass(frozen=True, kw_only=True, slots=True)
class Doubt:
    """A call of a broadcast whose answer was lost.

    `chat_id` is the chat as it was when the call left, whatever became of it since. `low` is the
    highest number of its counter that was seen before the call left. `closes_at`: from this moment
    on the call can no longer land. `markup` is the reply markup that was sent, as JSON, to be put
    into the question unchanged: NO_MARKUP for none, None where the message could not be edited
    (forwards, reply keyboards, paid ones), so that there is nothing to ask. `items` are the
    messages of an album. `own_data`: the markup carries callback data of this very run, which
    nothing else sends.
    """

    run_id: int
    subscriber_id: int
    step: int
    chat_id: int
    low: int
    closes_at: float
    markup: str | None
    items: int = 1
    own_data: bool = False

    @property
    def key(self) -> tuple[int, int, int]:
        return self.run_id, self.subscriber_id, self.step

    @property
    def kind(self) -> Kind:
        return Kind.BUTTONS if self.markup else Kind.PLAIN

    @property
    def others_can_delete(self) -> bool:
        """In groups and channels admins delete the bot's messages on its side, too."""
        return self.chat_id < 0


class Answer(StrEnum):
    """What editMessageReplyMarkup said of a number in a chat."""

    THERE = "there"  # 400 message is not modified
    NOT_FOUND = "not_found"  # 400 message to edit not found
    NOT_EDITABLE = "not_editable"  # 400 message can't be edited
    CHANGED = "changed"  # 200: this was another message than the one in doubt
    NOTHING = "nothing"  # any other refusal: it tells nothing
    LATER = "later"  # 429, 5xx, no answer: to be asked again


class Reason(StrEnum):
    NO_NUMBER_MISSING = "no_number_missing"  # not sent: every number is another message's
    NOT_FOUND = "not_found"  # not sent: each missing number was asked for
    OWN_DATA = "own_data"  # sent: with the callback data of its run
    ALONE = "alone"  # sent: nothing else to that chat is unaccounted for
    # unknown:
    NOT_REMEMBERED = "not_remembered"  # the window reaches below the numbers that are kept
    TOO_MANY = "too_many"  # numbers missing
    UNASKABLE = "unaskable"  # a forward, a reply keyboard, a paid message
    CROSSED = "crossed"  # another call to that chat may have landed in the window
    RIVAL = "rival"  # another doubt with other buttons in that chat
    SHARED = "shared"  # another program uses the token
    FOREIGN = "foreign"  # found, but there are numbers that nothing explains
    UNRESOLVED = "unresolved"  # of some number the answers told nothing
    PERHAPS_DELETED = "perhaps_deleted"  # found nowhere, in a chat whose admins can delete
    PARTIAL = "partial"  # more or fewer messages than the call had
    TOO_LATE = "too_late"  # given up
    NOT_CALIBRATED = "not_calibrated"  # this server was not seen to answer as it should
    STOPPED = "stopped"


class Alarm(StrEnum):
    """Why the whole procedure stops: an assumption about Telegram, or about Herald, broke."""

    CHANGED = "changed"  # a question changed a message
    OUT_OF_ORDER = "out_of_order"  # an answer's number was not above those seen before it left
    TWICE = "twice"  # one number for two messages


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """For the card and the log. The window excludes both ends; `missing` are the first of many;
    `items`: how many messages the call had."""

    low: int
    high: int | None = None
    missing: tuple[int, ...] = ()
    missing_count: int = 0
    asked: int = 0
    items: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """`numbers` of what was sent; none where it is not known whose is whose."""

    doubt: Doubt
    found: Found
    reason: Reason
    evidence: Evidence
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """editMessageReplyMarkup of this number in the doubt's chat, with the doubt's markup."""

    doubt: Doubt
    number: int


@dataclass(frozen=True, slots=True)
class Wait:
    """Until that moment, or until something is told; None: only for that."""

    until: float | None = None


@dataclass(frozen=True, slots=True)
class Close:
    """Nothing of the bot's own left since a window closed: a number from above it is needed."""


@dataclass(frozen=True, slots=True)
class Stop:
    """Told once. Everything in doubt stays unknown; the admins are to be told."""

    alarm: Alarm
    ask: Ask | None = None


Step = Ask | Wait | Close | Stop | Verdict

"""Why something that was sent cannot be corrected, taken back or pinned: codes, which the floor
above puts into words."""

from dataclasses import dataclass
from enum import StrEnum

from broadcast.model.broadcast import Broadcast
from db.schema.states import UNFINISHED


class Unmendable(StrEnum):
    """About a broadcast as a whole."""

    NOT_SENT = "not-sent"  # it was not launched yet
    MENDING = "mending"  # it corrects, takes back or pins what another one has sent
    RUNNING = "running"  # it is not over: it has to be stopped first
    FINDING_OUT = "finding-out"  # all that it waits for is what became of lost answers
    UNDER_WAY = "under-way"  # it is being corrected, taken back or pinned already
    NOBODY = "nobody"  # nobody has a message of it whose number is known
    PRUNED = "pruned"  # its old rows were deleted, and the message numbers with them
    OTHER_BOT = "other-bot"  # another bot has sent it: its message numbers mean others here
    MORE = "more"  # more of its line is being sent than was said it would stop
    TOO_LATE = "too-late"  # all of it is older than Telegram deletes


def why_not_over(broadcast: Broadcast) -> Unmendable | None:
    """None: it is."""
    if broadcast.state not in UNFINISHED:
        return None
    return Unmendable.FINDING_OUT if broadcast.only_finds_out else Unmendable.RUNNING


class Uneditable(StrEnum):
    """About one message of it. Bot API: Updating messages."""

    NOTHING_NEW = "nothing-new"  # the new one says what the old one does
    VARIANTS = "variants"  # for other languages or versions than it was sent in
    COUNT = "count"  # more messages than were sent, or fewer
    ITEMS = "items"  # an album of more items, or of fewer
    FORWARDED = "forwarded"
    PAID = "paid"  # it was sent for Stars
    POLL = "poll"
    COPIED = "copied"  # a copy of what no other call carries
    KIND = "kind"  # a text in place of a picture, say
    MEDIUM = "medium"  # a voice message, a sticker: what it is stays, but for words and buttons
    ALBUM_KIND = "album-kind"  # audio and documents stay what they are in an album
    ALBUM_BUTTONS = "album-buttons"  # no buttons hang on an album


@dataclass(frozen=True, kw_only=True, slots=True)
class EditRefusal:
    """Of one message: for which variant, the how-manieth, and which item of an album; all from
    0."""

    why: Uneditable
    variant: int = 0
    step: int = 0
    item: int = 0

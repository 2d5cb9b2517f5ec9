"""How a broadcast is sent."""

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Self

from botapi.call import JsonObject
from broadcast.model.hours.quiet_hours import Quiet


class Clicks(StrEnum):
    """Whether its links lead over the bot's own server, and what is counted there."""

    OFF = "off"
    TOTAL = "total"
    PERSON = "person"  # who followed which


class WhenSpent(StrEnum):
    """What a paid broadcast does when its Stars are spent."""

    FREE = "free"  # it goes on at the free rate
    PAUSE = "pause"


DELETES_AFTER = (1, 12, 24, 47)  # hours; Telegram deletes nothing that is older than 48


@dataclass(frozen=True, kw_only=True, slots=True)
class Options:
    """How it is sent; paid only where a cap says how much it may cost."""

    silent: bool = False
    protected: bool = False
    no_preview: bool = False
    urgent: bool = False  # it goes before broadcasts that are not
    unsubscribe: bool = False  # a button for leaving; what is composed in the chat has it
    shares: bool = False  # whoever taps an answer sees how all have answered
    delete_after: int = 0  # hours after its end until it is taken back by itself; 0: never
    paid: bool = False
    stars_cap: int = 0  # whole Stars
    when_spent: WhenSpent = WhenSpent.FREE
    quiet: Quiet = Quiet.HOLD  # in quiet hours, where an owner has decided on some
    clicks: Clicks = Clicks.OFF
    utm: bool = False  # links say where people come from
    campaign: str = ""  # what they say of it; empty: the title's words
    # Unix seconds: whoever has not got it by then is skipped; None: it does not expire.
    expires_at: int | None = None

    @classmethod
    def load(cls, data: JsonObject) -> Self:
        """From stored JSON: of an older version, which lacks some, or a newer one with more."""
        known = {each.name for each in fields(cls)}
        kept = {name: value for name, value in data.items() if name in known}
        for name, words in (("when_spent", WhenSpent), ("quiet", Quiet), ("clicks", Clicks)):
            said = kept.pop(name, None)
            if said in tuple(words):
                kept[name] = words(said)
        return cls(**kept)

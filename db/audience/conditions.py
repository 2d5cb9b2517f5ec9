"""What an audience may ask of a subscriber, one record for each kind of condition.

Where a condition names several values, any of them will do. Tags and fields are named, not
numbered: a stored condition can be put into words, and says so itself when its tag is gone.
Moments are Unix seconds, spans are days of 24 hours.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, ClassVar, Self


@dataclass(frozen=True, kw_only=True, slots=True)
class Condition:
    """Stored as `{kind: value}`: the value of its only field, or its fields that say something."""

    kind: ClassVar[str]

    def dump(self) -> dict[str, Any]:
        asked = fields(self)
        if len(asked) == 1:
            return {self.kind: getattr(self, asked[0].name)}
        told = {one.name: getattr(self, one.name) for one in asked}
        said = {one.name: told[one.name] for one in asked if told[one.name] != one.default}
        return {self.kind: said}

    @classmethod
    def read(cls, value: Any) -> Self:
        names = [one.name for one in fields(cls)]
        told: Mapping[str, Any] = {names[0]: value} if len(names) == 1 else value
        return cls(
            **{
                name: tuple(value) if isinstance(value, list) else value
                for name, value in told.items()
            }
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class InLanguage(Condition):
    """Languages without their region: "pt" is "pt-br" too; "" is those of whom none is known."""

    kind: ClassVar[str] = "language"
    codes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class FromSource(Condition):
    """Codes of the links they came by first; "" is those who came without."""

    kind: ClassVar[str] = "source"
    codes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Joined(Condition):
    """`after` is the first moment of it, `before` the first one beyond; or in the last `within`
    days."""

    kind: ClassVar[str] = "joined"
    after: int | None = None
    before: int | None = None
    within: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class LastSeen(Condition):
    """Wrote or tapped in the last `within` days, or not in the last `longer` days (or never).

    `after` and `before` stand for them when a launch has fixed the moment.
    """

    kind: ClassVar[str] = "seen"
    within: int | None = None
    longer: int | None = None
    after: int | None = None
    before: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Tagged(Condition):
    """Has any of these tags."""

    kind: ClassVar[str] = "tag"
    names: tuple[str, ...]


class FieldTest(StrEnum):
    """What is asked of a custom field."""

    IS = "is"
    IS_NOT = "is not"  # another value, or none
    IS_SET = "is set"


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldIs(Condition):
    """A custom field, by the field's name; values are compared to the letter."""

    kind: ClassVar[str] = "field"
    name: str
    test: str = FieldTest.IS  # of FieldTest
    value: str | None = None  # None where it is only asked whether it is set


@dataclass(frozen=True, kw_only=True, slots=True)
class WantsTopic(Condition):
    """Has not opted out of the topic with this number."""

    kind: ClassVar[str] = "topic"
    topic: int


class ChatKind(StrEnum):
    """Kinds of chats as people tell them apart; Telegram has two kinds of groups."""

    PRIVATE = "private"
    GROUPS = "groups"
    CHANNELS = "channels"


@dataclass(frozen=True, kw_only=True, slots=True)
class InChat(Condition):
    """Of any of these kinds of chat."""

    kind: ClassVar[str] = "chat"
    kinds: tuple[str, ...]  # of ChatKind


class Fate(StrEnum):
    """What became of somebody in a broadcast, and in what sent it again or to who came since."""

    GOT = "got"
    NOT_GOT = "not got"  # was in its audience and did not get it, or was not in it
    UNCERTAIN = "uncertain"  # and it was not got when it was sent again
    CAPPED = "capped"  # had had enough that week, and did not get it afterwards


@dataclass(frozen=True, kw_only=True, slots=True)
class InBroadcast(Condition):
    """What became of them in an earlier broadcast, by its number."""

    kind: ClassVar[str] = "broadcast"
    broadcast: int
    fate: str  # of Fate


@dataclass(frozen=True, kw_only=True, slots=True)
class Answered(Condition):
    """Tapped an answer button of an earlier broadcast, or of what sent it again or to who came
    since: one of these, or any when none is named.

    `buttons` count from 0 (see Content.answers). `silent`: got it instead, and tapped none.
    `alone`: of that broadcast itself, as its own report counts.
    """

    kind: ClassVar[str] = "answer"
    broadcast: int
    buttons: tuple[int, ...] = ()
    silent: bool = False
    alone: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Clicked(Condition):
    """Followed a link of an earlier broadcast, or of what sent it again or to who came since: the
    one to that address, or any when none is named. Only where clicks are counted by person."""

    kind: ClassVar[str] = "click"
    broadcast: int
    url: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class AtRandom(Condition):
    """A share or a number of all others who match, the same ones as long as the seed is the same.

    `upto` stands for the number when a launch has fixed who they are.
    """

    kind: ClassVar[str] = "random"
    seed: int
    percent: int | None = None
    count: int | None = None
    upto: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class InList(Condition):
    """Stands in a list of ids that an admin sent, by the list's number."""

    kind: ClassVar[str] = "list"
    number: int


KINDS: Mapping[str, type[Condition]] = {
    one.kind: one
    for one in (
        *(InLanguage, FromSource, Joined, LastSeen, Tagged, FieldIs, WantsTopic, InChat),
        *(InBroadcast, Answered, Clicked, AtRandom, InList),
    )
}


def load(stored: Mapping[str, Any]) -> Condition:
    """Raises ValueError for a kind that is not known: whoever cannot be asked must not be sent
    to."""
    ((kind, value),) = stored.items()
    if kind not in KINDS:
        raise ValueError(f"no such condition: {kind}")
    return KINDS[kind].read(value)

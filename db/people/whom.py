"""Whose names a list shows: whoever one number of a window counts.

Stored in the dialog whose window the number stood in: a list is asked anew for each of its pages.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar

from db.audience.audience import Audience

EVERYONE = Audience()


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """Somebody as lists show them. `chat_id` is None where they asked to be forgotten."""

    chat_id: int | None
    first_name: str
    username: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Whom:
    """Stored as `{kind: its fields}`; an audience as it is stored itself."""

    kind: ClassVar[str]

    def dump(self) -> dict[str, Any]:
        told = {one.name: getattr(self, one.name) for one in fields(self)}
        return {self.kind: {name: _plain(value) for name, value in told.items()}}


@dataclass(frozen=True, kw_only=True, slots=True)
class Matching(Whom):
    """The subscribed who match an audience, and of these whoever matches `within`, too.

    Where the audience is a number of people at random, these are drawn before.
    """

    kind: ClassVar[str] = "matching"
    audience: Audience
    within: Audience = EVERYONE


@dataclass(frozen=True, kw_only=True, slots=True)
class Planned(Whom):
    """Those of an audience who would get a version of a draft at first, see Split in
    db/broadcasts/variants.py; the number of versions stands for those who would wait."""

    kind: ClassVar[str] = "planned"
    audience: Audience
    broadcast_id: int
    versions: int
    share: int  # percent
    version: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Nameless(Whom):
    """Those of an audience of whom a field is not known, by its folded name."""

    kind: ClassVar[str] = "nameless"
    audience: Audience
    field: str


@dataclass(frozen=True, kw_only=True, slots=True)
class HadEnough(Whom):
    """Those of an audience who have had so many broadcasts in the last seven days, or in those
    before a moment to come (Unix seconds)."""

    kind: ClassVar[str] = "had enough"
    audience: Audience
    most: int
    moment: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing(Whom):
    """All in a state of db.schema.states.SubscriberState."""

    kind: ClassVar[str] = "standing"
    state: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CameBy(Whom):
    """All who came by a code first, whatever became of them."""

    kind: ClassVar[str] = "came by"
    code: str


@dataclass(frozen=True, kw_only=True, slots=True)
class InRun(Whom):
    """Recipients of a run in one of these states (codes of DeliveryState), or in any; of one of
    these variants, or of any; with that reason, or with any."""

    kind: ClassVar[str] = "in run"
    run_id: int
    states: tuple[int, ...] = ()
    variants: tuple[int, ...] = ()
    reason: str | None = None
    partly: bool = False  # they have some of the messages, and not all
    tried: bool = False  # without who waits for the better version


@dataclass(frozen=True, kw_only=True, slots=True)
class Received(Whom):
    """Recipients who have one message of several for certain, counted from 0. `variants`: those
    that have so many messages."""

    kind: ClassVar[str] = "received"
    run_id: int
    message: int
    variants: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Tried(Whom):
    """Recipients who got one of these variants; of them whoever answered, or has left since that
    moment (Unix seconds)."""

    kind: ClassVar[str] = "tried"
    run_id: int
    variants: tuple[int, ...]
    answered: bool = False
    left_since: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Chose(Whom):
    """Recipients who chose one of these answers of a run, or any where none is named."""

    kind: ClassVar[str] = "chose"
    run_id: int
    buttons: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Followed(Whom):
    """Those who followed a link of a run, by its number, or any where it is None."""

    kind: ClassVar[str] = "followed"
    run_id: int
    link: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Strangers(Whom):
    """Those who answered and had not got it."""

    kind: ClassVar[str] = "strangers"
    run_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Voters(Whom):
    """Those who voted for an option of a run's poll."""

    kind: ClassVar[str] = "voters"
    run_id: int
    option: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Departed(Whom):
    """Those who left by a run's button."""

    kind: ClassVar[str] = "departed"
    run_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Reacted(Whom):
    """Those whose reactions stand below a run's messages: any, or this one. Of sums that Telegram
    tells without names nobody is here."""

    kind: ClassVar[str] = "reacted"
    run_id: int
    reaction: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundGone(Whom):
    """Those whom the walks over the silent ones have found to be gone, and who have not been back
    since."""

    kind: ClassVar[str] = "found gone"


KINDS: Mapping[str, type[Whom]] = {
    one.kind: one
    for one in (
        *(Matching, Planned, Nameless, HadEnough, Standing, CameBy, InRun, Received),
        *(Tried, Chose, Followed, Strangers, Voters, Departed, Reacted, FoundGone),
    )
}
AUDIENCES = ("audience", "within")  # fields


def load(stored: Mapping[str, Any]) -> Whom:
    ((kind, told),) = stored.items()
    return KINDS[kind](**{name: _read(name, value) for name, value in told.items()})


def _plain(value: Any) -> Any:
    return value.dump() if isinstance(value, Audience) else value


def _read(name: str, value: Any) -> Any:
    if name in AUDIENCES:
        return Audience.load(value)
    return tuple(value) if isinstance(value, list) else value

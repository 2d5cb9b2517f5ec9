"""What a kind of condition offers: something to tap, and perhaps a way to type."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2s

from db.audience.audience import Audience
from db.audience.conditions import Condition
from handlers.admin.choosing.session import ChoosingSession
from handlers.admin.context import AdminContext


@dataclass(frozen=True, kw_only=True, slots=True)
class Asking:
    """Who chooses, and what has been chosen so far."""

    admin: AdminContext
    session: ChoosingSession
    audience: Audience

    @property
    def seed(self) -> int:
        """Of random choices: the same people each time it is asked for one
        draft."""
        own = self.session
        return own.draft_id or own.series_id or -(own.segment_id or 0)


@dataclass(frozen=True, kw_only=True)
class Option:
    """A button: it adds a condition, or takes it away; or leads one step further."""

    label: str
    count: int | None = None  # subscribers
    condition: Condition | None = None
    step: ChoosingSession | None = None

    @cached_property
    def key(self) -> str:
        """What the button carries: short, and another one for anything else."""
        what = self.step.data() if self.condition is None and self.step else self.condition
        return blake2s(repr(what).encode(), digest_size=8).hexdigest()

    @property
    def text(self) -> str:
        return self.label if self.count is None else f"{self.label} · {self.count}"


@dataclass(frozen=True, slots=True)
class Taken:
    """What was typed is this; `words` say what there is to say of it."""

    condition: Condition
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Led:
    """What was typed leads one step further, as a tap does."""

    step: ChoosingSession


@dataclass(frozen=True, slots=True)
class Refused:
    """What was typed is nothing of the kind; `words` say why, and what would be."""

    words: str


Options = Callable[[Asking], Awaitable[Sequence[Option]]]
Typed = Callable[[str, Asking], Awaitable[Taken | Led | Refused]]
Sent = Callable[[bytes, Asking], Awaitable[Taken | Refused]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Kind:
    """`name_key` is the button that leads to it, `how_key` the window's own text."""

    name_key: str
    how_key: str
    options: Options
    typed: Typed | None = None
    sent: Sent | None = None  # takes a file, too
    stays: bool = False  # after a tap: several values are usual
    of: str | None = None  # the kind that leads to it, where that is none of the menu's

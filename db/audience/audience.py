"""Who gets a broadcast, as it is stored: everyone, those who match, or another one's recipients.

`{}` is everyone. `{"must": [{"language": ["ru", "uk"]}], "must_not": [{"tag": ["vip"]}]}` are those
who meet all of the first and none of the second. `{"again": ["failed", "uncertain"], "proven":
true}` are some of the parent's recipients, and so are `{"again": ["held"]}`: those who waited while
its versions were tried, and `{"again": ["capped"]}`: those who had had enough that week.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Self

from db.audience import conditions
from db.audience.conditions import Condition
from db.caps.rule import OVER_CAP
from db.schema.states import DeliveryState

# Of the skipped only those whom the cancelling of their broadcast skipped. Each name is that of a
# counter in `runs` too, and with "_answer" of what was decided about them.
NAMES = {
    DeliveryState.FAILED: "failed",
    DeliveryState.UNCERTAIN: "uncertain",
    DeliveryState.SKIPPED: "cancelled",
}
_STATES = {name: state for state, name in NAMES.items()}
HELD = "held"
CAPPED = "capped"
APART = (HELD, CAPPED)


@dataclass(frozen=True, kw_only=True, slots=True)
class Audience:
    """All of `must` and none of `must_not`; nothing said is everyone."""

    must: tuple[Condition, ...] = ()
    must_not: tuple[Condition, ...] = ()
    # What it is about: whoever opted out of this topic is skipped, and counted as skipped.
    topic: int | None = None
    # Who has subscribed since that broadcast, and got neither it nor what followed it so.
    since: int | None = None
    # Those of the parent's recipients who are in these states, and nobody else.
    again: tuple[DeliveryState, ...] = ()
    held: bool = False  # those of the parent's who waited for the better of its versions
    capped: bool = False  # those of the parent's who had had as many as the cap lets them
    over_cap: bool = False  # they get it all the same: an admin has said so
    proven: bool = False  # Telegram took the message from others: a refusal is about a recipient
    unproven: tuple[int, ...] = ()  # but for these of its variants, which nobody has got yet
    # Of a mending: whoever has a message of these variants of its parent's; none: of any.
    variants: tuple[int, ...] = ()

    @property
    def is_everyone(self) -> bool:
        """Whether nobody is left out; a topic leaves out those alone who do not want it."""
        return not (self.must or self.must_not or self.since or self.follows)

    @property
    def follows(self) -> bool:
        """Whether it is some of another broadcast's recipients."""
        return bool(self.again) or self.held or self.capped

    def reusable(self) -> Self:
        """For another broadcast: without whose recipients this one was for."""
        return replace(
            self,
            since=None,
            again=(),
            held=False,
            capped=False,
            over_cap=False,
            proven=False,
            unproven=(),
            variants=(),
        )

    def dump(self) -> str:
        told: dict[str, Any] = {}
        if self.must:
            told["must"] = [one.dump() for one in self.must]
        if self.must_not:
            told["must_not"] = [one.dump() for one in self.must_not]
        if self.topic is not None:
            told["topic"] = self.topic
        if self.since is not None:
            told["since"] = self.since
        if self.held:
            told["again"] = [HELD]
        if again := names(self.again) or [CAPPED] * self.capped:
            told |= {"again": again, "proven": self.proven}
        if self.over_cap:
            told[OVER_CAP] = True
        if self.unproven:
            told["unproven"] = list(self.unproven)
        if self.variants:
            told["variants"] = list(self.variants)
        return json.dumps(told, ensure_ascii=False)

    @classmethod
    def load(cls, text: str) -> Self:
        data = json.loads(text)
        return cls(
            must=tuple(conditions.load(one) for one in data.get("must", ())),
            must_not=tuple(conditions.load(one) for one in data.get("must_not", ())),
            topic=data.get("topic"),
            since=data.get("since"),
            again=tuple(_STATES[one] for one in data.get("again", ()) if one not in APART),
            held=HELD in data.get("again", ()),
            capped=CAPPED in data.get("again", ()),
            over_cap=bool(data.get(OVER_CAP)),
            proven=bool(data.get("proven")),
            unproven=tuple(data.get("unproven", ())),
            variants=tuple(data.get("variants", ())),
        )


def names(states: Iterable[DeliveryState]) -> list[str]:
    """As they are called in the tables."""
    return [NAMES[state] for state in states]

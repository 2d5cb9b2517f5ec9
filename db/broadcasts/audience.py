"""Who gets a broadcast, as it is stored: everyone, or some of another one's recipients.

`{"again": ["failed", "uncertain"], "proven": true}`, or `{}` for everyone.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from db.schema.states import DeliveryState

# Of the skipped only those whom the cancelling of their broadcast skipped. Each name is that of a
# counter in `runs` too, and with "_answer" of what was decided about them.
NAMES = {
    DeliveryState.FAILED: "failed",
    DeliveryState.UNCERTAIN: "uncertain",
    DeliveryState.SKIPPED: "cancelled",
}
_STATES = {name: state for state, name in NAMES.items()}


@dataclass(frozen=True, kw_only=True, slots=True)
class Audience:
    """`again`: those of the parent's recipients who are in these states, and nobody else."""

    again: tuple[DeliveryState, ...] = ()
    proven: bool = False  # Telegram took the message from others: a refusal is about a recipient

    def dump(self) -> str:
        if not self.again:
            return "{}"
        return json.dumps({"again": names(self.again), "proven": self.proven})

    @classmethod
    def load(cls, text: str) -> Self:
        data = json.loads(text)
        again = tuple(_STATES[name] for name in data.get("again", ()))
        return cls(again=again, proven=bool(data.get("proven")))


def names(states: Iterable[DeliveryState]) -> list[str]:
    """As they are called in the tables."""
    return [NAMES[state] for state in states]

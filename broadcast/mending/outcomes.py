"""Pure: what an answer means for one message of a mending, and what its recipient ends as.

Whatever is done can be done once more and comes to the same. So a lost answer is asked for again,
and nobody is ever uncertain. Each message of a recipient stands for itself: an album of which one
item was deleted by hand loses the others all the same.
"""

from dataclasses import dataclass
from enum import Enum, auto

from botapi.outcome import SUSPICIOUS, Outcome, Verdict
from db.schema.states import DeliveryState, RunKind, SkipReason

ABOUT_THEM = frozenset({Verdict.FAILED, Verdict.DECLINED})


class Became(Enum):
    """What is none of a message's ends."""

    AGAIN = auto()  # nobody knows whether it was done: ask once more
    AS_EVER = auto()  # as for any other broadcast


@dataclass(frozen=True, kw_only=True, slots=True)
class Ended:
    """One message; `how`: None, it was done; else a code of SkipReason, or Telegram's words."""

    how: str | None


def became_of(kind: RunKind, outcome: Outcome, *, dice: bool = False) -> Ended | Became:
    """`dice`: the message is one, which Telegram deletes only after a day."""
    words = outcome.detail or outcome.verdict.value
    match outcome.verdict:
        case Verdict.SENT:
            return Ended(how=None)
        case Verdict.GONE:
            return Ended(how=SkipReason.GONE)
        case Verdict.FIXED:
            late = kind is RunKind.RECALL and not dice
            return Ended(how=SkipReason.LATE if late else words)
        case Verdict.UNCERTAIN:
            return Became.AGAIN
    judged = kind is RunKind.EDIT and outcome.verdict in SUSPICIOUS
    if outcome.verdict in ABOUT_THEM or (outcome.verdict in SUSPICIOUS and not judged):
        return Ended(how=words)
    return Became.AS_EVER


def together(before: str | None, now: str | None, *, first: bool) -> str | None:
    """What a recipient's messages came to, up to this one: what weighs most."""
    if first:
        return now
    return max(before, now, key=_weight)


def end_of(how: str | None, *, unsure: bool) -> tuple[DeliveryState, str | None]:
    """State and reason. `unsure`: they may have one more message, whose number nobody knows."""
    if how is None or how == SkipReason.GONE:
        if unsure:
            return DeliveryState.SKIPPED, SkipReason.UNKNOWN
        return (DeliveryState.SENT, None) if how is None else (DeliveryState.SKIPPED, how)
    if how == SkipReason.LATE:
        return DeliveryState.SKIPPED, how
    return DeliveryState.FAILED, how


def _weight(how: str | None) -> int:
    """Gone alone says that nothing was left to be done; one that was done outweighs it."""
    if how == SkipReason.GONE:
        return 0
    if how is None:
        return 1
    return 3 if how == SkipReason.LATE else 2

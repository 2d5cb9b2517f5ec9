"""What becomes of a planned broadcast at a moment: it waits, is launched, or an admin is asked.

Pure: seconds in, a decision out.
"""

from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from broadcast.hours.house import GREENWICH

MINUTE = 60.0  # seconds


class Step(StrEnum):
    """What is to be done about it."""

    WAIT = "wait"
    LAUNCH = "launch"
    ASK = "ask"  # its time was over long ago: perhaps nobody wants it any more


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanningRules:
    """What whoever runs the bot decides.

    undo_seconds    from Confirm to the launch; 0: at once
    grace_minutes   so late it is launched by itself; later an admin is asked
    owner_ids       admins whatever the table says
    timezone        of whoever's own is not known
    repeat_ahead    seconds before a round of what is repeated: when the admins see it
    """

    undo_seconds: float = 0.0
    grace_minutes: float = 15.0
    owner_ids: frozenset[int] = frozenset()
    timezone: ZoneInfo = GREENWICH
    repeat_ahead: int = 3_600


def step(left: float, rules: PlanningRules) -> Step:
    """`left`: seconds until its time; negative when that is over."""
    if left > 0:
        return Step.WAIT
    return Step.LAUNCH if -left <= rules.grace_minutes * MINUTE else Step.ASK

"""What becomes of a repeated broadcast at a moment.

Pure: how it stands and the time in, a decision out. Moments are Unix seconds.
"""

from dataclasses import dataclass
from enum import StrEnum

from broadcast.model.repeating.rule import Due
from broadcast.planning.policy import MINUTE, PlanningRules
from db.repeating.repeats import RepeatRow


class Step(StrEnum):
    """What is to be done about it."""

    WAIT = "wait"
    TELL = "tell"  # the admins get the preview
    DUE = "due"  # a round, or several, have come


class DueStep(StrEnum):
    """What is to be done about what has come."""

    LEAVE_OUT = "leave out"  # an admin said so
    HOLD = "hold"  # the round before is not finished
    MAKE = "make"


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """`due_at`: the time that the round is planned for, where it is made."""

    step: DueStep
    due_at: int = 0
    tells: bool = False  # of a round that is held: the admins hear of it now


def step(row: RepeatRow, now: float) -> Step:
    if row.next_at is None:
        return Step.WAIT
    if now >= row.next_at:
        return Step.DUE
    unsaid = row.told_for != row.next_at and row.skip_for != row.next_at
    if row.ahead and unsaid and now >= row.next_at - row.ahead:
        return Step.TELL
    return Step.WAIT


def next_look(row: RepeatRow, now: float) -> float | None:
    """Seconds until `step` may say another thing; None: until something changes."""
    if row.next_at is None:
        return None
    preview = row.next_at - row.ahead
    moment = preview if row.ahead and now < preview else row.next_at
    return max(0.0, moment - now)


def decide(
    row: RepeatRow, due: Due, now: float, rules: PlanningRules, *, unfinished: bool
) -> Decision:
    """`unfinished`: the round before is still being sent.

    What had to wait for that goes out when it is done, however late. What came while the bot was
    down is planned for its own time, so that the plans' rule for late ones asks about it.
    """
    if due.moment is None:
        return Decision(step=DueStep.LEAVE_OUT)
    in_time = now - due.moment <= rules.grace_minutes * MINUTE
    if unfinished:
        waits = in_time or row.late_for is not None
        return Decision(
            step=DueStep.HOLD,
            due_at=due.moment if waits else 0,
            tells=waits and row.late_for is None,
        )
    held = row.late_for is not None
    return Decision(step=DueStep.MAKE, due_at=int(now) if held else due.moment)

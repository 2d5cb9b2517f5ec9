"""Whether many more leave after a broadcast than on a usual day."""

import math

from db.records import LeaversRow

HOUR = 3_600  # seconds
AGES = (1 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, 24 * HOUR)  # after a launch, when it is looked at
FEWEST = 10  # people: of fewer nobody has to be told at once
SPREAD = 4.0  # standard deviations of as many as usual, which differ by chance from day to day
TIMES = 2.0  # the usual
SHARE = 0.02  # of those who got it, where nobody knows what is usual


def many_leave(leavers: LeaversRow, reached: int) -> bool:
    """`leavers` of a day at most, beside those of a whole usual day; `reached`: who got it."""
    count = leavers.unsubscribed + leavers.blocked
    if count < FEWEST:
        return False
    if leavers.usual is None:
        return count >= SHARE * reached
    by_chance = leavers.usual + SPREAD * math.sqrt(max(leavers.usual, 1.0))
    return count >= max(by_chance, TIMES * leavers.usual)


def age_due(age: float, looked_at: float) -> bool:
    """Whether somebody should look, at so many seconds after the launch, who last did at these."""
    return any(looked_at < due <= age for due in AGES)


def next_age(age: float) -> float | None:
    """Seconds until it is to be looked at next; None: not any more."""
    return next((due - age for due in AGES if due > age), None)

"""The rules that are chosen by a tap, and what a rule is in these terms. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from broadcast.model.repeating.reading import WEEKDAYS, days

LAST = -1
NTHS = (1, 2, 3, 4, LAST)
LONGEST_MONTH = 31
_ALWAYS_THERE = 28  # days that every month has
_MONTH_DAY = re.compile(r"FREQ=MONTHLY;BYMONTHDAY=(-?\d+)")
_OR_LAST = re.compile(r"FREQ=MONTHLY;BYMONTHDAY=28(?:,29)?(?:,30)?;BYSETPOS=-1")
_NTH = re.compile(r"FREQ=MONTHLY;BYDAY=([+-]?\d)([A-Z]{2})")
_WEEKLY = re.compile(r"FREQ=WEEKLY;BYDAY=([A-Z,]+)")


@dataclass(frozen=True, slots=True)
class Daily:
    """Every day."""

    @property
    def rule(self) -> str:
        return "FREQ=DAILY"


@dataclass(frozen=True, slots=True)
class Weekly:
    """On these days of each week; 0 is Monday."""

    days: Sequence[int]

    @property
    def rule(self) -> str:
        return "FREQ=WEEKLY;BYDAY=" + ",".join(WEEKDAYS[day] for day in self.days)


@dataclass(frozen=True, slots=True)
class Monthly:
    """On this day of each month; where there is none, on the last. 31 is always the last."""

    day: int

    @property
    def rule(self) -> str:
        if self.day >= LONGEST_MONTH:
            return "FREQ=MONTHLY;BYMONTHDAY=-1"
        if self.day <= _ALWAYS_THERE:
            return f"FREQ=MONTHLY;BYMONTHDAY={self.day}"
        either = ",".join(map(str, range(_ALWAYS_THERE, self.day + 1)))
        return f"FREQ=MONTHLY;BYMONTHDAY={either};BYSETPOS=-1"


@dataclass(frozen=True, slots=True)
class Nth:
    """The first (1) to the fourth, or the last (-1), of a weekday in each month; 0 is Monday."""

    nth: int
    day: int

    @property
    def rule(self) -> str:
        return f"FREQ=MONTHLY;BYDAY={self.nth}{WEEKDAYS[self.day]}"


@dataclass(frozen=True, slots=True)
class Custom:
    """Any other."""

    rule: str

    @property
    def names_hours(self) -> bool:
        """Whether it says itself at which time of the day. Every hour does, too: on the hour, or at
        its minute; every third one may begin at any."""
        hourly = "FREQ=HOURLY" in self.rule
        says = "BYMINUTE=" in self.rule or "INTERVAL=" not in self.rule
        return (hourly and says) or "BYHOUR=" in self.rule


Shape = Daily | Weekly | Monthly | Nth | Custom

WORKDAYS = Weekly((0, 1, 2, 3, 4))


def shape_of(rule: str) -> Shape:
    """Of a rule as it is kept."""
    if rule == Daily().rule:
        return Daily()
    if found := _WEEKLY.fullmatch(rule):
        return Weekly(tuple(sorted({day for day, _ in days(found[1])})))
    if found := _NTH.fullmatch(rule):
        nth, day = int(found[1]), WEEKDAYS.index(found[2])
        return Nth(nth, day) if nth in NTHS else Custom(rule)
    if found := _MONTH_DAY.fullmatch(rule):
        day = LONGEST_MONTH if found[1] == str(LAST) else int(found[1])
        return Monthly(day) if Monthly(day).rule == rule else Custom(rule)
    if _OR_LAST.fullmatch(rule):
        return Monthly(30 if "30" in rule else 29)
    return Custom(rule)

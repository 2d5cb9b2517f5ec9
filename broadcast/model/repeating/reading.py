"""An RRULE of RFC 5545 as somebody types it, read with limits.

What dateutil would take for something else, or work on for ever, is refused here, or said to it in
other words (rule.py). Pure.
"""

import re
from collections.abc import Mapping
from enum import StrEnum

LONGEST = 512  # characters
MOST_INTERVAL = 1_000
MOST_COUNT = 10_000

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAY_HOURS = 24
_FREQUENCIES = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY")
_TOO_OFTEN = ("MINUTELY", "SECONDLY")
# In the order in which a rule is kept; the least and the most of a list's numbers, and whether they
# may be counted from the end.
_LISTS: Mapping[str, tuple[int, int, bool]] = {
    "BYMONTH": (1, 12, False),
    "BYWEEKNO": (1, 53, True),
    "BYYEARDAY": (1, 366, True),
    "BYMONTHDAY": (1, 31, True),
    "BYHOUR": (0, 23, False),
    "BYMINUTE": (0, 59, False),
    "BYSETPOS": (1, 366, True),
}
_ORDER = (
    *("FREQ", "INTERVAL", "COUNT", "UNTIL", "BYMONTH", "BYWEEKNO", "BYYEARDAY", "BYMONTHDAY"),
    *("BYDAY", "BYHOUR", "BYMINUTE", "BYSETPOS", "WKST"),
)
_NUMBER = re.compile(r"[+-]?\d{1,5}", re.ASCII)
_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
_UNTIL = re.compile(r"\d{8}(T\d{6}Z?)?", re.ASCII)
_MOST_OF_MONTH, _MOST_OF_YEAR = 5, 53  # how often a weekday comes at most


class RuleMistake(StrEnum):
    """What is wrong with a rule."""

    UNREADABLE = "unreadable"  # not NAME=VALUE;NAME=VALUE, with a FREQ
    UNKNOWN = "unknown"  # a part that no rule has
    TWICE = "twice"  # a part stands there twice
    VALUE = "value"  # of a part
    TOGETHER = "together"  # a part that does not go with the others
    OFTEN = "often"  # more than once an hour
    HOURS = "hours"  # every so many hours that a day is no multiple of
    NEVER = "never"  # there is no such day
    OVER = "over"  # it has come for the last time


class BadRule(ValueError):
    """`part`: the name of the part it is about; "": of none."""

    def __init__(self, mistake: RuleMistake, part: str = "") -> None:
        super().__init__(f"{mistake}: {part}")
        self.mistake = mistake
        self.part = part


def read_rule(typed: str) -> str:
    """The same rule as it is kept: each part once, in one order. Raises BadRule."""
    text = typed.strip().upper().removeprefix("RRULE:").rstrip(";")
    if len(text) > LONGEST:
        raise BadRule(RuleMistake.UNREADABLE)
    parts = parts_of(text)
    if parts.get("INTERVAL") == "1":
        del parts["INTERVAL"]
    parts.pop("BYSECOND", None)  # 0, which goes without saying
    return ";".join(f"{name}={parts[name]}" for name in _ORDER if name in parts)


def parts_of(text: str) -> dict[str, str]:
    """By name. Raises BadRule."""
    parts: dict[str, str] = {}
    for part in text.split(";"):
        name, sign, value = part.partition("=")
        name, value = name.strip(), "".join(value.split())
        if not sign or not name.isascii() or not name.isalpha():
            raise BadRule(RuleMistake.UNREADABLE)
        if name in parts:
            raise BadRule(RuleMistake.TWICE, name)
        _check_value(name, value)
        parts[name] = value
    _check_together(parts)
    return parts


def numbers(value: str | None) -> tuple[int, ...]:
    return tuple(int(one) for one in value.split(",")) if value else ()


def days(value: str | None) -> tuple[tuple[int, int], ...]:
    """Each weekday (0: Monday), and which of them in the month or year; 0: all."""
    found = [_DAY.fullmatch(one) for one in value.split(",")] if value else []
    return tuple((WEEKDAYS.index(one[2]), int(one[1] or 0)) for one in found if one is not None)


def _check_value(name: str, value: str) -> None:
    if name == "FREQ" and value in _TOO_OFTEN:
        raise BadRule(RuleMistake.OFTEN, f"{name}={value}")
    if name not in _ORDER and name != "BYSECOND":
        raise BadRule(RuleMistake.UNKNOWN, name)
    if not _is_right(name, value):
        raise BadRule(RuleMistake.VALUE, name)


def _is_right(name: str, value: str) -> bool:
    if name in _LISTS:
        least, most, backwards = _LISTS[name]
        return all(_within(one, least, most, backwards=backwards) for one in value.split(","))
    match name:
        case "FREQ":
            return value in _FREQUENCIES
        case "INTERVAL":
            return _within(value, 1, MOST_INTERVAL)
        case "COUNT":
            return _within(value, 1, MOST_COUNT)
        case "UNTIL":
            return _UNTIL.fullmatch(value) is not None
        case "WKST":
            return value in WEEKDAYS
        case "BYDAY":
            return all(map(_is_day, value.split(",")))
    return value in ("0", "00")  # of a minute, BYSECOND


def _within(value: str, least: int, most: int, *, backwards: bool = False) -> bool:
    if _NUMBER.fullmatch(value) is None:
        return False
    number = int(value)
    return least <= number <= most or (backwards and least <= -number <= most)


def _is_day(value: str) -> bool:
    found = _DAY.fullmatch(value)
    if found is None:
        return False
    return found[1] is None or _within(found[1], 1, _MOST_OF_YEAR, backwards=True)


def _check_together(parts: Mapping[str, str]) -> None:
    """What RFC 5545 forbids, and what it leaves without a meaning."""
    frequency = parts.get("FREQ")
    if frequency is None:
        raise BadRule(RuleMistake.UNREADABLE)
    if len(numbers(parts.get("BYMINUTE"))) > 1:
        raise BadRule(RuleMistake.OFTEN, "BYMINUTE")
    if frequency == "HOURLY" and DAY_HOURS % int(parts.get("INTERVAL", 1)):
        raise BadRule(RuleMistake.HOURS, "INTERVAL")
    for name, wrong in _misfits(frequency, parts):
        if name in parts and wrong:
            raise BadRule(RuleMistake.TOGETHER, name)


def _misfits(frequency: str, parts: Mapping[str, str]) -> list[tuple[str, bool]]:
    which = {abs(number) for _, number in days(parts.get("BYDAY"))} - {0}
    in_month = frequency == "MONTHLY" or "BYMONTH" in parts
    return [
        ("UNTIL", "COUNT" in parts),
        ("BYWEEKNO", frequency != "YEARLY"),
        ("BYYEARDAY", frequency in ("DAILY", "WEEKLY", "MONTHLY")),
        ("BYMONTHDAY", frequency == "WEEKLY"),
        ("BYDAY", bool(which) and frequency not in ("MONTHLY", "YEARLY")),
        ("BYDAY", bool(which) and "BYWEEKNO" in parts),
        ("BYDAY", in_month and max(which, default=0) > _MOST_OF_MONTH),
        ("BYSETPOS", frequency == "HOURLY"),
        ("BYSETPOS", not any(one.startswith("BY") and one != "BYSETPOS" for one in parts)),
    ]

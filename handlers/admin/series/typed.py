"""How long to wait, as admins write it: `90 minutes`, `2 days 9:30`, `через 2 дня в 9:30`.

`2 days` are 48 hours; with a time of the day behind it, it is the day after the next one on the
reader's own calendar.
"""

import re
from collections.abc import Mapping
from datetime import time

from broadcast.model.series.wait import AT_ONCE, Wait
from handlers.admin.moments.typed.clocks import MIDNIGHT, split_clock
from handlers.admin.moments.typed.phrases import plainly

LONGEST = 64  # characters that are looked at
MINUTE, HOUR, DAY, WEEK = 60, 3_600, 86_400, 7 * 86_400  # seconds

_WORDS: Mapping[int, str] = {
    MINUTE: r"m|min|mins|minutes?|м|мин|минут[аыу]?",
    HOUR: r"h|hrs?|hours?|ч|час|часа|часов",
    DAY: r"d|days?|д|дн|день|дня|дней|сутки|суток",
    WEEK: r"w|weeks?|нед|недел[яиюь]",
}
_UNIT = "|".join(f"(?P<s{seconds}>{words})" for seconds, words in _WORDS.items())
_PART = re.compile(
    rf"(?P<count>\d{{1,5}}(?:\.\d{{1,2}})?|an?)?\s*(?:{_UNIT})\.?(?!\w)\s*(?:and|и)?\s*"
)
_LEAD = re.compile(r"^(?:\+|in\s|after\s|через\s|спустя\s)\s*")
_TAIL = re.compile(r"\s(?:later|спустя)$")
_NOW = frozenset({"0", "at once", "now", "immediately", "сразу", "сейчас", "немедленно"})
_FIXED: Mapping[str, int] = {"полчаса": 30 * MINUTE, "полтора часа": 90 * MINUTE}
_DAYS: Mapping[str, int] = {
    **dict.fromkeys(("same day", "the same day", "today", "тот же день", "сегодня"), 0),
    **dict.fromkeys(("в тот же день",), 0),
    **dict.fromkeys(("next day", "the next day", "tomorrow", "завтра"), 1),
    **dict.fromkeys(("на следующий день", "следующий день"), 1),
    **dict.fromkeys(("day after tomorrow", "the day after tomorrow", "послезавтра"), 2),
}


def read_wait(text: str) -> Wait | None:
    """None: it says nothing of the kind, or more than a year."""
    words = plainly(text) if len(text) <= LONGEST else ""
    if words in _NOW:
        return AT_ONCE
    try:
        seconds = _seconds(words)
        return _by_calendar(words) if seconds is None else Wait(seconds=seconds)
    except ValueError:
        return None


def _by_calendar(words: str) -> Wait | None:
    """Some days, and a time of the day. A time alone says no day: it may be over already."""
    clock = split_clock(words)
    if clock is None or not clock.exists or not clock.rest:
        return None
    days = _DAYS.get(clock.rest)
    if days is None:
        seconds = _seconds(clock.rest)
        if seconds is None or seconds % DAY:
            return None
        days = seconds // DAY
    if clock.hour == MIDNIGHT:
        return Wait(days=days + 1, at=time())
    return Wait(days=days, at=time(clock.hour, clock.minute))


def _seconds(words: str) -> int | None:
    """Of `1 day 2 h`, with or without a leading `in`; None: it says something else."""
    words = _TAIL.sub("", _LEAD.sub("", words))
    if words in _FIXED:
        return _FIXED[words]
    whole, place = 0.0, 0
    while found := _PART.match(words, place):
        unit = next(seconds for seconds in _WORDS if found[f"s{seconds}"])
        count = found["count"]
        whole += unit * (1 if count in (None, "a", "an") else float(count))
        place = found.end()
    return round(whole) if words and place == len(words) else None

"""The time of the day in what was typed: `19:00`, `at 9`, `7 pm`, `в 9 утра`.

It is taken out before dateparser reads the rest: that knows `tomorrow 9:00` but makes *at this
minute tomorrow* of `tomorrow 9`, and the fifth of December of a bare `5.12` as well as 5:12.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_LEAD = r"(?:(?:at|@|в|во)\s*)?"
_HALF = r"am|pm|a\.m\.|p\.m\.|утра|дня|вечера|ночи"
_HOURS = r"hours?|h|часов|часа|час|ч\.?"
_MARKED = rf"(?P<hour>\d{{1,2}})(?:(?P<sign>[:.-])(?P<minute>\d{{2}}))?\s*(?P<half>{_HALF})?"
_LAST = re.compile(rf"(?:^|\s){_LEAD}{_MARKED}(?P<hours>\s*(?:{_HOURS}))?$", re.ASCII)
_FIRST = re.compile(
    rf"^(?P<lead>{_LEAD})(?P<hour>\d{{1,2}})(?:(?P<sign>:)(?P<minute>\d{{2}}))?"
    rf"\s*(?P<half>{_HALF})?(?=\s|$)",
    re.ASCII,
)
# `0930`, `1745`; from 2000 on it may be a year.
_UNSIGNED = re.compile(r"(?:^|(?<=\s))([01]?\d)([0-5]\d)$", re.ASCII)
_DAY_AND_MONTH = re.compile(r"(\d{1,2})[.-](0?[1-9]|1[0-2])", re.ASCII)
_WAIT = re.compile(r"^(?:in|через) ")
_AFTERNOON = frozenset({"pm", "p.m.", "дня", "вечера"})
_MORNING = frozenset({"am", "a.m.", "утра", "ночи"})
NOON = 12  # o'clock
MIDNIGHT = 24  # o'clock: the end of the day
_LATE = 9  # o'clock: `11 ночи` is an hour before midnight
WORDS: Mapping[str, int] = {  # o'clock
    **dict.fromkeys(("noon", "midday", "полдень"), NOON),
    **dict.fromkeys(("midnight", "полночь"), MIDNIGHT),
    **dict.fromkeys(("morning", "утром"), 9),
    **dict.fromkeys(("afternoon", "днём", "днем"), 13),
    **dict.fromkeys(("evening", "вечером"), 18),
}
_WORD = re.compile(rf"(?:^|\s)(?:in the |{_LEAD})({'|'.join(WORDS)})$")


@dataclass(frozen=True, kw_only=True, slots=True)
class Clock:
    """What of the words says the time of the day."""

    rest: str  # the other words
    hour: int  # up to 99: whether there is such an hour is not asked here
    minute: int
    has_sign: bool = True  # else it is a number, which may mean another thing: `in 2 h`, `dec 5`
    has_half: bool = False  # of the day

    @property
    def exists(self) -> bool:
        return self.minute < 60 and (
            self.hour < MIDNIGHT or (self.hour, self.minute) == (MIDNIGHT, 0)
        )


def split_clock(words: str) -> Clock | None:
    """`words` as phrases.py leaves them; None: no time of the day in them.

    The time stands at the end, or in front, where it must look like one: `5 dec` begins with a day.
    """
    if found := _WORD.search(words):
        return Clock(rest=words[: found.start()].strip(), hour=WORDS[found[1]], minute=0)
    if _DAY_AND_MONTH.fullmatch(words):
        return None
    first = _FIRST.search(words)
    if first and first["sign"]:
        return _clock(first, words[first.end() :].strip())
    words = _UNSIGNED.sub(r"\1:\2", words)
    found = _LAST.search(words)
    if found and not (found["hours"] and _WAIT.match(words)):
        return _clock(found, words[: found.start()].strip())
    if first and (first["half"] or first["lead"]):
        return _clock(first, words[first.end() :].strip())
    return None


def hour_in_front(words: str) -> Clock | None:
    """`9 tomorrow`: a number that may as well be a day's."""
    found = _FIRST.search(words)
    return _clock(found, words[found.end() :].strip()) if found else None


def _clock(found: re.Match[str], rest: str) -> Clock:
    hour, half = int(found["hour"]), found["half"]
    if half in _AFTERNOON and hour < NOON:
        hour += NOON
    elif half == "вечера" and hour == NOON:
        hour = MIDNIGHT
    elif half == "ночи" and _LATE <= hour < NOON:
        hour += NOON
    elif half in _MORNING and hour == NOON:
        hour = 0
    minute = int(found["minute"] or 0)
    return Clock(
        rest=rest,
        hour=hour,
        minute=minute,
        has_sign=found["sign"] is not None,
        has_half=half is not None,
    )

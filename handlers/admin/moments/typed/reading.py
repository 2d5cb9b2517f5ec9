"""What was typed as a time, read: `5 dec 19:00`, `tomorrow 9`, `in 90 min`, `через 2 часа`.

dateparser is there because it knows the words of some two hundred languages: whoever adds a
language to the bot gets this too. What it guesses wrong is read before it (phrases.py,
clocks.py, days.py).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from handlers.admin.moments.typed.clocks import MIDNIGHT, Clock, hour_in_front, split_clock
from handlers.admin.moments.typed.days import (
    Mistake,
    months_later,
    names_zone,
    parse,
    plain_words,
    read_day,
    read_numbers,
    says,
)
from handlers.admin.moments.typed.phrases import plainly

LONGEST = 64  # characters
USUAL = time(9)  # of a day without a time
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
_HOURS = re.compile(r"\d\s*(?:h|m|ч|час|мин)")  # `in 24 hours` is no day
_DIGIT = re.compile(r"\d", re.ASCII)


@dataclass(frozen=True, kw_only=True, slots=True)
class After:
    """So long after now, whatever the clocks do meanwhile."""

    wait: timedelta


@dataclass(frozen=True, kw_only=True, slots=True)
class OnClock:
    """When the clock shows this (without a zone)."""

    local: datetime


Typed = After | OnClock


def read_typed(text: str, now: datetime, languages: Sequence[str]) -> Typed | Mistake:
    """`now`: as the clock of the admins' zone shows it, without the zone. `languages`: as
    dateparser calls them."""
    if not text.strip() or len(text) > LONGEST:
        return Mistake.UNREADABLE
    words = plainly(text)
    if names_zone(words, languages):
        return Mistake.ZONE
    read = _read(words, now, languages)
    front = hour_in_front(words) if read is Mistake.UNREADABLE else None
    if front is None or not front.rest:
        return read
    day = read_day(front.rest, now.date(), languages)
    return read if isinstance(day, Mistake) or not front.exists else _at(day, front)


def _read(words: str, now: datetime, languages: Sequence[str]) -> Typed | Mistake:
    clock = split_clock(words)
    if clock is None:
        return _without_clock(words, now, languages)
    if not clock.rest:
        return _clock_alone(clock, words, now, languages)
    day = read_day(clock.rest, now.date(), languages)
    if isinstance(day, Mistake):
        return _otherwise(clock, words, day, now, languages)
    return _at(day, clock) if clock.exists else Mistake.NO_SUCH_TIME


def _clock_alone(
    clock: Clock, words: str, now: datetime, languages: Sequence[str]
) -> Typed | Mistake:
    """`19:00`; but `2 h` is a wait."""
    if not clock.has_sign and not clock.has_half and not words[-1].isdigit():
        return _without_clock(words, now, languages)
    if not clock.exists:
        return Mistake.NO_SUCH_TIME
    return _at(now.date(), clock)


def _otherwise(
    clock: Clock, words: str, mistake: Mistake, now: datetime, languages: Sequence[str]
) -> Typed | Mistake:
    """The number at the end was no hour: `dec 5`, `in 2 h`."""
    if clock.has_sign or mistake is Mistake.NO_SUCH_DAY:
        return mistake
    return _without_clock(words, now, languages)


def _without_clock(words: str, now: datetime, languages: Sequence[str]) -> Typed | Mistake:
    """A wait (`in 90 min`), a day whose time is the usual one, or words that say both."""
    numbers = read_numbers(words, now.date())
    if numbers is not None:
        return numbers if isinstance(numbers, Mistake) else OnClock(local=_usual(numbers))
    same_day = months_later(words, now.date())
    if same_day is not None:
        return OnClock(local=datetime.combine(same_day, now.time()))
    read = parse(plain_words(words), now, languages)
    later = None if read is None else parse(plain_words(words), now + MINUTE, languages)
    if read is not None and later is not None and later - read == MINUTE:
        wait = read - now
        if wait % DAY or _HOURS.search(words):
            return After(wait=wait)
        if _DIGIT.search(words):
            said = says(words, read.date(), now.date())
            return OnClock(local=read) if said else Mistake.UNREADABLE
    elif read is not None and read.time() not in (time(), now.time()):
        return OnClock(local=read)
    day = read_day(words, now.date(), languages)
    return day if isinstance(day, Mistake) else OnClock(local=_usual(day))


def _usual(day: date) -> datetime:
    return datetime.combine(day, USUAL)


def _at(day: date, clock: Clock) -> OnClock:
    midnight = datetime.combine(day, time())
    if clock.hour == MIDNIGHT:
        return OnClock(local=midnight + DAY)
    return OnClock(local=midnight.replace(hour=clock.hour, minute=clock.minute))

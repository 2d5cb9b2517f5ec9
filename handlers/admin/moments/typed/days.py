"""The day in what was typed: `5 dec`, `5.12.`, `friday`, `31st of next month`.

Numbers are read here, so that a day that does not exist is said to be none; names of months and
weekdays, and `tomorrow`, are dateparser's: it knows them in every language that the bot may get.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum

_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", re.ASCII)
_SHORT = re.compile(
    r"(?P<day>\d{1,2})[./-](?P<month>\d{1,2})(?:[./-](?P<year>\d{4}|\d{2})?)?", re.ASCII
)
_ORDINAL = r"(?:st|nd|rd|th|-?(?:го|ого|его|ое|ье|е))?"
_OF_MONTH = re.compile(
    rf"(?:on )?(?:the )?(?P<day>\d{{1,2}}){_ORDINAL}(?: of| day| числа| число)*"
    r"(?: (?:the )?(?P<which>next|this|следующего|этого) (?:month|месяца))?",
    re.ASCII,
)
_MONTHS = re.compile(
    r"(?:in|через) (?P<count>\d{1,3}) (?:(?P<years>years?|года?|лет)|months?|месяц(?:а|ев)?)",
    re.ASCII,
)
_MONTHS_A_YEAR = 12
_AFTER_NUMBER = re.compile(rf"(?<=\d){_ORDINAL}(?=\s|$)", re.ASCII)
_NEXT_WEEKDAY = re.compile(r"\bследующ\w+ (?!недел|месяц|год)")
_NAME = re.compile(r"[^\W\d_]{2,}")
_MOSCOW = re.compile(r"(?:мск|msk|по москве|по гринвичу)$")
_NUMBER = re.compile(r"\d+", re.ASCII)
_NEXT = frozenset({"next", "следующего"})
MONTHS_AHEAD = 12  # one of them has a 31st


class Mistake(StrEnum):
    """Why what was typed is no time."""

    UNREADABLE = "unreadable"
    NO_SUCH_DAY = "no-such-day"  # the 31st of November
    NO_SUCH_TIME = "no-such-time"  # 25:61
    TOO_FAR = "too-far"
    OTHER_WEEKDAY = "other-weekday"  # the date is none such: Friday the 5th, which is a Saturday
    ZONE = "zone"  # it names a time zone


def read_day(words: str, today: date, languages: Sequence[str]) -> date | Mistake:
    """`words` as phrases.py leaves them, without the time of the day."""
    read = read_numbers(words, today) or months_later(words, today)
    if read is not None:
        return read
    midnight = datetime.combine(today, time())
    plain = plain_words(words)
    day = _day(plain, midnight, languages)
    if day is None:
        return _why_none(plain, midnight, languages)
    if not says(plain, day, today):
        return Mistake.UNREADABLE
    day = _this_year(day, today, plain)
    return day if _is_such_weekday(plain, day, midnight, languages) else Mistake.OTHER_WEEKDAY


def read_numbers(words: str, today: date) -> date | Mistake | None:
    """`5.12.`, `2026-12-05`, `31st of next month`; None: it is not written in numbers."""
    for form in (_ISO, _SHORT):
        if found := form.fullmatch(words):
            return _by_number(found, today)
    if found := _OF_MONTH.fullmatch(words):
        return _of_month(int(found["day"]), found["which"], today)
    return None


def months_later(words: str, today: date) -> date | None:
    """`in 2 months`: the same day of that month, or its last one. (dateparser takes any day.)"""
    found = _MONTHS.fullmatch(words)
    if found is None:
        return None
    count = int(found["count"]) * (_MONTHS_A_YEAR if found["years"] else 1)
    month = _later(today.replace(day=1), count)
    return min(month + timedelta(days=today.day - 1), _later(month, 1) - timedelta(days=1))


def names_zone(words: str, languages: Sequence[str]) -> bool:
    """`19:00 utc`, `19:00 мск`: all times are those of one zone, and no other is guessed away."""
    import dateparser

    if _MOSCOW.search(words):
        return True
    try:
        read = dateparser.parse(words, languages=list(languages))
    except (ValueError, OverflowError, RecursionError):
        return False
    return read is not None and read.tzinfo is not None


def _day(words: str, midnight: datetime, languages: Sequence[str]) -> date | None:
    """A month alone is no day."""
    first = parse(words, midnight, languages, prefer="first")
    last = first and parse(words, midnight, languages, prefer="last")
    return first.date() if first is not None and first == last else None


def _why_none(words: str, midnight: datetime, languages: Sequence[str]) -> Mistake:
    """With another number they would be a day, perhaps: then there is none with this one."""
    number = _NUMBER.search(words)
    if number is None or _day(_NUMBER.sub("1", words, count=1), midnight, languages) is None:
        return Mistake.UNREADABLE
    return Mistake.NO_SUCH_DAY if len(number[0]) <= 2 else Mistake.TOO_FAR


def plain_words(words: str) -> str:
    """What dateparser does not know of Russian, left out: `5-го декабря`, `следующая пятница`."""
    return _NEXT_WEEKDAY.sub("", _AFTER_NUMBER.sub("", words))


def parse(
    words: str, now: datetime, languages: Sequence[str], *, prefer: str = "first"
) -> datetime | None:
    """What dateparser makes of them; `now` and the answer are on the clock of one zone.

    `prefer`: which day of a month that is said without one.
    """
    import dateparser

    try:
        read = dateparser.parse(
            words,
            languages=list(languages),
            settings={
                "RELATIVE_BASE": now,
                "PREFER_DATES_FROM": "future",
                "RETURN_AS_TIMEZONE_AWARE": False,
                "PREFER_DAY_OF_MONTH": prefer,
                "DATE_ORDER": "DMY",
            },
        )
    except (ValueError, OverflowError, RecursionError):  # far years, odd characters
        return None
    return None if read is None else read.replace(tzinfo=None, microsecond=0)


def _is_such_weekday(words: str, day: date, midnight: datetime, languages: Sequence[str]) -> bool:
    """Of `fri 5 dec` and the like. A weekday is a word that is the same one tomorrow."""
    if _NUMBER.search(words) is None:
        return True
    for word in _NAME.findall(words):
        one = _day(word, midnight, languages)
        other = one and _day(word, midnight + timedelta(days=1), languages)
        if one and other and one.weekday() == other.weekday() != day.weekday():
            return False
    return True


def _by_number(found: re.Match[str], today: date) -> date | Mistake:
    day, month, year = int(found["day"]), int(found["month"]), found["year"]
    try:
        if year is not None:
            return date(int(year) if len(year) > 2 else 2000 + int(year), month, day)
        return _next_such(day, month, today)
    except ValueError:
        return Mistake.NO_SUCH_DAY


def _next_such(day: int, month: int, today: date) -> date:
    """Raises ValueError: there is no such day in this year nor in the next."""
    for year in (today.year, today.year + 1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    raise ValueError


def _of_month(day: int, which: str | None, today: date) -> date | Mistake:
    """`which` month; None: the next that has this day still before it."""
    first = today.replace(day=1)
    if which is not None:
        return _day_in(_later(first, 1) if which in _NEXT else first, day) or Mistake.NO_SUCH_DAY
    for ahead in range(MONTHS_AHEAD):
        found = _day_in(_later(first, ahead), day)
        if found is not None and found >= today:
            return found
    return Mistake.NO_SUCH_DAY


def _later(first: date, months: int) -> date:
    """The first of a month so many later."""
    count = first.month - 1 + months
    return date(first.year + count // 12, count % 12 + 1, 1)


def _day_in(month: date, day: int) -> date | None:
    found = month + timedelta(days=day - 1)
    return found if day and found.month == month.month else None


def says(words: str, day: date, today: date) -> bool:
    """Whether each number that was typed is in what was understood: nothing is guessed away."""
    shift = (day - today).days
    meant = {day.day, day.month, day.year, day.year % 100, shift, shift // 7}
    return all(int(number) in meant for number in _NUMBER.findall(words)[:4])


def _this_year(day: date, today: date, words: str) -> date:
    """Today, where dateparser takes the same day of a later year for it."""
    same = (day.day, day.month) == (today.day, today.month)
    if same and day.year > today.year and str(day.year) not in words:
        return today
    return day

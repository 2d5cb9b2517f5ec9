"""Moments as people write them: `14 Nov, 23:13`, with the year where it is another one.

One to come is said so that nobody takes it for another: with the weekday, the zone, and how far
away it is.
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import get_day_names

from handlers.admin.wording.durations import shown_duration
from handlers.language.texts import Texts
from handlers.language.zones import signed_offset

# Names, not numbers: a number of Fluent's would be a plural.
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
UNKNOWN = "?"
FALLBACK = "en"  # for a language that babel does not know


def shown_moment(
    seconds: int | None, *, now: float, timezone: ZoneInfo, texts: Texts, locale: str
) -> str:
    """`seconds` and `now` are Unix seconds; None is "?"."""
    if seconds is None:
        return UNKNOWN
    moment = datetime.fromtimestamp(seconds, tz=timezone)
    month = texts.get("moment-month", locale, month=MONTHS[moment.month - 1])
    day, time = str(moment.day), moment.strftime("%H:%M")
    if moment.year == datetime.fromtimestamp(now, tz=timezone).year:
        return texts.get("moment-this-year", locale, day=day, month=month, time=time)
    year = str(moment.year)
    return texts.get("moment-other-year", locale, day=day, month=month, year=year, time=time)


def near_moment(
    seconds: int, *, now: float, timezone: ZoneInfo, texts: Texts, locale: str
) -> dict[str, str]:
    """For a sentence about a moment close by: which `day` it is, as the texts choose by it, its
    `time`, and the whole `moment` for when it is neither today nor tomorrow."""
    moment, today = (datetime.fromtimestamp(one, tz=timezone) for one in (seconds, now))
    days = {0: "today", 1: "tomorrow"}
    return {
        "day": days.get((moment.date() - today.date()).days, "later"),
        "time": moment.strftime("%H:%M"),
        "moment": shown_moment(seconds, now=now, timezone=timezone, texts=texts, locale=locale),
    }


def shown_day(day: date, texts: Texts, locale: str) -> str:
    """`5 Dec`, whatever the year."""
    month = texts.get("moment-month", locale, month=MONTHS[day.month - 1])
    return texts.get("moment-day", locale, day=str(day.day), month=month)


def shown_date(seconds: int, timezone: ZoneInfo, texts: Texts, locale: str) -> str:
    """The day alone: `14 Nov 2026`."""
    moment = datetime.fromtimestamp(seconds, tz=timezone)
    month = texts.get("moment-month", locale, month=MONTHS[moment.month - 1])
    day, year = str(moment.day), str(moment.year)
    return texts.get("moment-date", locale, day=day, month=month, year=year)


def shown_when(seconds: int, *, now: float, timezone: ZoneInfo, texts: Texts, locale: str) -> str:
    """`Saturday, 5 Dec, 19:00 (Europe/Berlin), in 5 days`; `seconds` and `now` are Unix seconds."""
    moment = shown_moment(seconds, now=now, timezone=timezone, texts=texts, locale=locale)
    key = "moments-when" if seconds > now else "moments-when-past"
    return texts.get(
        key,
        locale,
        weekday=_weekday(seconds, timezone, locale, "wide"),
        moment=moment,
        zone=timezone.key,
        distance=shown_duration(abs(seconds - now), texts, locale),
    )


def shown_short(seconds: int, *, now: float, timezone: ZoneInfo, texts: Texts, locale: str) -> str:
    """`Sat, 5 Dec, 19:00`: for a button, or one fact among others."""
    moment = shown_moment(seconds, now=now, timezone=timezone, texts=texts, locale=locale)
    weekday = _weekday(seconds, timezone, locale, "abbreviated")
    return texts.get("moments-short", locale, weekday=weekday, moment=moment)


def shown_offset(seconds: int, timezone: ZoneInfo) -> str:
    """How far the clocks there are from UTC then: `UTC+2`, `UTC-3:30`."""
    offset = datetime.fromtimestamp(seconds, tz=timezone).utcoffset() or timedelta()
    return signed_offset(round(offset.total_seconds() / 60) * 60)


def babel_locale(code: str) -> Locale:
    try:
        return Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale(FALLBACK)


def _weekday(seconds: int, timezone: ZoneInfo, locale: str, width: str) -> str:
    names = get_day_names(width, "stand-alone", babel_locale(locale))  # type: ignore[arg-type]
    return str(names[datetime.fromtimestamp(seconds, tz=timezone).weekday()])

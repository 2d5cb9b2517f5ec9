"""Moments as people write them: `14 Nov, 23:13`, with the year where it is another one."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from handlers.language.texts import Texts

# Names, not numbers: a number of Fluent's would be a plural.
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
UNKNOWN = "?"


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

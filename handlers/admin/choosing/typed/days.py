"""Days and dates as an admin types them: `30`, `2026-03-05`, `1.3.2026 - 31.3.2026`, `- 5.3.2026`.

Days are those of the admins' time zone.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

MOST_DAYS = 3_650  # ten years; nobody joined a bot earlier

_ISO = r"(\d{4})-(\d{1,2})-(\d{1,2})"
_DOTTED = r"(\d{1,2})\.(\d{1,2})\.(\d{4})"
_DATE = re.compile(rf"{_ISO}|{_DOTTED}", re.ASCII)
_DASH = r"\s*[-\u2013\u2014\u2026]\s*"
_SPAN = re.compile(
    rf"(?P<first>{_ISO}|{_DOTTED})?(?P<dash>{_DASH})?(?P<last>{_ISO}|{_DOTTED})?", re.ASCII
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """The last so many days, or from one moment up to another (Unix seconds, the last excluded)."""

    days: int | None = None
    after: int | None = None
    before: int | None = None


def read_span(text: str, timezone: ZoneInfo) -> Span | None:
    """None for anything else, and for a span that ends before it begins.

    A date alone is "from that day on", with a dash before it "before that day"; the last day of two
    is part of it.
    """
    words = text.strip()
    if words.isdecimal() and words.isascii():
        days = int(words) if len(words) <= len(str(MOST_DAYS)) else 0
        return Span(days=days) if 1 <= days <= MOST_DAYS else None
    found = _SPAN.fullmatch(words)
    if found is None:
        return None
    first, last = _day(found["first"]), _day(found["last"])
    if (found["first"] and first is None) or (found["last"] and last is None):
        return None  # there is no such day
    return _span(first, last, timezone, dashed=found["dash"] is not None)


def _span(
    first: date | None, last: date | None, timezone: ZoneInfo, *, dashed: bool
) -> Span | None:
    if first is None:
        return Span(before=_begins(last, timezone)) if last and dashed else None
    if last is None:
        return Span(after=_begins(first, timezone))
    if not dashed or last < first:
        return None
    following = last + timedelta(days=1)
    return Span(after=_begins(first, timezone), before=_begins(following, timezone))


def _day(text: str | None) -> date | None:
    found = None if text is None else _DATE.fullmatch(text)
    if found is None:
        return None
    year, month, day, other_day, other_month, other_year = found.groups()
    try:
        if year is not None:
            return date(int(year), int(month), int(day))
        return date(int(other_year), int(other_month), int(other_day))
    except ValueError:
        return None


def _begins(day: date, timezone: ZoneInfo) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=timezone).astimezone(UTC).timestamp())

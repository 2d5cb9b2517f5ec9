"""The week in words: who came and left, and what was sent to them."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from broadcast.doors.doors import Doors
from broadcast.model.broadcast import Broadcast
from handlers.admin.reporting.series import Reader
from handlers.admin.telling.weekly import EPOCH, WEEK
from handlers.admin.wording.moments import shown_day

MOST = 200  # broadcasts that are looked at; who sends more a week reads another report


async def summary(doors: Doors, first_day: int, reader: Reader) -> str:
    """Of the seven days from that one on (days since 1970)."""
    monday = EPOCH + timedelta(days=first_day)
    began, ended = (_midnight(day, reader.timezone) for day in (monday, monday + WEEK))
    row = await doors.statistics.growth(
        first_day=first_day, days=WEEK.days, offset=began.utcoffset() or timedelta(0)
    )
    came, left = sum(row.came), sum(row.left)
    sent = await _sent(doors, began.timestamp(), ended.timestamp())
    lines = [
        _line(reader, "weekly-title", first=_day(monday, reader), last=_sunday(monday, reader)),
        "",
        _line(
            reader,
            "weekly-subscribed",
            count=str(row.before + came - left),
            came=str(came),
            left=str(left),
        ),
    ]
    if sent:
        people = str(sum(one.figures.sent for one in sent))
        lines.append(_line(reader, "weekly-broadcasts", count=str(len(sent)), sent=people))
    else:
        lines.append(_line(reader, "weekly-nothing-sent"))
    if gone := await doors.cleaning.gone(since=began.timestamp(), until=ended.timestamp()):
        lines.append(_line(reader, "cleaning-gone", count=str(gone)))
    return "\n".join(lines)


async def _sent(doors: Doors, began: float, ended: float) -> list[Broadcast]:
    newest, _ = await doors.reports.page(offset=0, limit=MOST)
    return [
        one for one in newest if one.launched_at is not None and began <= one.launched_at < ended
    ]


def _line(reader: Reader, key: str, **values: Any) -> str:
    return reader.texts.get(key, reader.locale, **values)


def _day(day: date, reader: Reader) -> str:
    return shown_day(day, reader.texts, reader.locale)


def _sunday(monday: date, reader: Reader) -> str:
    return _day(monday + WEEK - timedelta(days=1), reader)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone)

"""When a week is summed up: Monday morning in the zone of the settings, whatever clocks do."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

AT = time(9, 0)
WEEK = timedelta(days=7)
EPOCH = date(1970, 1, 1)
STALE = 2 * 86_400.0  # seconds after which nobody wants to read it any more


def latest(now: float, zone: ZoneInfo) -> int:
    """The last of these moments up to `now` (Unix seconds)."""
    monday = _monday(now, zone)
    here = _moment(monday, zone)
    return here if here <= now else _moment(monday - WEEK, zone)


def following(now: float, zone: ZoneInfo) -> int:
    """The next one after `now`."""
    monday = _monday(now, zone)
    here = _moment(monday, zone)
    return here if here > now else _moment(monday + WEEK, zone)


def first_day(moment: float, zone: ZoneInfo) -> int:
    """Of the week that was over at such a moment, its Monday: days since 1970."""
    return (_monday(moment, zone) - WEEK - EPOCH).days


def _monday(now: float, zone: ZoneInfo) -> date:
    today = datetime.fromtimestamp(now, tz=zone).date()
    return today - timedelta(days=today.weekday())


def _moment(day: date, zone: ZoneInfo) -> int:
    """Where clocks skip that time, it is as much later; where it comes twice, the first time."""
    return int(datetime.combine(day, AT, tzinfo=zone).timestamp())

"""When a broadcast comes again: a rule of RFC 5545 over the clock on the wall of one time zone.

dateutil works the calendar out, and is kept from what it does not end: it looks for a 30th of
February until the year 9999. The calendar is the same every 400 years, so it is asked about the
last ones that it knows, where it soon comes to the end. Pure; moments are Unix seconds.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from heapq import heappop, heappush
from itertools import islice
from typing import Any, NamedTuple, Self
from zoneinfo import ZoneInfo

from dateutil import rrule

from broadcast.model.hours.wall_time import local_at, moment_of
from broadcast.model.repeating.reading import (
    DAY_HOURS,
    WEEKDAYS,
    BadRule,
    RuleMistake,
    days,
    numbers,
    parts_of,
    read_rule,
)

_CYCLE = 400  # years, after which the calendar is the same, with its weekdays
_LAST_YEAR = 9_950  # of those that dateutil is to begin in; it ends in 9999
# Clocks are put on by a day at most (Samoa, 2011): so far the order of moments may differ from that
# of the times on the wall.
_MARGIN = timedelta(days=2)
_FREQUENCIES = {
    "YEARLY": rrule.YEARLY,
    "MONTHLY": rrule.MONTHLY,
    "WEEKLY": rrule.WEEKLY,
    "DAILY": rrule.DAILY,
    "HOURLY": rrule.DAILY,  # at many hours of each day, which comes to the same
}
_MOST_IN_MONTH, _MOST_IN_YEAR = 5, 53  # of one weekday


class Due(NamedTuple):
    """`moment`: the newest that has come; None: all that have are left out. `following`: the first
    that has not; None: there are no more."""

    moment: int | None
    following: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """`starts`: the first moment that may be, and the time of the day where the rule names none, by
    clocks in `zone`."""

    text: str  # of RFC 5545, its RRULE alone, as `read_rule` keeps it
    starts: datetime
    zone: ZoneInfo

    @classmethod
    def beginning(cls, typed: str, clock: time, zone: ZoneInfo, *, now: int) -> Self:
        """From now on, at that time of the day. Raises BadRule, also for one that never comes."""
        text, local = read_rule(typed), local_at(now, zone)
        parts, step = parts_of(text), timedelta(days=1)
        if parts["FREQ"] == "HOURLY":
            step = timedelta(hours=int(parts.get("INTERVAL", 1)))
        elif "BYHOUR" in parts:
            clock, step = clock.replace(hour=0), timedelta(hours=1)
        if minutes := numbers(parts.get("BYMINUTE")):  # what of this very hour is still to come
            clock = clock.replace(minute=minutes[-1])
        starts = datetime.combine(local.date(), clock)
        while starts <= local:
            starts += step
        rule = cls(text=text, starts=starts, zone=zone)
        if rule.after(now) is None:
            until = _until(parts.get("UNTIL"), zone)
            over = until is not None and until < starts
            raise BadRule(RuleMistake.OVER if over else RuleMistake.NEVER)
        return rule

    def after(self, moment: int) -> int | None:
        """The first later than that; None: there is none."""
        return next(self.moments(moment), None)

    def coming(self, moment: int, count: int) -> list[int]:
        """The next so many, later than that."""
        return list(islice(self.moments(moment), count))

    def due(self, since: int, now: int, *, without: int | None = None) -> Due:
        """Of those from `since` on: however many have come, there is one newest. `without`: that
        one, and any before it, are left out."""
        newest = None
        for moment in self.moments(since - 1):
            if moment > now:
                return Due(newest, moment)
            if without is None or moment > without:
                newest = moment
        return Due(newest, None)

    def moments(self, after: int) -> Iterator[int]:
        """In order, each once, later than that. A time that clocks skip is as much later as they
        are put on; one that they show twice is the first."""
        last, found = after, list[int]()
        edge = local_at(after, self.zone) - _MARGIN
        for wall in self._walls():
            if wall < edge:
                continue
            settled = moment_of(wall - _MARGIN, self.zone)
            while found and found[0] < settled:
                if (moment := heappop(found)) > last:
                    yield (last := moment)
            heappush(found, moment_of(wall, self.zone))
        while found:
            if (moment := heappop(found)) > last:
                yield (last := moment)

    def _walls(self) -> Iterator[datetime]:
        """What clocks on the wall show, in order, from `starts` on."""
        parts = parts_of(self.text)
        count, until = int(parts.get("COUNT", 0)), _until(parts.get("UNTIL"), self.zone)
        years = (_LAST_YEAR - self.starts.year) // _CYCLE * _CYCLE
        found = 0
        for late in _of_dateutil(parts, self.starts.replace(year=self.starts.year + years)):
            wall = late.replace(year=late.year - years)
            if wall < self.starts:
                continue
            found += 1
            if (count and found > count) or (until is not None and wall > until):
                return
            yield wall


def _of_dateutil(parts: dict[str, str], starts: datetime) -> Iterable[datetime]:
    """What it would understand in another way is said to it as RFC 5545 means it; it counts
    nothing, and ends nothing."""
    frequency, begin = parts["FREQ"], starts
    week_starts = WEEKDAYS.index(parts.get("WKST", "MO"))
    if frequency == "WEEKLY":  # the first week is a whole one, for BYSETPOS
        begin -= timedelta(days=(starts.weekday() - week_starts) % 7)
    interval, hours = int(parts.get("INTERVAL", 1)), numbers(parts.get("BYHOUR"))
    if frequency == "HOURLY":
        of_day = {(starts.hour + step) % DAY_HOURS for step in range(0, DAY_HOURS, interval)}
        hours = tuple(of_day.intersection(hours) if hours else of_day)
        interval = 1
        if not hours:
            return ()
    # A list that is empty would be one that is not given.
    lists: dict[str, Any] = {
        "bymonth": numbers(parts.get("BYMONTH")) or None,
        "byweekno": numbers(parts.get("BYWEEKNO")) or None,
        "byyearday": numbers(parts.get("BYYEARDAY")) or None,
        "bymonthday": numbers(parts.get("BYMONTHDAY")) or None,
        "byweekday": _weekdays(parts, starts) or None,
        "bysetpos": numbers(parts.get("BYSETPOS")) or None,
    }
    found: Iterable[datetime] = rrule.rrule(
        _FREQUENCIES[frequency],
        dtstart=begin,
        interval=interval,
        wkst=week_starts,
        byhour=sorted(hours) or starts.hour,
        byminute=numbers(parts.get("BYMINUTE")) or starts.minute,
        bysecond=0,
        **lists,
    )
    return found


def _weekdays(parts: dict[str, str], starts: datetime) -> list[rrule.weekday]:
    """`MO,1TU` means every Monday and the first Tuesday; dateutil looks for days that are both. A
    week, or its number, without a day means the weekday on which all began."""
    found = days(parts.get("BYDAY"))
    if not found and (parts["FREQ"] == "WEEKLY" or "BYWEEKNO" in parts):
        if "BYWEEKNO" in parts and ("BYMONTHDAY" in parts or "BYYEARDAY" in parts):
            return []
        return [rrule.weekday(starts.weekday())]
    if all(which == 0 for _, which in found) or all(which for _, which in found):
        return [rrule.weekday(day, which or None) for day, which in found]
    in_month = parts["FREQ"] == "MONTHLY" or "BYMONTH" in parts
    every = range(1, (_MOST_IN_MONTH if in_month else _MOST_IN_YEAR) + 1)
    return [
        rrule.weekday(day, one) for day, which in found for one in ([which] if which else every)
    ]


def _until(value: str | None, zone: ZoneInfo) -> datetime | None:
    """The last time on the wall that may be; a day counts to its end. Raises BadRule."""
    if value is None:
        return None
    try:
        if "T" not in value:
            return datetime.combine(datetime.strptime(value, "%Y%m%d"), time.max)  # noqa: DTZ007
        if not value.endswith("Z"):
            return datetime.strptime(value, "%Y%m%dT%H%M%S")  # noqa: DTZ007 - on the wall
        universal = datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        return universal.astimezone(zone).replace(tzinfo=None)
    except (OverflowError, ValueError):
        raise BadRule(RuleMistake.VALUE, "UNTIL") from None

"""How long it is from one step of a series to the next: some seconds, or some days on the person's
own calendar and then a time of the day.

Stored as "3600", and as "1 10:00": the next day at ten. Pure; moments are Unix seconds.
"""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from broadcast.model.hours.wall_time import local_at, moment_of

LONGEST = 366 * 86_400  # seconds
MOST_DAYS = 366

_SECONDS = re.compile(r"\d{1,8}", re.ASCII)
_CALENDAR = re.compile(r"(\d{1,3}) ([01]\d|2[0-3]):([0-5]\d)", re.ASCII)


@dataclass(frozen=True, kw_only=True, slots=True)
class Wait:
    """Either `seconds`, or `days` later when clocks show `at`. Raises ValueError for more than a
    year, or for less than nothing."""

    seconds: int = 0
    days: int = 0
    at: time | None = None  # to the minute; None: it goes by seconds

    def __post_init__(self) -> None:
        if not (0 <= self.seconds <= LONGEST and 0 <= self.days <= MOST_DAYS):
            raise ValueError("a wait is a year at most")
        if self.at is None and self.days:
            raise ValueError("days need a time of the day")
        if self.at is not None and (self.seconds or self.at.second or self.at.tzinfo):
            raise ValueError("a time of the day is to the minute, and has no seconds beside it")

    @property
    def by_calendar(self) -> bool:
        """Whether it hangs on the person's time zone."""
        return self.at is not None

    def over(self, since: int, zone: ZoneInfo) -> int:
        """When it is, where it began at `since`; never earlier than that.

        A time that clocks skip that day counts as much later as they are put on, of one that they
        show twice the first counts.
        """
        if self.at is None:
            return since + self.seconds
        day = local_at(since, zone).date() + timedelta(days=self.days)
        return max(since, moment_of(datetime.combine(day, self.at), zone))

    def dump(self) -> str:
        return str(self.seconds) if self.at is None else f"{self.days} {self.at:%H:%M}"

    @classmethod
    def load(cls, text: str) -> Self:
        """Raises ValueError for what `dump()` never wrote."""
        if _SECONDS.fullmatch(text):
            return cls(seconds=int(text))
        found = _CALENDAR.fullmatch(text)
        if found is None:
            raise ValueError(f"not a wait: {text!r}")
        days, hours, minutes = map(int, found.groups())
        return cls(days=days, at=time(hours, minutes))


AT_ONCE = Wait()

"""Hours of the day in which running broadcasts stand still, or are silent: `22-8`."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self
from zoneinfo import ZoneInfo

from broadcast.model.hours.wall_clock import DAY, next_shown, shown, within

SHORTEST_DAY = 3_600  # seconds of each day that have to be left to send in

_MINUTE = 60  # seconds
_TIME = r"(\d{1,2})(?:[:.](\d{2}))?\s*([ap]m)?"
_TYPED = re.compile(
    rf"\s*(?:from |с )?\s*{_TIME}\s*(?:-|–|—|\.{{2,3}}|…|to|till|until|до)\s*{_TIME}\s*",
    re.ASCII | re.IGNORECASE,
)
_NOON = 12  # o'clock


class Quiet(StrEnum):
    """What a broadcast does in quiet hours."""

    HOLD = "hold"  # it stands still for those who have them, and goes on by itself
    SILENT = "silent"  # it goes on without a sound
    IGNORE = "ignore"


class BadHours(ValueError):
    """What was typed are no quiet hours."""


class NoTime(BadHours):
    """It does not say from when till when, or names a time that clocks do not show: 25:61."""


class CoverTheDay(BadHours):
    """There would be no hour left to send anything."""


@dataclass(frozen=True, kw_only=True, slots=True)
class QuietHours:
    """`begin` and `end` are what clocks show, in seconds since midnight; `end` is not quiet."""

    begin: int
    end: int
    # By the clocks of each person whose time zone is known, and not by the bot's alone.
    by_person: bool = False

    @classmethod
    def read(cls, typed: str, *, by_person: bool = False) -> Self:
        """`22-8`, `22:30-7:45`, `from 10pm to 8am`; raises NoTime, CoverTheDay."""
        found = _TYPED.fullmatch(typed)
        if found is None:
            raise NoTime(typed)
        begin, end = _seconds(*found.group(1, 2, 3)), _seconds(*found.group(4, 5, 6))
        if (begin - end) % DAY < SHORTEST_DAY:
            raise CoverTheDay(typed)
        return cls(begin=begin, end=end % DAY, by_person=by_person)

    @classmethod
    def load(cls, data: Any) -> Self | None:
        """From stored JSON; None for what is none."""
        try:
            hours = cls(
                begin=int(data["begin"]),
                end=int(data["end"]),
                by_person=bool(data.get("by_person")),
            )
        except (AttributeError, KeyError, TypeError, ValueError):
            return None
        in_a_day = 0 <= hours.begin < DAY and 0 <= hours.end < DAY
        return hours if in_a_day and hours.begin != hours.end else None

    def data(self) -> dict[str, Any]:
        return {"begin": self.begin, "end": self.end, "by_person": self.by_person}

    def at(self, moment: int, zone: ZoneInfo) -> bool:
        """Whether it is quiet then; Unix seconds, like all moments here."""
        return within(shown(moment, zone), begin=self.begin, end=self.end)

    def over(self, moment: int, zone: ZoneInfo) -> int:
        """When it is not quiet, from this moment on."""
        return next_shown(moment, zone, begin=self.end, end=self.begin)

    def begins(self, moment: int, zone: ZoneInfo) -> int:
        """When it is quiet, from this moment on."""
        return next_shown(moment, zone, begin=self.begin, end=self.end)

    def __str__(self) -> str:
        """As it may be typed."""
        return f"{_shown(self.begin)}-{_shown(self.end)}"


def _seconds(hours: str, minutes: str | None, half: str | None) -> int:
    """Raises NoTime. 24:00 is the end of a day."""
    hour = int(hours)
    if half is not None:
        if not 1 <= hour <= _NOON:
            raise NoTime(f"{hours} {half}")
        hour = hour % _NOON + (_NOON if half.casefold() == "pm" else 0)
    seconds = (hour * 60 + int(minutes or 0)) * _MINUTE
    if int(minutes or 0) > 59 or seconds > DAY:
        raise NoTime(f"{hours}:{minutes}")
    return seconds


def _shown(seconds: int) -> str:
    hours, minutes = divmod(seconds // _MINUTE, 60)
    return f"{hours}:{minutes:02}" if minutes else str(hours)

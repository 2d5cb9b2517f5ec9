"""When a broadcast will have reached everybody, over the hours in which it stands still: a pure
reckoning, as good as the rate that it is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from broadcast.hours.standing import Hours, standing, zone_of
from broadcast.model.hours.quiet_hours import Quiet, QuietHours
from db.records import Part

HORIZON = 7 * 86_400  # seconds; nobody asks what hour it will be after a week

People = Mapping[str | None, int]
"""How many by time zone; None: by the bot's."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Course:
    """What is reckoned with."""

    people: People
    rate: float  # recipients/s
    begins: int  # Unix seconds
    does: Quiet
    quiet: QuietHours | None
    timezone: ZoneInfo


def ends_at(course: Course) -> int | None:
    """When everybody has got it, Unix seconds. None: after more than a week."""
    left, moment = _everybody(course), float(course.begins)
    while left:
        if moment - course.begins > HORIZON:
            return None
        moment = _next(left, moment, course, None)
    return round(moment)


def left_at(course: Course, end: int) -> int:
    """How many of them will not have got it by then (Unix seconds)."""
    left, moment = _everybody(course), float(course.begins)
    while left and moment < end:
        moment = _next(left, moment, course, end)
    return round(sum(left.values()))


def _everybody(course: Course) -> dict[Part, float]:
    counted = _by_clock(course.people, course.begins, course.timezone)
    return {
        Part(number=number, zone=zone): float(count)
        for number, (zone, count) in enumerate(counted.items())
    }


def _next(left: dict[Part, float], moment: float, course: Course, end: int | None) -> float:
    """Takes those off who get it until something opens, closes, ends or is done; returns when that
    is."""
    hours = Hours(parts=tuple(left), does=course.does, expires_at=end)
    now = standing(hours, course.quiet, course.timezone, int(moment))
    by_number = {part.number: part for part in left}
    waiting = [by_number[number] for number in now.open]
    if not waiting:
        return float(now.opens_at or moment + HORIZON + 1)
    done = moment + sum(left[part] for part in waiting) / course.rate
    until = done if now.until is None else min(done, float(now.until))
    room = (until - moment) * course.rate
    for part in waiting:
        taken = min(left[part], room)
        room -= taken
        left[part] -= taken
        if until == done or left[part] <= 0:
            del left[part]
    return until


def _by_clock(people: People, now: int, timezone: ZoneInfo) -> Mapping[str | None, int]:
    """One zone for all whose clocks show the same just now: four hundred zones are some thirty
    clocks, and within a week few of them part."""
    shown: dict[float, str | None] = {}
    found: dict[str | None, int] = {}
    for zone, count in people.items():
        if count <= 0:
            continue
        offset = _offset(zone, now, timezone)
        first = shown.setdefault(offset, zone)
        found[first] = found.get(first, 0) + count
    return found


def _offset(zone: str | None, now: int, timezone: ZoneInfo) -> float:
    offset = datetime.fromtimestamp(now, zone_of(zone, timezone)).utcoffset()
    return 0.0 if offset is None else offset.total_seconds()

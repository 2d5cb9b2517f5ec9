"""What a time that was chosen or typed means: one moment, or what there is to choose from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from broadcast.model.hours.wall_time import beside_gap, local_at, moments_of, next_at
from handlers.admin.moments.typed.days import Mistake
from handlers.admin.moments.typed.reading import OnClock, Typed, read_typed

FARTHEST = timedelta(days=366)  # further ahead it is a slip of the finger
EVENING, MORNING = time(18), time(9)


class Why(StrEnum):
    """Why it is asked about."""

    FINE = "fine"  # it is not, only repeated
    PAST = "past"  # the nearest time to come is offered
    SKIPPED = "skipped"  # the clocks are put forward over it
    REPEATED = "repeated"  # they are put back, and show it twice


@dataclass(frozen=True, kw_only=True, slots=True)
class Meant:
    """The moments (Unix seconds, in order) that an admin may choose from."""

    moments: Sequence[int]
    why: Why = Why.FINE


def meant_by(text: str, *, now: int, zone: ZoneInfo, languages: Sequence[str]) -> Meant | Mistake:
    typed = read_typed(text, local_at(now, zone), languages)
    return typed if isinstance(typed, Mistake) else _meaning(typed, now, zone)


def meant_on(local: datetime, *, now: int, zone: ZoneInfo) -> Meant | Mistake:
    """A day and a time of the day as they were tapped."""
    return _meaning(OnClock(local=local), now, zone)


def in_an_hour(now: int) -> int:
    """On the minute."""
    later = now + 3_600
    return later - later % 60


def this_evening(now: int, zone: ZoneInfo) -> int | None:
    """None: it is later already."""
    evening = moments_of(datetime.combine(local_at(now, zone), EVENING), zone)
    return next((moment for moment in evening if moment > now), None)


def tomorrow_morning(now: int, zone: ZoneInfo) -> int:
    tomorrow = local_at(now, zone).date() + timedelta(days=1)
    local = datetime.combine(tomorrow, MORNING)
    return (moments_of(local, zone) or beside_gap(local, zone))[-1]


def _meaning(typed: Typed, now: int, zone: ZoneInfo) -> Meant | Mistake:
    if not isinstance(typed, OnClock):
        moment = now + int(typed.wait.total_seconds())
        return _checked((moment,), Why.FINE, local_at(moment, zone).time(), now, zone)
    moments = moments_of(typed.local, zone)
    if not moments:
        return _checked(beside_gap(typed.local, zone), Why.SKIPPED, typed.local.time(), now, zone)
    why = Why.REPEATED if len(moments) > 1 else Why.FINE
    return _checked(moments, why, typed.local.time(), now, zone)


def _checked(
    moments: Sequence[int], why: Why, clock: time, now: int, zone: ZoneInfo
) -> Meant | Mistake:
    """What of them is still to come."""
    coming = tuple(moment for moment in moments if moment > now)
    if not coming:
        return Meant(moments=(next_at(clock, zone, after=now),), why=Why.PAST)
    if coming[0] > now + FARTHEST.total_seconds():
        return Mistake.TOO_FAR
    if why is Why.REPEATED and len(coming) == 1:
        why = Why.FINE
    return Meant(moments=coming, why=why)

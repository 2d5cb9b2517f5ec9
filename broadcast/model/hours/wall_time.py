"""What a time on a wall clock means: clocks are set forward, so that some times never come, and
back, so that some come twice.

Pure: the zones' rules come from the IANA database by way of zoneinfo. All moments are Unix seconds,
all local times have no zone.
"""

from collections.abc import Iterator
from datetime import datetime, time, timedelta, tzinfo

DAYS_LOOKED_AT = 8  # a time that no clock shows on one day is there on the next
# A zone's hours may lead out of the calendar at its ends: years outside of these count as these,
# which is over, or too far, just as well. Both have a 29th of February.
FIRST_YEAR, LAST_YEAR = 1904, 9600


def moments_of(local: datetime, zone: tzinfo) -> tuple[int, ...]:
    """When clocks there show this time: one moment; two, in order, where an hour is repeated; none
    where it is skipped."""
    return tuple(moment for moment in _folds(local, zone) if local_at(moment, zone) == local)


def moment_of(local: datetime, zone: tzinfo) -> int:
    """The first moment at which clocks show it; where it is skipped, as much later as clocks are
    put on."""
    return int(local.replace(tzinfo=zone, fold=0).timestamp())


def beside_gap(local: datetime, zone: tzinfo) -> tuple[int, int]:
    """For a time that is skipped: as long before the clocks are set as it would have been after,
    and as long after. At half past two, where two becomes three: half past one, and half past
    three."""
    found = _folds(local, zone)
    return found[0], found[-1]


def next_at(clock: time, zone: tzinfo, *, after: int) -> int:
    """The first moment later than `after` at which clocks there show this time of the day; where it
    is skipped that day, on the next."""
    return next(moment for moment in _coming(clock, zone, after) if moment > after)


def local_at(moment: int, zone: tzinfo) -> datetime:
    """What clocks there show."""
    return datetime.fromtimestamp(moment, zone).replace(tzinfo=None, fold=0)


def _coming(clock: time, zone: tzinfo, after: int) -> Iterator[int]:
    # The day before, too: a clock that is set back may be on yesterday again.
    today = local_at(after, zone).date() - timedelta(days=1)
    for days in range(DAYS_LOOKED_AT):
        yield from moments_of(datetime.combine(today + timedelta(days=days), clock), zone)


def _folds(local: datetime, zone: tzinfo) -> tuple[int, ...]:
    """By the rule before a change of the clocks and by the one after, in order; mostly the same."""
    year = min(max(local.year, FIRST_YEAR), LAST_YEAR)
    at = local.replace(year=year, tzinfo=zone)
    found = {int(at.replace(fold=fold).timestamp()) for fold in (0, 1)}
    return tuple(sorted(found))

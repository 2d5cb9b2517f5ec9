"""What clocks on a wall show at a moment, and when they show something next, over every change of
these clocks: an hour that is skipped, one that comes twice, half an hour (Lord Howe), a day
(Apia, 2011).

Moments are whole Unix seconds; a clock shows seconds since midnight.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

DAY = 86_400  # seconds that a clock shows


def shown(moment: int, zone: ZoneInfo) -> int:
    """What the clocks of a zone show."""
    return (moment + _offset(moment, zone)) % DAY


def next_change(moment: int, zone: ZoneInfo) -> int | None:
    """The first moment after this one, within a day, at which clocks are changed; None: they are
    not."""
    before, late = _offset(moment, zone), moment + DAY
    if _offset(late, zone) == before:
        return None
    early = moment
    while late - early > 1:
        middle = (early + late) // 2
        if _offset(middle, zone) == before:
            early = middle
        else:
            late = middle
    return late


def next_shown(moment: int, zone: ZoneInfo, *, begin: int, end: int) -> int:
    """The first moment from this one on at which clocks show something from `begin` on and before
    `end`, which may lie behind midnight."""
    while not within(shown(moment, zone), begin=begin, end=end):
        reached = moment + (begin - shown(moment, zone)) % DAY
        change = next_change(moment, zone)
        moment = reached if change is None or reached < change else change
    return moment


def within(seconds: int, *, begin: int, end: int) -> bool:
    """Whether a clock that shows this is between the two."""
    return (seconds - begin) % DAY < (end - begin) % DAY


def _offset(moment: int, zone: ZoneInfo) -> int:
    offset = datetime.fromtimestamp(moment, zone).utcoffset()
    return 0 if offset is None else int(offset.total_seconds())

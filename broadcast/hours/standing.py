"""Which parts of a run may be claimed at a moment, and until when that stays so: pure rules.

A part opens at its own time, and is closed while it is quiet for those who are in it. Whoever is
in a part with a time zone goes by their own clocks, all others by the bot's.
"""

import zoneinfo
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from broadcast.model.hours.quiet_hours import Quiet, QuietHours
from db.ledger.parts import WHOLE
from db.records import Part


@dataclass(frozen=True, kw_only=True, slots=True)
class Hours:
    """What a run goes by. Moments are Unix seconds."""

    parts: Sequence[Part] = (Part(),)
    does: Quiet = Quiet.HOLD  # in quiet hours
    expires_at: int | None = None

    @property
    def plain(self) -> bool:
        """Whether nothing but quiet hours could ever hold it up."""
        return self.expires_at is None and tuple(self.parts) == (Part(),)


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """How it stands from a moment on, and until when. Open parts are in the order in which they
    are to be claimed: those first that close first."""

    open: tuple[int, ...] = (WHOLE,)
    silent: frozenset[int] = frozenset()  # parts in which it goes on without a sound
    expired: bool = False
    until: int | None = None  # None: for good
    opens_at: int | None = None  # when the first of those opens that are not; None: all are open


ALWAYS = Standing()


def standing(hours: Hours, quiet: QuietHours | None, timezone: ZoneInfo, now: int) -> Standing:
    """`quiet`: none, or the owners' decision; `timezone`: the bot's."""
    if hours.expires_at is not None and now >= hours.expires_at:
        return Standing(open=(), expired=True)
    found = [_of_part(part, hours.does, quiet, timezone, now) for part in hours.parts]
    changes = [one.changes for one in found if one.changes is not None]
    if hours.expires_at is not None:
        changes.append(hours.expires_at)
    last = max(changes, default=now) + 1  # behind every change: a part that stays open
    open_ones = sorted(
        (one for one in found if one.open), key=lambda one: (one.changes or last, one.number)
    )
    return Standing(
        open=tuple(one.number for one in open_ones),
        silent=frozenset(one.number for one in found if one.silent),
        until=min(changes, default=None),
        opens_at=min((one.changes for one in found if not one.open and one.changes), default=None),
    )


def opens(part: Part, does: Quiet, quiet: QuietHours | None, timezone: ZoneInfo, now: int) -> int:
    """The first moment from now on at which it may be claimed."""
    moment = max(now, part.not_before or now)
    if quiet is None or does is not Quiet.HOLD:
        return moment
    return quiet.over(moment, clocks_of(part, quiet, timezone))


def clocks_of(part: Part, quiet: QuietHours, timezone: ZoneInfo) -> ZoneInfo:
    """Whose clocks say whether it is quiet."""
    return zone_of(part.zone, timezone) if quiet.by_person else timezone


@cache
def zone_of(name: str | None, timezone: ZoneInfo) -> ZoneInfo:
    """The bot's, where nobody has told, or the time zone database has lost it."""
    if name is None:
        return timezone
    try:
        return ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return timezone


class _OfPart(NamedTuple):
    number: int
    open: bool
    silent: bool
    changes: int | None


def _of_part(
    part: Part, does: Quiet, quiet: QuietHours | None, timezone: ZoneInfo, now: int
) -> _OfPart:
    opens_at = opens(part, does, quiet, timezone, now)
    if opens_at > now:
        return _OfPart(part.number, open=False, silent=False, changes=opens_at)
    if quiet is None or does is Quiet.IGNORE:
        return _OfPart(part.number, open=True, silent=False, changes=None)
    clocks = clocks_of(part, quiet, timezone)
    silent = quiet.at(now, clocks)  # one that holds would not be open
    changes = quiet.over(now, clocks) if silent else quiet.begins(now, clocks)
    return _OfPart(part.number, open=True, silent=silent, changes=changes)

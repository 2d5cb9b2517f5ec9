"""Whether a run is divided by time zone, and into which parts."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.hours.house import GREENWICH, KEPT_AS
from broadcast.hours.standing import zone_of
from broadcast.model.hours.quiet_hours import Quiet, QuietHours
from broadcast.model.hours.wall_time import moment_of
from broadcast.model.options import Options
from db.admins import owner_settings
from db.knowledge import zones
from db.ledger import parts
from db.records import Part


async def zones_asked_for(
    connection: AsyncConnection, options: Options, *, own_clocks: bool
) -> tuple[str, ...]:
    """Those that a launch has to tell apart; () where it need not. It reads everybody's.

    `own_clocks`: each gets it when it is some time on their own clock.
    """
    if not own_clocks and not await quiet_by_person(connection, options):
        return ()
    return tuple(await zones.counted(connection))


async def divide_as_needed(connection: AsyncConnection, run_id: int, options: Options) -> None:
    """A new run of those who are to get something at once."""
    if names := await zones_asked_for(connection, options, own_clocks=False):
        await parts.divide(connection, run_id, divided(names, GREENWICH))


def divided(names: Iterable[str], timezone: ZoneInfo, local: datetime | None = None) -> list[Part]:
    """The whole first, which is for whose zone is not known: they go by the bot's `timezone`.

    `local`: what clocks show when each may get it; None: they may at any time.
    """

    def begins(zone: str | None) -> int | None:
        return None if local is None else moment_of(local, zone_of(zone, timezone))

    found: list[str | None] = [None, *names]
    return [Part(number, zone, begins(zone)) for number, zone in enumerate(found)]


def first_moment(names: Iterable[str], timezone: ZoneInfo, local: datetime) -> int:
    """When the first of them may get it."""
    return min(part.not_before or 0 for part in divided(names, timezone, local))


async def quiet_by_person(connection: AsyncConnection, options: Options) -> bool:
    """Whether people in different time zones have to be told apart for their quiet hours."""
    if options.quiet is Quiet.IGNORE or (options.quiet is Quiet.SILENT and options.silent):
        return False
    quiet = QuietHours.load(await owner_settings.read(connection, KEPT_AS))
    return quiet is not None and quiet.by_person

"""When those get a step who wait for it, where another one stands in its place now."""

from collections import defaultdict
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.hours.standing import zone_of
from broadcast.model.series.wait import Wait
from db.series import due, moments, steps


async def reckon_anew(
    connection: AsyncConnection,
    series_id: int,
    position: int,
    timezone: ZoneInfo,
    *,
    now: int,
    since: int | None = None,
) -> None:
    """By that step's wait, from when the one before was handed over to them, or `since`; not
    earlier than now. `timezone`: of whoever's own is not known."""
    line = await steps.of_series(connection, series_id)
    if position >= len(line):
        return
    wait = Wait.load(line[position].wait)
    if not wait.by_calendar and since is None:
        seconds = wait.seconds
        await moments.by_seconds(connection, series_id, step=position, seconds=seconds, now=now)
        return
    found: dict[int, list[int]] = defaultdict(list)
    for one in await moments.waiting(connection, series_id, step=position):
        begun = one.since if since is None else since
        moment = wait.over(begun, zone_of(one.zone, timezone))
        found[max(moment, now)].append(one.subscriber_id)
    for moment, people in found.items():
        await due.look_later(connection, series_id, people, due_at=moment)

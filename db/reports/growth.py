"""Who came and who left, day by day, as far as the subscribers still tell it.

Whoever came back counts from their first day on and has not left; of the erased nothing is known.
"""

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.records import GrowthRow
from db.schema.states import SubscriberState
from db.schema.subscribers import subscribers

DAY = 86_400  # seconds

_GONE = subscribers.c.state != SubscriberState.ACTIVE
# Of who left before the moment was kept, the row's last change is the closest that is known.
_LEFT_AT = func.coalesce(subscribers.c.state_at, subscribers.c.changed_at)


async def growth(
    connection: AsyncConnection, *, first_day: int, days: int, offset: int
) -> GrowthRow:
    """`first_day`: days since 1970 in the zone that is `offset` seconds ahead of UTC."""
    began = first_day * DAY - offset
    came = await _by_day(connection, subscribers.c.joined_at, began, offset)
    left = await _by_day(connection, _LEFT_AT, began, offset, _GONE)
    early = subscribers.c.joined_at < began
    before = await _count(connection, early)
    before -= await _count(connection, early, _GONE, began > _LEFT_AT)
    span = range(first_day, first_day + days)
    return GrowthRow(
        before=before,
        came=tuple(came.get(day, 0) for day in span),
        left=tuple(left.get(day, 0) for day in span),
    )


async def _count(connection: AsyncConnection, *which: ColumnElement[bool]) -> int:
    return int(await connection.scalar(select(func.count()).where(*which)) or 0)


async def _by_day(
    connection: AsyncConnection,
    moment: ColumnElement[int],
    began: int,
    offset: int,
    *which: ColumnElement[bool],
) -> dict[int, int]:
    day = (moment + offset) // DAY
    query = select(day, func.count()).where(moment >= began, *which).group_by(day)
    return {int(number): int(count) for number, count in await connection.execute(query)}

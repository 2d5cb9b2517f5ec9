"""Who has been silent for so many days, since a series runs that begins with it."""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.schema.automation.series import enrolments
from db.schema.states import SubscriberState
from db.schema.subscribers import subscribers
from db.series.coming import enrolling
from db.series.records import SeriesRow

DAY = 86_400  # seconds
MOST = 5_000  # people of one look
PRIVATE = "private"

_SEEN = func.coalesce(subscribers.c.seen_at, subscribers.c.joined_at)


async def enrol(connection: AsyncConnection, row: SeriesRow, *, days: int, now: int) -> int:
    """Those who have become so since the series was started; how many are new in it."""
    until = now - days * DAY
    since = (row.started_at or now) - days * DAY
    known = select(enrolments.c.subscriber_id).where(enrolments.c.series_id == row.id)
    people = await connection.execute(
        select(subscribers.c.id)
        .where(
            subscribers.c.state == SubscriberState.ACTIVE,
            subscribers.c.kind == PRIVATE,
            since < _SEEN,
            until >= _SEEN,
            subscribers.c.id.not_in(known),
        )
        .order_by(subscribers.c.id)
        .limit(MOST)
    )
    return await enrolling.enrol(connection, row.id, row.audience, list(people.scalars()), now=now)

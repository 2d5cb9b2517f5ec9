"""Who of a run has which outcome, by name and a page at a time.

By keyset, so that the last page costs what the first does. The failed and the uncertain come out of
their partial index; for other states the run's keys are walked up.
"""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.records import RecipientRow
from db.schema.ledger import deliveries
from db.schema.states import IN_TROUBLE, DeliveryState, SkipReason
from db.schema.subscribers import subscribers


async def page(
    connection: AsyncConnection, run_id: int, state: DeliveryState, *, after: int, limit: int
) -> Sequence[RecipientRow]:
    """The first `limit` in that state above the subscriber number `after`, in key order."""
    keys = _keys(run_id, state).where(deliveries.c.subscriber_id > after)
    found = keys.order_by(deliveries.c.subscriber_id).limit(limit).subquery()
    rows = await connection.execute(
        select(
            deliveries.c.subscriber_id,
            deliveries.c.state,
            deliveries.c.reason,
            subscribers.c.chat_id,
            subscribers.c.first_name,
            subscribers.c.username,
        )
        .select_from(found)
        .join(deliveries, deliveries.c.subscriber_id == found.c.subscriber_id)
        .outerjoin(subscribers, subscribers.c.id == deliveries.c.subscriber_id)
        .where(deliveries.c.run_id == run_id)
        .order_by(deliveries.c.subscriber_id)
    )
    return [RecipientRow(**row._asdict()) for row in rows]


async def page_before(
    connection: AsyncConnection, run_id: int, state: DeliveryState, *, after: int, limit: int
) -> int:
    """What to go on after for the page that comes before the one above `after`; 0: the first."""
    keys = _keys(run_id, state).where(deliveries.c.subscriber_id <= after)
    last = keys.order_by(deliveries.c.subscriber_id.desc()).offset(limit).limit(1)
    return int((await connection.execute(last)).scalar() or 0)


def _keys(run_id: int, state: DeliveryState) -> Select[int]:
    of_run = deliveries.c.run_id == run_id
    column = deliveries.c.trouble if state in IN_TROUBLE else deliveries.c.state
    keys = select(deliveries.c.subscriber_id).where(of_run, column == state)
    if state is DeliveryState.SKIPPED:  # who waits for a version is a number of its own
        keys = keys.where(deliveries.c.reason.is_distinct_from(SkipReason.HELD))
    return keys

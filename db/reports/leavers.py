"""Who left after a broadcast, beside how many leave on a usual day.

Counted are those who said /stop or blocked the bot by themselves and have not come back. Whom a
delivery found to have blocked it had done so before, whenever that was: they are in the report as
*blocked*, and here neither after the broadcast nor among the usual.
"""

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.records import LeaversRow
from db.schema.ledger import deliveries, runs
from db.schema.states import DeliveryState, SubscriberState
from db.schema.subscribers import LEFT, subscribers

DAY = 86_400  # seconds
USUAL_DAYS = 28  # before the launch: four of each weekday

_S = SubscriberState


async def leavers(connection: AsyncConnection, *, launched_at: int, until: int) -> LeaversRow:
    """Those from the launch up to `until`; the usual is the mean of a day of the weeks before.

    The usual is None where the moments are known for less than a day.
    """
    began = launched_at - USUAL_DAYS * DAY
    found_out = exists().where(
        deliveries.c.run_id.in_(select(runs.c.id).where(runs.c.launched_at.between(began, until))),
        deliveries.c.subscriber_id == subscribers.c.id,
        deliveries.c.state == DeliveryState.BLOCKED,
    )
    after = await _by_state(connection, launched_at, until, ~found_out)
    before = await _by_state(connection, began, launched_at, ~found_out)
    first = await connection.scalar(select(func.min(subscribers.c.state_at)).where(LEFT))
    known = 0.0 if first is None else (launched_at - max(first, began)) / DAY
    return LeaversRow(
        unsubscribed=after.get(_S.UNSUBSCRIBED, 0),
        blocked=after.get(_S.BLOCKED, 0),
        usual=sum(before.values()) / known if known >= 1 else None,
    )


async def _by_state(
    connection: AsyncConnection, since: int, until: int, which: ColumnElement[bool]
) -> dict[str, int]:
    moment = subscribers.c.state_at
    query = select(subscribers.c.state, func.count()).where(
        LEFT, moment >= since, moment < until, which
    )
    rows = await connection.execute(query.group_by(subscribers.c.state))
    return {str(state): int(count) for state, count in rows}

"""Retention: of old ledgers the rows of plain successes go; counters and all other rows stay.

SQLite gives the room to what is written next; the file itself does not shrink.
"""

from collections.abc import Sequence

from sqlalchemy import delete, exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from db.schema.ledger import deliveries, delivery_messages, runs
from db.schema.states import ENDED, DeliveryState


async def due(connection: AsyncConnection, *, ended_before: int) -> Sequence[int]:
    """Runs that ended before that moment (Unix seconds) and still have these rows, oldest first.

    Not while a snapshot is still being written: its rows will be counted when it is complete.
    """
    query = (
        select(runs.c.id)
        .where(
            runs.c.state.in_(ENDED),
            runs.c.frozen,
            runs.c.finished_at < ended_before,
            runs.c.thinned.is_(False),
        )
        .order_by(runs.c.id)
    )
    return list((await connection.execute(query)).scalars())


async def prune_chunk(
    connection: AsyncConnection, run_id: int, *, after: int, limit: int
) -> int | None:
    """Look at the next `limit` rows of a run above the subscriber number `after`.

    Returns the number to go on after; None when that was the end, which the run remembers.
    """
    upto = (
        await connection.execute(
            select(deliveries.c.subscriber_id)
            .where(deliveries.c.run_id == run_id, deliveries.c.subscriber_id > after)
            .order_by(deliveries.c.subscriber_id)
            .offset(limit - 1)
            .limit(1)
        )
    ).scalar()
    here = [deliveries.c.run_id == run_id, deliveries.c.subscriber_id > after]
    theirs = [delivery_messages.c.run_id == run_id, delivery_messages.c.subscriber_id > after]
    if upto is not None:
        here.append(deliveries.c.subscriber_id <= upto)
        theirs.append(delivery_messages.c.subscriber_id <= upto)
    await connection.execute(
        delete(deliveries).where(*here, deliveries.c.state == DeliveryState.SENT)
    )
    kept = exists().where(
        deliveries.c.run_id == run_id,
        deliveries.c.subscriber_id == delivery_messages.c.subscriber_id,
    )
    await connection.execute(delete(delivery_messages).where(*theirs, ~kept))
    if upto is None:
        await connection.execute(update(runs).where(runs.c.id == run_id).values(thinned=True))
        return None
    return int(upto)

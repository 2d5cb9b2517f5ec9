"""What touches every recipient of a run, a piece at a time: the snapshot, and skipping the rest."""

from sqlalchemy import case, func, insert, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from db import runs as runs_queries
from db.deliveries import pending
from db.schema import SKIPPED, deliveries, runs, subscribers


async def freeze_piece(
    connection: AsyncConnection, run_id: int, *, after: int, upto: int, limit: int
) -> tuple[int, bool]:
    """Write the next subscribers of the snapshot into the ledger.

    Returns the highest number that is frozen now, and whether the snapshot is complete; when it is,
    the run's total is what really stands in the ledger (people leave while it is being written).
    """
    last = (
        await connection.execute(
            select(subscribers.c.id)
            .where(
                subscribers.c.id > after,
                subscribers.c.id <= upto,
                subscribers.c.state == "active",
            )
            .order_by(subscribers.c.id)
            .offset(limit - 1)
            .limit(1)
        )
    ).scalar()
    reached = int(last) if last is not None else upto
    complete = last is None or reached >= upto
    # OR IGNORE: a chat that has migrated since may have brought its row here already.
    await connection.execute(
        insert(deliveries)
        .prefix_with("OR IGNORE")
        .from_select(
            ["run_id", "subscriber_id"],
            select(literal(run_id), subscribers.c.id)
            .where(
                subscribers.c.id > after,
                subscribers.c.id <= reached,
                subscribers.c.state == "active",
            )
            .order_by(subscribers.c.id),
        )
    )
    # The cursor may stand above this piece when a migrated chat brought its row up here.
    cursor = case((runs.c.cursor > after, after), else_=runs.c.cursor)
    values: dict[str, object] = {"frozen_upto": reached, "frozen": complete, "cursor": cursor}
    if complete:
        values["total"] = (
            select(func.count())
            .select_from(deliveries)
            .where(deliveries.c.run_id == run_id)
            .scalar_subquery()
        )
    await connection.execute(update(runs).where(runs.c.id == run_id).values(values))
    return reached, complete


async def skip_piece(connection: AsyncConnection, run_id: int, *, limit: int) -> bool:
    """Cancelled: skip the next pending deliveries; False when there are none (now)."""
    due = pending(run_id, limit)
    result = await connection.execute(
        update(deliveries)
        .where(deliveries.c.run_id == run_id, deliveries.c.subscriber_id.in_(due))
        .values(state=SKIPPED, reason="cancelled")
        .returning(deliveries.c.subscriber_id)
    )
    skipped = result.scalars().all()
    if not skipped:
        return False
    await runs_queries.add_to_counters(connection, run_id, {"skipped": len(skipped)})
    await connection.execute(update(runs).where(runs.c.id == run_id).values(cursor=max(skipped)))
    return True

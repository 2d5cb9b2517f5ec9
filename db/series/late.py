"""Who waits in the run of a step, in its quiet hours say, until it is too late for them."""

from collections.abc import Sequence

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from db.ledger import runs as runs_queries
from db.ledger.deliveries import PARTIAL, begun
from db.schema.automation.series import enrolments
from db.schema.ledger import deliveries
from db.schema.states import DeliveryState, SkipReason
from db.series.records import SeriesRow, StepRow


async def skip(
    connection: AsyncConnection,
    row: SeriesRow,
    line: Sequence[StepRow],
    *,
    now: int,
    limit: int | None = None,
) -> int:
    """Those who were handed over longer ago than a step of it may be late, and whose turn has not
    come; how many. Each is looked for in the newest step that they were handed over to."""
    if row.expires_after is None:
        return 0
    skipped = 0
    for step in line:
        if step.run_id is None or step.total <= step.done:
            continue
        people = (
            select(enrolments.c.subscriber_id)
            .join(
                deliveries,
                (deliveries.c.run_id == step.run_id)
                & (deliveries.c.subscriber_id == enrolments.c.subscriber_id),
            )
            .where(
                enrolments.c.series_id == row.id,
                enrolments.c.step == step.position + 1,
                enrolments.c.handed_at < now - row.expires_after,
                deliveries.c.state == DeliveryState.PENDING,
            )
            .limit(limit)
        )
        late = await connection.execute(
            update(deliveries)
            .where(
                deliveries.c.run_id == step.run_id,
                deliveries.c.subscriber_id.in_(people),
                deliveries.c.state == DeliveryState.PENDING,
            )
            .values(state=DeliveryState.SKIPPED, trouble=None, reason=SkipReason.EXPIRED)
            .returning(deliveries.c.step)
        )
        messages = late.scalars().all()
        counted = {"skipped": len(messages), "expired": len(messages), PARTIAL: begun(messages)}
        await runs_queries.add_to_counters(connection, step.run_id, counted)
        skipped += len(messages)
    return skipped

"""Claims of mendings: who has nothing to be mended, and what a process that died has left."""

from collections.abc import Sequence

from sqlalchemy import exists, update
from sqlalchemy.ext.asyncio import AsyncConnection

from db.ledger import parts
from db.ledger import runs as runs_queries
from db.ledger.deliveries import PARTIAL, begun
from db.schema.ledger import deliveries, in_state, runs
from db.schema.states import DeliveryState, RunKind, SkipReason


async def skip(
    connection: AsyncConnection, run_id: int, numbers: Sequence[int], reason: SkipReason
) -> None:
    """Claimed a moment ago in the same transaction, and there is no call to make."""
    if not numbers:
        return
    result = await connection.execute(
        update(deliveries)
        .where(
            deliveries.c.run_id == run_id,
            deliveries.c.subscriber_id.in_(numbers),
            deliveries.c.state == DeliveryState.CLAIMED,
        )
        .values(state=DeliveryState.SKIPPED, reason=reason)
        .returning(deliveries.c.step)
    )
    skipped = result.scalars().all()
    counted = {
        "skipped": len(skipped),
        reason.value: len(skipped),
        PARTIAL: begun(skipped),  # the first of several messages was mended before
    }
    await runs_queries.add_to_counters(connection, run_id, counted)


async def reclaim(connection: AsyncConnection) -> int:
    """Claimed without an outcome, after the program died: pending again, for what was perhaps done
    can be done once more. Returns how many."""
    # A look at each claimed row's run: by a list of runs SQLite would walk through whole ledgers.
    mends = exists().where(runs.c.id == deliveries.c.run_id, runs.c.kind != RunKind.SEND)
    result = await connection.execute(
        update(deliveries)
        .where(in_state(DeliveryState.CLAIMED), mends)
        .values(state=DeliveryState.PENDING)
        .returning(deliveries.c.run_id, deliveries.c.subscriber_id)
    )
    lowest: dict[int, int] = {}
    rows = result.all()
    for run_id, number in rows:
        lowest[run_id] = min(number, lowest.get(run_id, number))
    for run_id, number in lowest.items():
        await parts.lower_cursor(connection, run_id, number - 1)
    return len(rows)

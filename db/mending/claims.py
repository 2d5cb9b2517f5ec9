"""Claims of mendings: who has nothing to be mended, and what a process that died has left."""

from collections.abc import Sequence

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncConnection

from db.ledger import parts
from db.ledger import runs as runs_queries
from db.ledger.deliveries import PARTIAL, begun
from db.recovery import claim_windows
from db.schema.ledger import deliveries, runs
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
    mends = runs.c.kind != RunKind.SEND
    count = 0
    for run_id, window in (await claim_windows.runs_with_claims(connection, mends)).items():
        found = await connection.execute(
            update(deliveries)
            .where(*claim_windows.claimed_in(run_id, window))
            .values(state=DeliveryState.PENDING)
            .returning(deliveries.c.subscriber_id)
        )
        if numbers := found.scalars().all():
            count += len(numbers)
            await parts.lower_cursor(connection, run_id, min(numbers) - 1)
    await claim_windows.clear(connection, mends)
    return count

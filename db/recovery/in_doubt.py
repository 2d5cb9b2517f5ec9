"""After trouble: what a commit whose answer was lost has brought about.

A transaction is there as a whole or not at all. So an outcome whose delivery is not claimed any
more was written then, with all that belongs to it; and whoever is claimed, and in nobody's hands,
was claimed then, and never begun.
"""

from collections.abc import Callable, Collection, Sequence

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from db.caps import counted
from db.ledger import parts
from db.ledger.deliveries import OutcomeRow
from db.recovery import claim_windows
from db.schema.ledger import deliveries
from db.schema.states import DeliveryState


async def unwritten(connection: AsyncConnection, outcomes: Sequence[OutcomeRow]) -> set[int]:
    """The places of those outcomes that are to be written yet."""
    claimed: dict[tuple[int, int], int] = {}
    for run_id in {one.run_id for one in outcomes}:
        numbers = [one.subscriber_id for one in outcomes if one.run_id == run_id]
        rows = await connection.execute(
            select(deliveries.c.subscriber_id, deliveries.c.step).where(
                deliveries.c.run_id == run_id,
                deliveries.c.subscriber_id.in_(numbers),
                deliveries.c.state == DeliveryState.CLAIMED,
            )
        )
        claimed |= {(run_id, number): step for number, step in rows}
    return {
        place
        for place, one in enumerate(outcomes)
        if (one.run_id, one.subscriber_id) in claimed
        # It goes on to its next step, and has.
        and not (
            one.state == DeliveryState.CLAIMED
            and claimed[one.run_id, one.subscriber_id] == one.step
        )
    }


async def give_back(
    connection: AsyncConnection, held: Callable[[int], Collection[int]]
) -> list[int]:
    """Who is claimed, and not `held` in the run, is pending again; returns the runs."""
    found = []
    for run_id, window in (await claim_windows.runs_with_claims(connection)).items():
        claimed = select(deliveries.c.subscriber_id).where(
            *claim_windows.claimed_in(run_id, window)
        )
        numbers = {*await connection.scalars(claimed)} - {*held(run_id)}
        if not numbers:
            continue
        await connection.execute(
            update(deliveries)
            .where(deliveries.c.run_id == run_id, deliveries.c.subscriber_id.in_(numbers))
            .values(state=DeliveryState.PENDING)
        )
        await parts.put_back(connection, run_id, sorted(numbers))
        await counted.take_back_claims(connection, run_id, numbers)
        found.append(run_id)
    return found

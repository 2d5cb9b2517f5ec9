"""How far each version of a broadcast got: counted once when it has ended, and kept.

Counting goes through the run's rows, which takes a third of a second for a million; the report that
is made of it is looked at many times, also after the rows of plain successes were pruned.
"""

from collections.abc import Sequence

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.records import TallyRow
from db.schema.ledger import deliveries, run_tallies


async def kept(connection: AsyncConnection, run_id: int) -> Sequence[TallyRow]:
    """Nothing where they were not counted yet."""
    tally = run_tallies.c
    query = select(tally.variant, tally.state, tally.step, tally.people)
    rows = await connection.execute(query.where(tally.run_id == run_id))
    return [TallyRow(*row) for row in rows]


async def counted(connection: AsyncConnection, run_id: int) -> Sequence[TallyRow]:
    """From the ledger as it stands."""
    alike = deliveries.c.variant, deliveries.c.state, deliveries.c.step
    query = select(*alike, func.count()).where(deliveries.c.run_id == run_id).group_by(*alike)
    return [TallyRow(*row) for row in await connection.execute(query)]


async def keep(connection: AsyncConnection, run_id: int, rows: Sequence[TallyRow]) -> None:
    """Whoever was faster counted the same."""
    if rows:
        values = [{"run_id": run_id, **row._asdict()} for row in rows]
        await connection.execute(insert(run_tallies).prefix_with("OR IGNORE"), values)

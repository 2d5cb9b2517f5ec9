"""How far each version of a broadcast got: counted once when it has ended, and kept.

Counting goes through the run's rows, which takes a third of a second for a million; the report that
is made of it is looked at many times, also after the rows of plain successes were pruned.
"""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.connection.database import Database
from db.records import TallyRow
from db.schema.ledger import deliveries, run_tallies, runs
from db.schema.states import SkipReason

LONGEST = 30.0  # seconds; counting a million takes a hundredth of that


async def of_run(database: Database, run_id: int) -> Sequence[TallyRow]:
    """Of a run that has ended: counting keeps nobody from writing. Nothing where it was pruned by
    an earlier version, which did not count before. Raises TookTooLong."""
    async with database.read(within=LONGEST) as connection:
        if rows := await _kept(connection, run_id):
            return rows
        if await connection.scalar(select(runs.c.thinned).where(runs.c.id == run_id)):
            return []
        rows = await _counted(connection, run_id)
    async with database.write() as connection:
        await _keep(connection, run_id, rows)
    return rows


async def _kept(connection: AsyncConnection, run_id: int) -> Sequence[TallyRow]:
    """Nothing where they were not counted yet."""
    tally = run_tallies.c
    query = select(tally.variant, tally.state, tally.step, tally.people)
    rows = await connection.execute(query.where(tally.run_id == run_id))
    return [TallyRow(*row) for row in rows]


async def _counted(connection: AsyncConnection, run_id: int) -> Sequence[TallyRow]:
    """From the ledger as it stands. Whoever waits for the better version is none of any's."""
    alike = deliveries.c.variant, deliveries.c.state, deliveries.c.step
    tried = deliveries.c.reason.is_distinct_from(SkipReason.HELD)
    query = select(*alike, func.count()).where(deliveries.c.run_id == run_id, tried)
    query = query.group_by(*alike)
    return [TallyRow(*row) for row in await connection.execute(query)]


async def _keep(connection: AsyncConnection, run_id: int, rows: Sequence[TallyRow]) -> None:
    """Whoever was faster counted the same."""
    if rows:
        values = [{"run_id": run_id, **row._asdict()} for row in rows]
        await connection.execute(insert(run_tallies).on_conflict_do_nothing(), values)

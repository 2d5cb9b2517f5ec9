"""A run as the ledger has it, for tests about rows."""

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.schema.broadcasts import broadcasts
from db.schema.ledger import run_parts, runs


async def add_run(
    connection: AsyncConnection, run_id: int = 1, *, cursor: int = 0, **columns: object
) -> None:
    """With its broadcast, which has the same number, and its one part. `columns`: of the run."""
    whose = {"id": run_id, "title": "", "content": "{}", "created_by": 1, "created_at": 1}
    await connection.execute(insert(broadcasts).values(whose))
    launched = {"id": run_id, "broadcast_id": run_id, "launched_by": 1, "launched_at": 1}
    await connection.execute(insert(runs).values(launched | columns))
    await connection.execute(insert(run_parts).values(run_id=run_id, part=0, cursor=cursor))

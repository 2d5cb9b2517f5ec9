"""The parts of a run: claims walk up the ledger from the cursor of each.

A run has one part today, the whole of it. Canaries and waves are to be parts with cursors of their
own.
"""

from sqlalchemy import BindParameter, ScalarSelect, bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from db.schema.ledger import run_parts

WHOLE = 0


async def add_whole(connection: AsyncConnection, run_id: int) -> None:
    """For a new run: nobody stands below its cursor yet."""
    await connection.execute(insert(run_parts).values(run_id=run_id, part=WHOLE))


def cursor_of(run_id: int | BindParameter[int]) -> ScalarSelect[int]:
    """No pending delivery stands at or below it, but for the delayed ones."""
    whole = run_parts.c.run_id == run_id, run_parts.c.part == WHOLE
    return select(run_parts.c.cursor).where(*whole).scalar_subquery()


async def move_cursor(connection: AsyncConnection, run_id: int, cursor: int) -> None:
    """Whoever stood up to there is claimed, or skipped."""
    await connection.execute(_MOVE, {"run": run_id, "reached": cursor})


async def lower_cursor(connection: AsyncConnection, run_id: int, cursor: int) -> None:
    """Somebody above it is pending again."""
    await connection.execute(
        update(run_parts)
        .where(run_parts.c.run_id == run_id, run_parts.c.cursor > cursor)
        .values(cursor=max(cursor, 0))
    )


# Every claim executes it: SQLAlchemy takes longer to build a statement than SQLite to execute it.
_MOVE = (
    update(run_parts)
    .where(run_parts.c.run_id == bindparam("run"), run_parts.c.part == WHOLE)
    .values(cursor=bindparam("reached"))
)

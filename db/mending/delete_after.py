"""Broadcasts that delete themselves: when they are taken back, and which are due.

The moment stands in the run from its end on, because nobody knows before when that is: some hours
after the end, but no later than Telegram deletes what was sent first (Bot API: 48 h).
"""

from typing import NamedTuple

from sqlalchemy import ColumnElement, case, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from db.dialect.comparing import larger, smaller
from db.dialect.json_fields import integer_in
from db.schema.ledger import runs
from db.schema.states import RunKind

HOUR = 3_600  # seconds
LATEST = 47 * HOUR  # after the launch: an hour is left for taking it back


class Due(NamedTuple):
    """A run that is to be taken back, and when (Unix seconds)."""

    run_id: int
    broadcast_id: int
    at: int
    launched_by: int


def recall_at(ended_at: int) -> ColumnElement[int | None]:
    """Of a run that ends then; never before its end."""
    hours = func.coalesce(integer_in(runs.c.content, "options.delete_after"), 0)
    moment = larger(ended_at, smaller(ended_at + hours * HOUR, runs.c.launched_at + LATEST))
    return case(((runs.c.kind == RunKind.SEND) & (hours > 0), moment))


async def first(connection: AsyncConnection) -> Due | None:
    """Which is to be taken back first."""
    row = (
        await connection.execute(
            select(runs.c.id, runs.c.broadcast_id, runs.c.recall_at, runs.c.launched_by)
            .where(runs.c.recall_at.is_not(None))
            .order_by(runs.c.recall_at, runs.c.id)
            .limit(1)
        )
    ).first()
    return None if row is None else Due(*row)


async def forget(connection: AsyncConnection, run_id: int) -> bool:
    """It is not taken back by itself (any more). False: it was not to be."""
    result = await connection.execute(
        update(runs)
        .where(runs.c.id == run_id, runs.c.recall_at.is_not(None))
        .values(recall_at=None)
    )
    return result.rowcount == 1


async def forget_all(connection: AsyncConnection) -> int:
    """Nothing is taken back by itself; how many were to be."""
    result = await connection.execute(
        update(runs).where(runs.c.recall_at.is_not(None)).values(recall_at=None)
    )
    return result.rowcount

"""What became of a run's calls in doubt, for those who ask."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.schema.certainty import doubts


class VerdictRow(NamedTuple):
    """Of the last step of a delivery that was in doubt. `found` is None as long as it is looked
    into; `evidence`: see db/schema/certainty.py."""

    subscriber_id: int
    found: str | None
    reason: str | None
    evidence: str | None


class TallyRow(NamedTuple):
    found: str | None
    reason: str | None
    calls: int


async def of(
    connection: AsyncConnection, run_id: int, subscriber_ids: Collection[int]
) -> list[VerdictRow]:
    """Of those of these who were in doubt, the last step behind the others."""
    row = doubts.c
    rows = await connection.execute(
        select(row.subscriber_id, row.found, row.reason, row.evidence)
        .where(row.run_id == run_id, row.subscriber_id.in_(subscriber_ids))
        .order_by(row.subscriber_id, row.step)
    )
    return [VerdictRow(*one) for one in rows]


async def tally(connection: AsyncConnection, run_id: int, *, most: int) -> Sequence[TallyRow]:
    """How many for which reason, the commonest first; so many calls are looked at."""
    some = (
        select(doubts.c.found, doubts.c.reason)
        .where(doubts.c.run_id == run_id)
        .limit(most)
        .subquery()
    )
    count = func.count().label("number")
    rows = await connection.execute(
        select(some.c.found, some.c.reason, count)
        .group_by(some.c.found, some.c.reason)
        .order_by(count.desc(), some.c.reason)
    )
    return [TallyRow(*one) for one in rows]

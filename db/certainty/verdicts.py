"""What became of a run's calls in doubt, for those who ask."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, false, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.schema.certainty import OPEN, doubts
from db.schema.ledger import deliveries
from db.schema.states import DeliveryState, Found


class VerdictRow(NamedTuple):
    """Of the last step of a delivery that was in doubt. `found` is None as long as it is looked
    into; `evidence`: see db/schema/certainty.py."""

    subscriber_id: int
    found: str | None
    reason: str | None
    evidence: str | None


class TallyRow(NamedTuple):
    """`needless`: of those that were not sent, and were skipped then."""

    found: str | None
    reason: str | None
    needless: bool
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


async def tally(
    connection: AsyncConnection, which: ColumnElement[bool], *, most: int
) -> Sequence[TallyRow]:
    """How many for which reason, the commonest first; so many calls are looked at."""
    some = (
        select(doubts.c.run_id, doubts.c.subscriber_id, doubts.c.found, doubts.c.reason)
        .where(which)
        .limit(most)
        .subquery()
    )
    row = (deliveries.c.run_id == some.c.run_id) & (
        deliveries.c.subscriber_id == some.c.subscriber_id
    )
    skipped = func.coalesce(deliveries.c.state == DeliveryState.SKIPPED, false())
    needless = ((some.c.found == Found.NOT_SENT) & skipped).label("needless")
    count = func.count().label("number")
    rows = await connection.execute(
        select(some.c.found, some.c.reason, needless, count)
        .select_from(some)
        .outerjoin(deliveries, row)
        .group_by(some.c.found, some.c.reason, needless)
        .order_by(count.desc(), some.c.reason)
    )
    return [
        TallyRow(found, reason, bool(is_needless), calls)
        for found, reason, is_needless, calls in rows
    ]


def of_run(run_id: int) -> ColumnElement[bool]:
    return doubts.c.run_id == run_id


def since(moment: int) -> ColumnElement[bool]:
    """Of all runs, whoever is in doubt since then (Unix seconds)."""
    return doubts.c.since >= moment


async def are_open(connection: AsyncConnection) -> bool:
    """Whether it is still being found out about any."""
    return await connection.scalar(select(doubts.c.run_id).where(OPEN).limit(1)) is not None

"""Of whom it is being found out whether they have a message of the source, while that is mended.

A mending skips them for now, and does not end before it is known (runs.in_doubt). Then it is as if
they were written down at that moment: whoever has it is mended after all, whoever has it not is
none of the mending's, and of whom it cannot be told stays skipped.
"""

from collections.abc import Collection

from sqlalchemy import ColumnElement, delete, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from db.ledger import parts
from db.ledger import runs as runs_queries
from db.mending.numbers import known
from db.schema.certainty import OPEN, doubts
from db.schema.ledger import deliveries, runs
from db.schema.states import UNFINISHED, DeliveryState, RunKind, SkipReason

MAY_HAVE_IT = (DeliveryState.SENT, DeliveryState.UNCERTAIN)


async def any_of(connection: AsyncConnection, source: int) -> bool:
    """Whether it is being found out about anybody."""
    query = select(doubts.c.run_id).where(doubts.c.run_id == source, OPEN)
    return await connection.scalar(query.limit(1)) is not None


def is_awaited() -> ColumnElement[bool]:
    """Of a delivery of the source."""
    return exists().where(
        doubts.c.run_id == deliveries.c.run_id,
        doubts.c.subscriber_id == deliveries.c.subscriber_id,
        OPEN,
    )


async def count(connection: AsyncConnection, run_id: int, source: int) -> None:
    """Note how many it is that the mending waits for; one that was cancelled waits for nobody."""
    awaited = (
        select(func.count())
        .select_from(doubts)
        .where(
            doubts.c.run_id == source,
            OPEN,
            doubts.c.subscriber_id.in_(select(deliveries.c.subscriber_id).where(*_held(run_id))),
        )
    )
    await connection.execute(
        update(runs)
        .where(runs.c.id == run_id, runs.c.state.in_(UNFINISHED))
        .values(in_doubt=awaited.scalar_subquery())
    )


async def decide(connection: AsyncConnection, source: int, numbers: Collection[int]) -> set[int]:
    """It is known of these, or that it cannot be told. Returns the mendings that go on or may end
    now."""
    query = select(runs.c.id).where(
        runs.c.source_run_id == source,
        runs.c.kind != RunKind.SEND,
        runs.c.state.in_(UNFINISHED),
    )
    mendings = {int(one) for one in (await connection.scalars(query)).all()}
    for run_id in mendings:
        await _decide(connection, run_id, source, numbers)
        await count(connection, run_id, source)
    return mendings


async def _decide(
    connection: AsyncConnection, run_id: int, source: int, numbers: Collection[int]
) -> None:
    here = deliveries.c.run_id == run_id
    held = await _those(connection, *_held(run_id), deliveries.c.subscriber_id.in_(numbers))
    theirs = deliveries.c.run_id == source, deliveries.c.subscriber_id.in_(held)
    have_it = await _those(connection, *theirs, known())
    may_have_it = await _those(connection, *theirs, deliveries.c.state.in_(MAY_HAVE_IT))
    none = held - have_it - may_have_it
    await connection.execute(
        update(deliveries)
        .where(here, deliveries.c.subscriber_id.in_(have_it))
        .values(state=DeliveryState.PENDING, reason=None)
    )
    await connection.execute(delete(deliveries).where(here, deliveries.c.subscriber_id.in_(none)))
    fewer = -len(have_it | none)
    counted = {"skipped": fewer, "unknown": fewer, "total": -len(none)}
    await runs_queries.add_to_counters(connection, run_id, counted)
    if have_it:
        await parts.put_back(connection, run_id, sorted(have_it))


async def _those(connection: AsyncConnection, *which: ColumnElement[bool]) -> set[int]:
    return set(await connection.scalars(select(deliveries.c.subscriber_id).where(*which)))


def _held(run_id: int) -> tuple[ColumnElement[bool], ...]:
    """Whoever is skipped in it because nobody knows the number."""
    return (
        deliveries.c.run_id == run_id,
        deliveries.c.state == DeliveryState.SKIPPED,
        deliveries.c.reason == SkipReason.UNKNOWN,
    )

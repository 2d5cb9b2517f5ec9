"""Deliveries without a clear outcome: which they are and why.

Their keys come out of the partial index first, and only those few rows are looked up then: asked
for a reason at once, SQLite would walk through the whole ledger of the run instead.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.dialect.comparing import by_bytes
from db.records import FailedRow, ReasonRow
from db.schema.ledger import deliveries
from db.schema.states import DeliveryState, SkipReason


async def failed(connection: AsyncConnection, run_id: int, *, limit: int) -> Sequence[FailedRow]:
    """The first `limit` of those who failed."""
    keys = open_keys(run_id, DeliveryState.FAILED).limit(limit).subquery()
    rows = await connection.execute(
        select(
            deliveries.c.subscriber_id,
            deliveries.c.step,
            deliveries.c.reason,
            deliveries.c.variant,
        )
        .select_from(keys)
        .join(deliveries, deliveries.c.subscriber_id == keys.c.subscriber_id)
        .where(deliveries.c.run_id == run_id)
    )
    return [FailedRow(*row) for row in rows]


async def reasons(
    connection: AsyncConnection, run_id: int, state: DeliveryState, *, limit: int
) -> Sequence[ReasonRow]:
    """Why the first `limit` recipients are in one of the open states, the commonest first."""
    rows = await connection.execute(_reasons(state), {"run": run_id, "limit": limit})
    return [ReasonRow(**row._asdict()) for row in rows]


@cache
def _reasons(state: DeliveryState) -> Select[Any]:
    """Put together once: that takes longer than the query itself."""
    run: BindParameter[int] = bindparam("run")
    keys = open_keys(run, state).limit(bindparam("limit")).subquery()
    count = func.count().label("count")
    return (
        select(deliveries.c.reason, count)
        .select_from(keys)
        .join(deliveries, deliveries.c.subscriber_id == keys.c.subscriber_id)
        .where(deliveries.c.run_id == run)
        .group_by(deliveries.c.reason)
        .order_by(count.desc(), by_bytes(deliveries.c.reason).nulls_first())
    )


def open_keys(
    run_id: int | BindParameter[int], state: DeliveryState, *, after: int = 0
) -> Select[int]:
    """The subscriber numbers of a run in one of the open states, above `after`, in key order.

    SKIPPED stands for those alone who did not get it because it was cancelled. They may be most of
    the run, so that no index is kept for them: they are found by walking up its keys.
    """
    which = [deliveries.c.trouble == state]
    if state == DeliveryState.SKIPPED:
        which = [deliveries.c.state == state, deliveries.c.reason == SkipReason.CANCELLED]
    return (
        select(deliveries.c.subscriber_id)
        .where(
            deliveries.c.run_id == run_id,
            deliveries.c.subscriber_id > after,
            *which,
        )
        .order_by(deliveries.c.subscriber_id)
    )


def held_keys(run_id: int) -> Select[int]:
    """The subscriber numbers of those who wait until it is decided which version is better, in key
    order. They may be most of the run: no index is kept for them."""
    return _skipped_keys(run_id, SkipReason.HELD)


def capped_keys(run_id: int) -> Select[int]:
    """Of those who had had as many as the cap lets them; the same goes for them."""
    return _skipped_keys(run_id, SkipReason.CAPPED)


def _skipped_keys(run_id: int, reason: SkipReason) -> Select[int]:
    return (
        select(deliveries.c.subscriber_id)
        .where(
            deliveries.c.run_id == run_id,
            deliveries.c.state == DeliveryState.SKIPPED,
            deliveries.c.reason == reason,
        )
        .order_by(deliveries.c.subscriber_id)
    )

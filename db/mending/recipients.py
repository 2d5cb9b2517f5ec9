"""Who has a message of a run, a chunk at a time: the snapshot of a mending.

A row of the source may still change while a call to its recipient is on its way, and does not any
more once the run has stopped and that call has ended. So the snapshot walks up to the lowest claim
that the source has, and is complete when it has none: whoever is reached by a message that lands
late is in it, too.
"""

from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, exists, func, literal, select, true, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.audience.audience import Audience
from db.dialect.added import count_added
from db.ledger import parts
from db.ledger import runs as runs_queries
from db.mending import awaited, begun
from db.mending.numbers import known
from db.recovery import claim_windows
from db.schema.ledger import deliveries, runs
from db.schema.states import BroadcastState, DeliveryState, RunKind, SkipReason

_OF_ROW = ("run_id", "subscriber_id", "variant", "state", "reason")
_D = DeliveryState


class Frozen(NamedTuple):
    """What a chunk of a mending's snapshot has brought about."""

    upto: int  # the highest subscriber number that is in it now
    complete: bool
    moved: bool = True  # False: it waits for calls of the source that are on their way
    goes_on: bool = False  # the source, which had stopped for it
    skipped: int = 0  # of the new ones, whose message has no number that is known


async def freeze_chunk(
    connection: AsyncConnection, run_id: int, *, after: int, upto: int, limit: int
) -> Frozen:
    """Write the next recipients, `limit` at most, oldest first."""
    query = select(runs.c.source_run_id, runs.c.kind, runs.c.audience).where(runs.c.id == run_id)
    row = (await connection.execute(query)).one()
    source = int(row.source_run_id or 0)
    settled = await _settled_upto(connection, source, upto)
    reached = await _reached(connection, source, after, settled, limit)
    skipped = 0
    if reached > after:
        audience = Audience.load(row.audience)
        rows = _Rows(run_id, source, after, reached, await _wanted(connection, source, audience))
        skipped = await _write(connection, rows)
        await parts.lower_cursor(connection, run_id, after)
    complete = reached >= upto and await _has_stopped(connection, source)
    values: dict[str, object] = {"frozen_upto": reached, "frozen": complete}
    goes_on = False
    if complete:
        count = select(func.count()).select_from(deliveries).where(deliveries.c.run_id == run_id)
        values["total"] = count.scalar_subquery()
    await connection.execute(update(runs).where(runs.c.id == run_id).values(values))
    if complete and row.kind == RunKind.EDIT:
        goes_on = await begun.let_go_on(connection, source)
    return Frozen(reached, complete, complete or reached > after, goes_on, skipped)


class _Rows(NamedTuple):
    run_id: int
    source: int
    after: int
    upto: int
    wanted: ColumnElement[bool]

    def of(self, state: DeliveryState, reason: SkipReason | None, *which: Any) -> Select[Any]:
        here = deliveries.c.subscriber_id > self.after, deliveries.c.subscriber_id <= self.upto
        return select(
            literal(self.run_id),
            deliveries.c.subscriber_id,
            deliveries.c.variant,
            literal(int(state)),
            literal(reason),
        ).where(deliveries.c.run_id == self.source, *here, self.wanted, *which)


async def _write(connection: AsyncConnection, rows: _Rows) -> int:
    """Whoever may have it, and of whose message nobody knows the number, is skipped at once: so
    many are. Perhaps for now only, where it is being found out."""
    may_have_it = deliveries.c.state.in_(awaited.MAY_HAVE_IT)
    waits = await awaited.any_of(connection, rows.source)
    able = known() & ~awaited.is_awaited() if waits else known()
    await _add(connection, rows.of(_D.PENDING, None, able))
    skipped = rows.of(_D.SKIPPED, SkipReason.UNKNOWN, may_have_it, ~able)
    unknown = await _add(connection, skipped)
    counted = {"skipped": unknown, "unknown": unknown}
    await runs_queries.add_to_counters(connection, rows.run_id, counted)
    if waits:
        await awaited.count(connection, rows.run_id, rows.source)
    return unknown


async def _add(connection: AsyncConnection, rows: Select[Any]) -> int:
    new = insert(deliveries).from_select(_OF_ROW, rows)
    return await count_added(connection, new.on_conflict_do_nothing())


async def _settled_upto(connection: AsyncConnection, source: int, upto: int) -> int:
    """No call to anybody up to there is on its way."""
    lowest = await claim_windows.lowest_claimed(connection, source)
    return upto if lowest is None else min(upto, lowest - 1)


async def _reached(
    connection: AsyncConnection, source: int, after: int, settled: int, limit: int
) -> int:
    """`limit` rows further, as far as they are settled."""
    number = deliveries.c.subscriber_id
    rows = select(number).where(deliveries.c.run_id == source, number > after, number <= settled)
    last = await connection.scalar(rows.order_by(number).offset(limit - 1).limit(1))
    return max(after, settled if last is None else int(last))


async def _has_stopped(connection: AsyncConnection, source: int) -> bool:
    state = await connection.scalar(select(runs.c.state).where(runs.c.id == source))
    return state != BroadcastState.RUNNING


async def _wanted(
    connection: AsyncConnection, source: int, audience: Audience
) -> ColumnElement[bool]:
    """Of the variants that are mended, and not taken back before."""
    wanted = deliveries.c.variant.in_(audience.variants) if audience.variants else true()
    query = select(runs.c.id).where(runs.c.source_run_id == source, runs.c.kind == RunKind.RECALL)
    recalls = (await connection.execute(query)).scalars().all()
    if not recalls:
        return wanted
    row = deliveries.alias("taken_back")
    gone = (row.c.state == _D.SENT) | (row.c.reason == SkipReason.GONE)
    before = exists().where(
        row.c.run_id.in_(recalls), row.c.subscriber_id == deliveries.c.subscriber_id, gone
    )
    return wanted & ~before

"""Beginning a mending: a broadcast of its own, whose run works on the rows of another one.

It is added in the transaction that stops what has to be stopped, so that of two taps one counts.
"""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, exists, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from db.audience.audience import Audience
from db.connection.keys import add_row
from db.ledger import runs as runs_queries
from db.records import BroadcastRow
from db.schema.broadcasts import broadcasts
from db.schema.ledger import deliveries, delivery_messages, runs
from db.schema.states import ENDED, BroadcastState, DeliveryState, PauseReason, RunKind, Stage

MENDING = frozenset(RunKind) - {RunKind.SEND}


async def add(
    connection: AsyncConnection,
    source: BroadcastRow,
    kind: RunKind,
    *,
    content: str,
    audience: Audience,
    by: int,
    now: int,
) -> int:
    """A launched broadcast under the source's title, whose snapshot begins; returns its id."""
    urgent = select(broadcasts.c.urgent).where(broadcasts.c.id == source.id).scalar_subquery()
    child_id = await add_row(
        connection,
        insert(broadcasts).values(
            stage=Stage.LAUNCHED,
            title=source.title,
            content=content,
            urgent=urgent,
            audience=audience.dump(),
            parent_id=source.id,
            created_by=by,
            created_at=now,
        ),
    )
    # How many there are is known when the snapshot is complete; those who got all of it there are.
    run_id = await runs_queries.add(
        connection,
        broadcast_id=child_id,
        by=by,
        total=source.sent or 0,
        upto=await _highest(connection, source.run_id or 0),
        now=now,
        source_run_id=source.run_id,
    )
    # Until when the source was to be sent is not until when that can be mended.
    await connection.execute(
        update(runs).where(runs.c.id == run_id).values(kind=kind, expires_at=None)
    )
    return child_id


async def under_way(
    connection: AsyncConnection, source_run_id: int, *, kinds: Collection[RunKind] = MENDING
) -> Sequence[tuple[int, int]]:
    """The mendings of a run in which a call may still leave or land: run and broadcast."""
    of_these = runs.c.source_run_id == source_run_id, runs.c.kind.in_(kinds)
    rows = await connection.execute(
        select(runs.c.id, runs.c.broadcast_id)
        .where(*of_these, runs.c.state.not_in(ENDED) | _unsettled())
        .order_by(runs.c.id)
    )
    return [(int(run_id), int(broadcast_id)) for run_id, broadcast_id in rows]


async def source_of(connection: AsyncConnection, run_id: int) -> int:
    """The run that a mending works on."""
    query = select(runs.c.source_run_id).where(runs.c.id == run_id)
    return int(await connection.scalar(query) or 0)


async def is_being_frozen(connection: AsyncConnection, source_run_id: int) -> bool:
    """Whether who has it is still being written down for one of them."""
    query = select(runs.c.id).where(_mends(source_run_id), runs.c.frozen.is_(False)).limit(1)
    return await connection.scalar(query) is not None


async def is_taken_back(connection: AsyncConnection, broadcast_ids: Collection[int]) -> bool:
    """Whether any of them was, or is just being; what was cancelled half-way does not count."""
    sources = runs.alias("sources")
    query = select(runs.c.id).where(
        runs.c.source_run_id.in_(
            select(sources.c.id).where(sources.c.broadcast_id.in_(broadcast_ids))
        ),
        runs.c.kind == RunKind.RECALL,
        runs.c.state != BroadcastState.CANCELLED,
    )
    return await connection.scalar(query.limit(1)) is not None


async def has_messages(connection: AsyncConnection, run_id: int) -> bool:
    """Whether anybody has a message of it whose number is known, or may have before long."""
    taken_back = select(runs.c.id).where(
        runs.c.source_run_id == run_id,
        runs.c.kind == RunKind.RECALL,
        runs.c.state == BroadcastState.FINISHED,
        runs.c.total <= runs.c.sent + runs.c.gone,
    )
    if await connection.scalar(taken_back.limit(1)) is not None:
        return False
    mine = deliveries.c.run_id == run_id
    sent = deliveries.c.state.in_((DeliveryState.SENT, DeliveryState.CLAIMED))
    queries = (
        select(runs.c.id).where(runs.c.id == run_id, runs.c.in_doubt > 0),
        select(deliveries.c.run_id).where(mine, sent),
        select(delivery_messages.c.run_id).where(delivery_messages.c.run_id == run_id),
    )
    for query in queries:
        if await connection.scalar(query.limit(1)) is not None:
            return True
    return False


async def hold(connection: AsyncConnection, run_id: int) -> bool:
    """Pause a running run until its correction has been set up; False when it does not run."""
    return await runs_queries.move(
        connection, run_id, new=BroadcastState.PAUSED, reason=PauseReason.MENDING
    )


async def hold_again(connection: AsyncConnection, run_id: int) -> None:
    """What else it was paused for is over: it goes on once its correction has been set up."""
    await connection.execute(
        update(runs)
        .where(runs.c.id == run_id, runs.c.state == BroadcastState.PAUSED)
        .values(pause_reason=PauseReason.MENDING, pause_detail=None)
    )


async def let_go_on(connection: AsyncConnection, run_id: int) -> bool:
    """The same goes on, unless something else has paused or cancelled it meanwhile."""
    result = await connection.execute(
        update(runs)
        .where(runs.c.id == run_id, runs_queries.goes_on_by_itself())
        .values(state=BroadcastState.RUNNING, pause_reason=None, pause_detail=None)
    )
    return result.rowcount == 1


def still_needed() -> ColumnElement[bool]:
    """Of a run: whether a mending goes by its rows, or is to by itself."""
    mending = runs.alias("mending")
    goes_on = mending.c.state.not_in(ENDED) | mending.c.frozen.is_(False)
    mine = mending.c.source_run_id == runs.c.id, mending.c.kind != RunKind.SEND
    return runs.c.recall_at.is_not(None) | exists().where(*mine, goes_on)


def _mends(source_run_id: int) -> ColumnElement[bool]:
    return (runs.c.source_run_id == source_run_id) & (runs.c.kind != RunKind.SEND)


def _unsettled() -> ColumnElement[bool]:
    """Cancelled, and some are still to be skipped, or their calls to end."""
    return runs.c.frozen.is_(False) | (runs.c.total > runs_queries.done())


async def _highest(connection: AsyncConnection, run_id: int) -> int:
    """The highest subscriber number in its ledger."""
    query = select(func.max(deliveries.c.subscriber_id)).where(deliveries.c.run_id == run_id)
    return int(await connection.scalar(query) or 0)

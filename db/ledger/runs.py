"""Runs: one pass over the ledger, its state and its counters."""

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    ScalarSelect,
    Select,
    Update,
    bindparam,
    case,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from db.audience.audience import Audience
from db.connection.keys import add_row
from db.dialect.json_fields import integer_in, stands_in
from db.ledger import parts
from db.mending import delete_after
from db.outgoing import runs as outgoing
from db.records import Part, RunRow
from db.schema.broadcasts import broadcasts
from db.schema.ledger import runs
from db.schema.states import UNFINISHED, BroadcastState, PauseReason, RunKind, allowed_from
from db.schema.subscribers import subscribers

RUN = "run"  # a statement's parameter
WHOLE_RUN = (Part(),)


async def highest_subscriber(connection: AsyncConnection) -> int:
    """The newest subscriber's number: whoever comes later is not in a snapshot taken now."""
    return int((await connection.execute(select(func.max(subscribers.c.id)))).scalar() or 0)


async def any_is_frozen_now(connection: AsyncConnection) -> bool:
    """Whether the snapshot of a run that asks about names, or other ledgers, is being taken."""
    asked = ("must", "must_not", "topic", "since")
    asks = or_(*(stands_in(runs.c.audience, one) for one in asked))
    unsettled_ones = runs.c.state.in_((*UNFINISHED, BroadcastState.CANCELLED))
    query = select(exists().where(unsettled_ones, runs.c.frozen.is_(False), asks))
    return bool(await connection.scalar(query))


async def add(
    connection: AsyncConnection,
    *,
    broadcast_id: int,
    by: int,
    total: int,
    upto: int,
    now: int,
    source_run_id: int | None = None,
    audience: Audience | None = None,
) -> int:
    """A run of what the draft says now, to whom it says or to this audience; returns its id."""

    def drafted(column: Column[str]) -> ScalarSelect[str]:
        return select(column).where(broadcasts.c.id == broadcast_id).scalar_subquery()

    run_id = await add_row(
        connection,
        insert(runs).values(
            broadcast_id=broadcast_id,
            content=drafted(broadcasts.c.content),
            audience=drafted(broadcasts.c.audience) if audience is None else audience.dump(),
            source_run_id=source_run_id,
            launched_by=by,
            launched_at=now,
            total=total,
            audience_upto=upto,
            expires_at=integer_in(drafted(broadcasts.c.content), "options.expires_at"),
        ),
    )
    await parts.add_whole(connection, run_id)
    return run_id


async def move(
    connection: AsyncConnection,
    run_id: int,
    *,
    new: BroadcastState,
    reason: PauseReason | None = None,
    detail: str | None = None,
    finished_at: int | None = None,
    now: int | None = None,
) -> bool:
    """Compare-and-set of the state; False when the run was in none that may become the new one.

    One that stands still for its correction may be paused for more than that. Addresses outside are
    told of an end, and of a pause where `now` says when that is.
    """
    found: ColumnElement[bool] = runs.c.state.in_(allowed_from(new))
    if new is BroadcastState.PAUSED and reason is not PauseReason.MENDING:
        found |= goes_on_by_itself()
    recall_at = None if finished_at is None else delete_after.recall_at(finished_at)
    # What mends waits for nobody any more (db/mending/awaited.py).
    waits = case((runs.c.kind == RunKind.SEND, runs.c.in_doubt), else_=0)
    result = await connection.execute(
        update(runs)
        .where(runs.c.id == run_id, found)
        .values(
            state=new,
            in_doubt=waits if new is BroadcastState.CANCELLED else runs.c.in_doubt,
            pause_reason=reason,
            pause_detail=detail,
            finished_at=finished_at,
            recall_at=recall_at,
        )
    )
    moment = now if finished_at is None else finished_at
    if result.rowcount and moment is not None:
        await outgoing.moved(connection, [run_id], new=new, now=moment)
    return result.rowcount == 1


async def stands_paused(
    connection: AsyncConnection, run_id: int, reason: PauseReason, detail: str | None
) -> bool:
    """For that reason, in these words."""
    query = select(runs.c.pause_reason, runs.c.pause_detail).where(
        runs.c.id == run_id, runs.c.state == BroadcastState.PAUSED
    )
    row = (await connection.execute(query)).first()
    return row is not None and tuple(row) == (reason, detail)


async def finish(connection: AsyncConnection, run_id: int, *, now: int) -> bool:
    """Nobody is left in it. A paused one ends only once it has expired: until then an admin is to
    say so. False when it does not end, or has ended already."""
    runs_on = runs.c.state == BroadcastState.RUNNING
    result = await connection.execute(
        update(runs)
        .where(
            runs.c.id == run_id,
            runs.c.state.in_(allowed_from(BroadcastState.FINISHED)),
            runs.c.standing.is_(False),  # a series' step is at rest, and others come
            runs_on | (runs.c.expires_at <= now),
        )
        .values(
            state=BroadcastState.FINISHED,
            pause_reason=None,
            pause_detail=None,
            finished_at=now,
            recall_at=delete_after.recall_at(now),
            claimed_from=None,
            claimed_upto=None,
        )
    )
    if result.rowcount:
        await outgoing.moved(connection, [run_id], new=BroadcastState.FINISHED, now=now)
    return result.rowcount == 1


async def pause_running(connection: AsyncConnection, *, reason: PauseReason) -> None:
    """Those too that would go on by themselves. Nobody outside is told: it is another bot's."""
    await connection.execute(
        update(runs)
        .where(runs.c.state.in_(allowed_from(BroadcastState.PAUSED)) | goes_on_by_itself())
        .values(state=BroadcastState.PAUSED, pause_reason=reason)
    )


def goes_on_by_itself() -> ColumnElement[bool]:
    """Of a run: whether it stands still for its correction alone."""
    paused = runs.c.state == BroadcastState.PAUSED
    return paused & (runs.c.pause_reason == PauseReason.MENDING)


async def unsettled(connection: AsyncConnection) -> Sequence[RunRow]:
    """Runs that the engine still has something to do for, oldest first.

    A cancelled one belongs here until whoever was left has been skipped; a series' step while
    anybody is left.
    """
    unfinished = (runs.c.total > done()) | runs.c.frozen.is_(False) | (runs.c.held > 0)
    awake = runs.c.standing.is_(False) | unfinished | (runs.c.in_doubt > 0)
    rows = await connection.execute(
        _as_the_engine_sees_it()
        .where(
            (runs.c.state.in_(UNFINISHED) & awake)
            | ((runs.c.state == BroadcastState.CANCELLED) & unfinished)
        )
        .order_by(runs.c.id)
    )
    found = [row._asdict() for row in rows]
    divided = await parts.of_runs(connection, [row["id"] for row in found])
    return [RunRow(**row, parts=tuple(divided.get(row["id"], WHOLE_RUN))) for row in found]


async def find(connection: AsyncConnection, run_id: int) -> RunRow | None:
    """Without its parts."""
    query = _as_the_engine_sees_it().where(runs.c.id == run_id)
    row = (await connection.execute(query)).first()
    return None if row is None else RunRow(**row._asdict())


def _as_the_engine_sees_it() -> Select[Any]:
    return select(
        runs.c.id,
        runs.c.broadcast_id,
        runs.c.state,
        runs.c.pause_reason,
        runs.c.content,
        broadcasts.c.urgent,
        runs.c.audience,
        (runs.c.total - done()).label("remaining"),
        runs.c.sent,
        runs.c.failed,
        runs.c.taken_steps,
        runs.c.paid,
        runs.c.audience_upto,
        runs.c.frozen_upto,
        runs.c.frozen,
        runs.c.kind,
        runs.c.expires_at,
        runs.c.source_run_id,
        runs.c.standing,
    ).join(broadcasts, broadcasts.c.id == runs.c.broadcast_id)


async def contents(connection: AsyncConnection, run_ids: Collection[int]) -> dict[int, str]:
    """What these runs send, as JSON."""
    query = select(runs.c.id, runs.c.content).where(runs.c.id.in_(run_ids))
    rows = await connection.execute(query)
    return {int(run_id): str(content) for run_id, content in rows}


async def save_content(connection: AsyncConnection, run_id: int, content: str) -> None:
    """For what may change of a broadcast after its launch."""
    await connection.execute(update(runs).where(runs.c.id == run_id).values(content=content))


async def add_paid(connection: AsyncConnection, run_id: int, more: int, *, cap: int) -> None:
    """Count more messages as paid, up to the cap."""
    paid = runs.c.paid + more
    await connection.execute(
        update(runs)
        .where(runs.c.id == run_id)
        .values(paid=case((paid < cap, paid), (runs.c.paid < cap, cap), else_=runs.c.paid))
    )


async def save_taken_steps(connection: AsyncConnection, run_id: int, steps: int) -> None:
    """Somebody took the first so many steps of the message."""
    await connection.execute(
        update(runs)
        .where(runs.c.id == run_id, runs.c.taken_steps < steps)
        .values(taken_steps=steps)
    )


async def add_to_counters(
    connection: AsyncConnection, run_id: int, changes: Mapping[str, int]
) -> None:
    """Counters move in the transaction of the rows they count; changes may be negative."""
    moved = {name: change for name, change in changes.items() if change}
    if moved:
        await connection.execute(_adding(tuple(moved)), {RUN: run_id, **_more(moved)})


async def held(connection: AsyncConnection, run_id: int) -> int:
    """How many wait until it is decided which version is better."""
    return int(await connection.scalar(select(runs.c.held).where(runs.c.id == run_id)) or 0)


async def is_complete(connection: AsyncConnection, run_id: int) -> bool:
    """Whether the snapshot stands in the ledger and everyone in it has an outcome."""
    return bool((await connection.execute(_IS_COMPLETE, {RUN: run_id})).scalar())


def done() -> ColumnElement[int]:
    """Recipients with an outcome."""
    return (
        runs.c.sent
        + runs.c.blocked
        + runs.c.unreachable
        + runs.c.skipped
        + runs.c.failed
        + runs.c.uncertain
    )


# What every commit of a broadcast executes is put together once: SQLAlchemy takes longer to build a
# statement than SQLite to execute it.

# Nobody waits for a version of a cancelled run.
_HOLDS = (runs.c.state == BroadcastState.CANCELLED) & (runs.c.held > 0)
_IS_COMPLETE = select(
    (runs.c.total == done()) & runs.c.frozen & ~_HOLDS & (runs.c.in_doubt == 0)
).where(runs.c.id == bindparam(RUN))


@cache
def _adding(names: tuple[str, ...]) -> Update:
    sums = {runs.c[name]: runs.c[name] + bindparam(f"more_{name}") for name in names}
    return update(runs).where(runs.c.id == bindparam(RUN)).values(sums)


def _more(changes: Mapping[str, int]) -> dict[str, int]:
    return {f"more_{name}": change for name, change in changes.items()}

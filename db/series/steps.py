"""The steps of series: each a broadcast of its own, whose one run stands open.

Until the series is started its steps are drafts that no list shows.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Row, Select, bindparam, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from db.broadcasts.variants import chosen, variants_of
from db.connection.keys import add_row
from db.dialect.comparing import smaller
from db.ledger import parts
from db.ledger import runs as runs_queries
from db.schema.automation.series import enrolments, series_steps
from db.schema.broadcasts import broadcasts
from db.schema.ledger import deliveries, runs
from db.schema.states import BroadcastState, DeliveryState, EnrolmentState, PauseReason, Stage
from db.schema.subscribers import subscribers
from db.series.records import StepRow

NOWHERE = -1  # no step's position


class Says(NamedTuple):
    """What a step says: the same columns of its broadcast."""

    title: str
    content: str
    urgent: bool


async def of_series(connection: AsyncConnection, series_id: int) -> Sequence[StepRow]:
    """In order."""
    rows = await connection.execute(_OF_SERIES, {"which": series_id})
    return [_record(row) for row in rows]


async def add(
    connection: AsyncConnection,
    series_id: int,
    position: int,
    says: Says,
    *,
    wait: str,
    by: int,
    now: int,
) -> int:
    """Behind the others; returns its broadcast's number."""
    broadcast_id = await add_row(
        connection,
        insert(broadcasts).values(
            title=says.title,
            content=says.content,
            urgent=says.urgent,
            created_by=by,
            created_at=now,
            touched_at=now,
            series_id=series_id,
        ),
    )
    await connection.execute(
        insert(series_steps).values(
            series_id=series_id, position=position, broadcast_id=broadcast_id, wait=wait
        )
    )
    return broadcast_id


async def launch(
    connection: AsyncConnection,
    broadcast_id: int,
    *,
    by: int,
    now: int,
    audience: str,
    paused: bool = False,
) -> int:
    """Its run stands open from now on, and nobody is in it yet; returns the run's number."""
    await connection.execute(
        update(broadcasts).where(broadcasts.c.id == broadcast_id).values(stage=Stage.LAUNCHED)
    )
    run_id = await runs_queries.add(
        connection, broadcast_id=broadcast_id, by=by, total=0, upto=0, now=now
    )
    await connection.execute(
        update(runs)
        .where(runs.c.id == run_id)
        .values(standing=True, frozen=True, audience=audience, expires_at=None)
    )
    if paused:
        await runs_queries.move(
            connection, run_id, new=BroadcastState.PAUSED, reason=PauseReason.ADMIN
        )
    return run_id


async def set_audience(connection: AsyncConnection, series_id: int, audience: str) -> None:
    """What all of them are about."""
    of_steps = runs.c.id.in_(_runs_of(series_id))
    await connection.execute(update(runs).where(of_steps).values(audience=audience))


async def variant_for(connection: AsyncConnection, content: str, chat_id: int) -> int:
    """Which of its variants somebody would get."""
    query = select(chosen(variants_of(content))).where(subscribers.c.chat_id == chat_id)
    return int(await connection.scalar(query) or 0)


async def set_wait(connection: AsyncConnection, series_id: int, position: int, wait: str) -> None:
    """For whoever gets the step before from now on."""
    await connection.execute(
        update(series_steps).where(*_at(series_id, position)).values(wait=wait)
    )


async def rewrite(connection: AsyncConnection, step: StepRow, says: Says, *, messages: int) -> None:
    """Whoever has not got it gets that; nobody of it may be claimed. Where its variants differ,
    whoever waits for it is placed anew; who has the first of several messages gets what the new one
    has behind these, its last one at least. `messages`: of its shortest variant."""
    await connection.execute(
        update(broadcasts).where(broadcasts.c.id == step.broadcast_id).values(says._asdict())
    )
    if step.run_id is None:
        return
    await connection.execute(
        update(runs).where(runs.c.id == step.run_id).values(content=says.content, taken_steps=0)
    )
    values: dict[str, Any] = {"step": smaller(deliveries.c.step, messages - 1)}
    variants = variants_of(says.content)
    if variants != variants_of(step.content):
        whose = subscribers.c.id == deliveries.c.subscriber_id
        place = select(chosen(variants)).where(whose).scalar_subquery()
        values["variant"] = func.coalesce(place, 0)
    await connection.execute(
        update(deliveries)
        .where(deliveries.c.run_id == step.run_id, deliveries.c.state == DeliveryState.PENDING)
        .values(values)
    )


async def remove(connection: AsyncConnection, step: StepRow, *, now: int) -> None:
    """Those who wait for it wait for the one behind it; who is just being sent it is skipped."""
    await connection.execute(delete(series_steps).where(*_at(step.series_id, step.position)))
    if step.run_id is None:
        await connection.execute(delete(broadcasts).where(broadcasts.c.id == step.broadcast_id))
    else:
        await _end_run(connection, step.run_id, now=now)
    last = await count(connection, step.series_id)
    for position in range(step.position + 1, last + 1):
        await _move(connection, step.series_id, position, to=position - 1)
    further = enrolments.c.series_id == step.series_id, enrolments.c.step > step.position
    await connection.execute(update(enrolments).where(*further).values(step=enrolments.c.step - 1))
    # Nothing comes any more for those who waited for the last one.
    await connection.execute(
        update(enrolments)
        .where(
            enrolments.c.series_id == step.series_id,
            enrolments.c.state == EnrolmentState.WAITING,
            enrolments.c.step >= last,
        )
        .values(state=EnrolmentState.FINISHED, due_at=None)
    )


async def exchange(connection: AsyncConnection, series_id: int, position: int) -> None:
    """A step and the one behind it. Who has got the first and waits for the second gets what stands
    in its place now; the other one they have already, and the ledger passes over it."""
    await _move(connection, series_id, position, to=NOWHERE)
    await _move(connection, series_id, position + 1, to=position)
    await _move(connection, series_id, NOWHERE, to=position + 1)
    await connection.execute(
        update(enrolments)
        .where(
            enrolments.c.series_id == series_id,
            enrolments.c.state == EnrolmentState.WAITING,
            enrolments.c.step == position + 1,
        )
        .values(step=position)
    )


async def count(connection: AsyncConnection, series_id: int) -> int:
    query = select(func.count()).where(series_steps.c.series_id == series_id)
    return int(await connection.scalar(query) or 0)


async def pause_runs(connection: AsyncConnection, series_id: int, reason: PauseReason) -> None:
    """Those that run; one that has paused by itself keeps its reason."""
    await connection.execute(
        update(runs)
        .where(runs.c.id.in_(_runs_of(series_id)), runs.c.state == BroadcastState.RUNNING)
        .values(state=BroadcastState.PAUSED, pause_reason=reason)
    )


async def resume_runs(
    connection: AsyncConnection, series_id: int, reasons: Sequence[PauseReason]
) -> None:
    """Those that stand still for one of these."""
    await connection.execute(
        update(runs)
        .where(
            runs.c.id.in_(_runs_of(series_id)),
            runs.c.state == BroadcastState.PAUSED,
            runs.c.pause_reason.in_(reasons),
        )
        .values(state=BroadcastState.RUNNING, pause_reason=None, pause_detail=None)
    )


async def end_runs(connection: AsyncConnection, series_id: int, *, now: int) -> None:
    """Whoever is in one and has no outcome is skipped."""
    for step in await of_series(connection, series_id):
        if step.run_id is not None:
            await _end_run(connection, step.run_id, now=now)


async def delete_all(connection: AsyncConnection, series_id: int) -> None:
    """What was sent stays in the ledger, and no list shows it."""
    found = await of_series(connection, series_id)
    await connection.execute(delete(series_steps).where(series_steps.c.series_id == series_id))
    numbers = [step.broadcast_id for step in found if step.run_id is None]
    await connection.execute(delete(broadcasts).where(broadcasts.c.id.in_(numbers)))


async def _end_run(connection: AsyncConnection, run_id: int, *, now: int) -> None:
    """Whoever waits in it is looked for from the first on."""
    await runs_queries.move(connection, run_id, new=BroadcastState.CANCELLED, finished_at=now)
    await parts.lower_cursor(connection, run_id, 0)


async def _move(connection: AsyncConnection, series_id: int, position: int, *, to: int) -> None:
    await connection.execute(
        update(series_steps).where(*_at(series_id, position)).values(position=to)
    )


def _runs_of(series_id: int) -> Select[int]:
    return (
        select(runs.c.id)
        .join(series_steps, series_steps.c.broadcast_id == runs.c.broadcast_id)
        .where(series_steps.c.series_id == series_id, runs.c.standing)
    )


def _at(series_id: int, position: int) -> tuple[Any, Any]:
    return series_steps.c.series_id == series_id, series_steps.c.position == position


def _record(row: Row[*tuple[Any, ...]]) -> StepRow:
    return StepRow(**row._asdict())


def _counted(name: str) -> Any:
    return func.coalesce(runs.c[name], 0).label(name)


_OF_SERIES = (
    select(
        series_steps.c.series_id,
        series_steps.c.position,
        series_steps.c.broadcast_id,
        series_steps.c.wait,
        broadcasts.c.title,
        func.coalesce(runs.c.content, broadcasts.c.content).label("content"),
        runs.c.id.label("run_id"),
        runs.c.state.label("run_state"),
        runs.c.pause_reason,
        runs.c.pause_detail,
        _counted("total"),
        func.coalesce(runs_queries.done(), 0).label("done"),
        _counted("sent"),
        _counted("failed"),
        _counted("uncertain"),
        _counted("capped"),
        _counted("expired"),
    )
    .join(broadcasts, broadcasts.c.id == series_steps.c.broadcast_id)
    .outerjoin(runs, (runs.c.broadcast_id == broadcasts.c.id) & runs.c.standing)
    .where(series_steps.c.series_id == bindparam("which"))
    .order_by(series_steps.c.position)
)

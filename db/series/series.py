"""Series themselves: their names, states, conditions, and what begins and ends them."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, delete, func, insert, select, update
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncConnection

from db.connection.keys import add_row
from db.dialect.comparing import by_bytes
from db.knowledge.names import Name
from db.schema.automation.series import enrolments, series, series_signals, series_steps
from db.schema.states import EnrolmentState, SeriesPause, SeriesState
from db.series.records import BEGINS, SeriesRow, Signal

NOBODY = 0  # no user has this id: whoever it was had their data deleted
ALIVE = (SeriesState.RUNNING, SeriesState.PAUSED)
"""People come into these, and keep their place."""


async def add(connection: AsyncConnection, name: Name, *, by: int, now: int) -> int:
    """Returns its number."""
    values = {"name": name.text, "folded": name.folded, "created_by": by}
    values |= {"created_at": now, "changed_at": now}
    return await add_row(connection, insert(series).values(values))


async def rename(connection: AsyncConnection, series_id: int, name: Name, *, now: int) -> bool:
    """False when it is gone."""
    return await change(connection, series_id, now=now, name=name.text, folded=name.folded)


async def change(
    connection: AsyncConnection, series_id: int, *, now: int, **values: object
) -> bool:
    """False when it is gone."""
    result = await connection.execute(
        update(series).where(series.c.id == series_id).values(changed_at=now, **values)
    )
    return result.rowcount == 1


async def move(
    connection: AsyncConnection,
    series_id: int,
    new: SeriesState,
    *,
    out_of: Collection[SeriesState],
    now: int,
    why: SeriesPause | None = None,
) -> bool:
    """Compare-and-set; False when it was in none of these states."""
    values: dict[str, object] = {"state": new, "changed_at": now, "paused_why": why}
    values["paused_at"] = None if why is None else now
    if new is SeriesState.RUNNING:
        values["started_at"] = func.coalesce(series.c.started_at, now)
    result = await connection.execute(
        update(series).where(series.c.id == series_id, series.c.state.in_(out_of)).values(values)
    )
    return result.rowcount == 1


async def pause_all(connection: AsyncConnection, why: SeriesPause, *, now: int) -> int:
    """Those that are paused already, too: they may have been resumed since. How many."""
    values = {"state": SeriesState.PAUSED, "paused_why": why, "paused_at": now}
    if why is SeriesPause.RESTORED:
        values["restored_at"] = now
    result = await connection.execute(
        update(series).where(series.c.state.in_(ALIVE)).values(values)
    )
    return result.rowcount


async def forget_people(connection: AsyncConnection, series_id: int, *, limit: int) -> int:
    """Some of those who were in it; how many."""
    some = select(enrolments.c.subscriber_id).where(enrolments.c.series_id == series_id)
    result = await connection.execute(
        delete(enrolments).where(
            enrolments.c.series_id == series_id,
            enrolments.c.subscriber_id.in_(some.limit(limit)),
        )
    )
    return result.rowcount


async def delete_whole(connection: AsyncConnection, series_id: int) -> bool:
    """Its steps, and whoever was in it, are gone already. False when people are in it."""
    which = series.c.id == series_id, series.c.state.not_in(ALIVE)
    if await connection.scalar(select(series.c.id).where(*which)) is None:
        return False
    await connection.execute(delete(series_signals).where(series_signals.c.series_id == series_id))
    await connection.execute(delete(series).where(*which))
    return True


async def get(connection: AsyncConnection, series_id: int) -> SeriesRow | None:
    rows = await connection.execute(select(*_COLUMNS).where(series.c.id == series_id))
    row = rows.mappings().first()
    return None if row is None else _record(row)


async def named(connection: AsyncConnection, name: Name) -> int | None:
    found: int | None = await connection.scalar(
        select(series.c.id).where(series.c.folded == name.folded)
    )
    return found


async def count(connection: AsyncConnection) -> int:
    return int(await connection.scalar(select(func.count()).select_from(series)) or 0)


async def page(
    connection: AsyncConnection, *, offset: int, limit: int
) -> Sequence[tuple[SeriesRow, int]]:
    """By name, each with how many steps it has."""
    steps = (
        select(func.count())
        .where(series_steps.c.series_id == series.c.id)
        .correlate(series)
        .scalar_subquery()
        .label("steps")
    )
    rows = await connection.execute(
        select(*_COLUMNS, steps).order_by(by_bytes(series.c.folded)).offset(offset).limit(limit)
    )
    return [(_record(row), int(row["steps"])) for row in rows.mappings()]


async def running(connection: AsyncConnection) -> Sequence[SeriesRow]:
    rows = await connection.execute(_RUNNING)
    return [_record(row) for row in rows.mappings()]


async def how_many(
    connection: AsyncConnection, series_id: int, state: EnrolmentState, *, step: int | None = None
) -> int:
    """People who stand like that; `step`: and have got so many."""
    which = [enrolments.c.series_id == series_id, enrolments.c.state == state]
    if step is not None:
        which.append(enrolments.c.step == step)
    return int(await connection.scalar(select(func.count()).where(*which)) or 0)


async def signals(connection: AsyncConnection, series_id: int, *, does: str) -> Sequence[Signal]:
    columns = series_signals.c
    rows = await connection.execute(
        select(columns.kind, columns.ref, columns.part)
        .where(columns.series_id == series_id, columns.does == does)
        .order_by(columns.kind, columns.ref, columns.part)
    )
    return [Signal(*row) for row in rows]


async def set_signals(
    connection: AsyncConnection, series_id: int, chosen: Collection[Signal], *, does: str
) -> None:
    """In the place of those that it had."""
    mine: tuple[ColumnElement[bool], ...]
    mine = series_signals.c.series_id == series_id, series_signals.c.does == does
    await connection.execute(delete(series_signals).where(*mine))
    rows = [
        {**one._asdict(), "kind": str(one.kind), "series_id": series_id, "does": does}
        for one in dict.fromkeys(chosen)
    ]
    if rows:
        await connection.execute(insert(series_signals), rows)


async def silences(connection: AsyncConnection) -> Sequence[tuple[SeriesRow, int]]:
    """Running ones that begin for who was silent for so many days."""
    rows = await connection.execute(_SILENCES)
    return [(_record(row), int(row["ref"])) for row in rows.mappings()]


async def erase_author(connection: AsyncConnection, user_id: int) -> None:
    """What they made stays, and is nobody's."""
    await connection.execute(
        update(series).where(series.c.created_by == user_id).values(created_by=NOBODY)
    )


def _record(row: RowMapping) -> SeriesRow:
    return SeriesRow(**{name: row[name] for name in SeriesRow.__dataclass_fields__})


_COLUMNS = tuple(series.c[name] for name in SeriesRow.__dataclass_fields__)
_RUNNING = select(*_COLUMNS).where(series.c.state == SeriesState.RUNNING).order_by(series.c.id)
_SILENCES = (
    select(*_COLUMNS, series_signals.c.ref)
    .join(series_signals, series_signals.c.series_id == series.c.id)
    .where(
        series.c.state == SeriesState.RUNNING,
        series_signals.c.kind == "silent",
        series_signals.c.does == BEGINS,
    )
    .order_by(series.c.id, series_signals.c.ref)
)

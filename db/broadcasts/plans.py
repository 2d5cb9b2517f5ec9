"""Broadcasts that wait to be launched: while its row stands here, one is `scheduled`.

Every change finds what it expects or changes nothing: of two at once, one counts.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from db.records import PlanRow
from db.schema.broadcasts import broadcasts
from db.schema.states import AskedWhy, BroadcastState, PlanKind, PlanState, Stage, allowed_from
from db.schema.studio.planning import plans

_PLANS: Select[Any] = select(
    plans.c.broadcast_id,
    broadcasts.c.title,
    plans.c.kind,
    plans.c.state,
    plans.c.due_at,
    plans.c.local_time,
    plans.c.planned_by,
    plans.c.planned_at,
    plans.c.asked_why,
).select_from(plans.join(broadcasts, broadcasts.c.id == plans.c.broadcast_id))
_WAITS = plans.c.state == PlanState.WAITING
_ORDER = plans.c.due_at, plans.c.broadcast_id


async def add(
    connection: AsyncConnection,
    broadcast_id: int,
    kind: PlanKind,
    *,
    due_at: int,
    by: int,
    now: int,
    local_time: str | None = None,
) -> bool:
    """False when it is no draft (any more)."""
    result = await connection.execute(
        update(broadcasts)
        .where(
            broadcasts.c.id == broadcast_id,
            broadcasts.c.stage.in_(allowed_from(BroadcastState.SCHEDULED)),
            broadcasts.c.repeat_id.is_(None),  # the draft of a repeat stays one
        )
        .values(stage=Stage.SCHEDULED)
    )
    if result.rowcount != 1:
        return False
    await connection.execute(
        insert(plans).values(
            broadcast_id=broadcast_id,
            kind=kind,
            due_at=due_at,
            local_time=local_time,
            planned_by=by,
            planned_at=now,
        )
    )
    return True


async def move(
    connection: AsyncConnection,
    broadcast_id: int,
    *,
    due_at: int,
    by: int,
    now: int,
    local_time: str | None = None,
    kind: PlanKind = PlanKind.TIME,
) -> None:
    """If it is planned, it waits for another time, whatever it waited for."""
    await connection.execute(
        update(plans)
        .where(plans.c.broadcast_id == broadcast_id)
        .values(
            kind=kind,
            state=PlanState.WAITING,
            due_at=due_at,
            local_time=local_time,
            planned_by=by,
            planned_at=now,
            asked_why=None,
            told=False,
        )
    )


async def take(
    connection: AsyncConnection, broadcast_id: int, *, as_planned: PlanRow | None = None
) -> bool:
    """Its waiting is over, whatever becomes of it now; False when somebody was faster, or
    (`as_planned`) it is not planned in this way any more."""
    found: list[ColumnElement[bool]] = [plans.c.broadcast_id == broadcast_id]
    if as_planned is not None:
        found += _same(as_planned)
    result = await connection.execute(delete(plans).where(*found))
    return result.rowcount == 1


async def take_countdown(connection: AsyncConnection, broadcast_id: int) -> bool:
    """The same of one that can be undone."""
    found = plans.c.broadcast_id == broadcast_id, plans.c.kind == PlanKind.UNDO
    result = await connection.execute(delete(plans).where(*found))
    return result.rowcount == 1


async def ask(
    connection: AsyncConnection, as_planned: PlanRow, why: AskedWhy, detail: str = ""
) -> bool:
    """An admin is to decide; False when it is not planned in this way any more."""
    result = await connection.execute(
        update(plans).where(*_same(as_planned)).values(**_asked(why, detail))
    )
    return result.rowcount == 1


async def ask_about_all(connection: AsyncConnection, why: AskedWhy, detail: str = "") -> int:
    """None of those that wait is launched by itself; returns how many."""
    result = await connection.execute(update(plans).where(_WAITS).values(**_asked(why, detail)))
    return result.rowcount


async def back_to_draft(connection: AsyncConnection, broadcast_id: int, *, now: int) -> None:
    """Of one whose row was taken; a round is a draft like any other then."""
    await connection.execute(
        update(broadcasts)
        .where(
            broadcasts.c.id == broadcast_id,
            broadcasts.c.stage.in_(allowed_from(BroadcastState.DRAFT)),
        )
        .values(stage=Stage.DRAFT, repeat_id=None, touched_at=now)
    )


async def find(connection: AsyncConnection, broadcast_id: int) -> PlanRow | None:
    row = (await connection.execute(_PLANS.where(plans.c.broadcast_id == broadcast_id))).first()
    return _record(row) if row else None


async def page(
    connection: AsyncConnection, *, offset: int, limit: int
) -> tuple[Sequence[PlanRow], int]:
    """Those that ask first, then in the order of their times; and their number in all."""
    count = await connection.scalar(select(func.count()).select_from(plans))
    rows = await connection.execute(
        _PLANS.order_by(plans.c.state, *_ORDER).offset(offset).limit(limit)
    )
    return [_record(row) for row in rows], int(count or 0)


async def countdowns(connection: AsyncConnection) -> Sequence[PlanRow]:
    rows = await connection.execute(
        _PLANS.where(_WAITS, plans.c.kind == PlanKind.UNDO).order_by(*_ORDER)
    )
    return [_record(row) for row in rows]


async def due(connection: AsyncConnection, *, now: int, limit: int) -> Sequence[PlanRow]:
    """Those whose time has come, the longest first."""
    rows = await connection.execute(
        _PLANS.where(_WAITS, plans.c.kind == PlanKind.TIME, plans.c.due_at <= now)
        .order_by(*_ORDER)
        .limit(limit)
    )
    return [_record(row) for row in rows]


async def next_due(connection: AsyncConnection) -> int | None:
    """When the first one's time comes."""
    query = select(func.min(plans.c.due_at)).where(_WAITS, plans.c.kind == PlanKind.TIME)
    moment: int | None = await connection.scalar(query)
    return moment


async def untold(connection: AsyncConnection) -> Sequence[PlanRow]:
    """Those that ask, and nobody was told yet."""
    rows = await connection.execute(
        _PLANS.where(plans.c.state == PlanState.ASKED, plans.c.told.is_(False)).order_by(*_ORDER)
    )
    return [_record(row) for row in rows]


async def mark_told(connection: AsyncConnection, numbers: Sequence[int]) -> None:
    await connection.execute(
        update(plans).where(plans.c.broadcast_id.in_(numbers)).values(told=True)
    )


async def contents(connection: AsyncConnection) -> dict[int, str]:
    """What each of them says, by its number; all of it is stored JSON."""
    query = select(broadcasts.c.id, broadcasts.c.content).join_from(
        plans, broadcasts, broadcasts.c.id == plans.c.broadcast_id
    )
    return {int(number): str(content) for number, content in await connection.execute(query)}


async def erase_planner(connection: AsyncConnection, user_id: int, *, nobody: int) -> None:
    await connection.execute(
        update(plans).where(plans.c.planned_by == user_id).values(planned_by=nobody)
    )


def _asked(why: AskedWhy, detail: str) -> dict[str, object]:
    text = f"{why} {detail}" if detail else why.value
    return {"state": PlanState.ASKED, "asked_why": text, "told": False}


def _same(row: PlanRow) -> list[ColumnElement[bool]]:
    """It waits as it did when the row was read."""
    return [
        plans.c.broadcast_id == row.broadcast_id,
        plans.c.kind == row.kind,
        plans.c.state == row.state,
        plans.c.due_at == row.due_at,
        plans.c.local_time.is_not_distinct_from(row.local_time),
        plans.c.planned_by == row.planned_by,
        plans.c.planned_at == row.planned_at,
    ]


def _record(row: Row[Any]) -> PlanRow:
    return PlanRow(**row._asdict())

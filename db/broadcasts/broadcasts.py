"""Broadcasts: drafts, and what is read of launched ones."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Row, Select, bindparam, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from db.connection.keys import add_row
from db.records import BroadcastRow
from db.schema.broadcasts import broadcasts
from db.schema.ledger import runs
from db.schema.states import BroadcastState, RunKind, Stage, allowed_from

NOBODY = 0  # no user has this id: whoever it was had their data deleted

_OF_BROADCAST = (
    broadcasts.c.id,
    broadcasts.c.stage,
    broadcasts.c.title,
    broadcasts.c.created_by,
    broadcasts.c.created_at,
    broadcasts.c.parent_id,
)
# What a launched one sends is its run's own, whatever the draft said.
_OF_EITHER = (
    func.coalesce(runs.c.content, broadcasts.c.content).label("content"),
    func.coalesce(runs.c.audience, broadcasts.c.audience).label("audience"),
)
_OF_RUN = (
    runs.c.id.label("run_id"),
    runs.c.state.label("run_state"),
    runs.c.pause_reason,
    runs.c.pause_detail,
    runs.c.launched_by,
    runs.c.launched_at,
    runs.c.finished_at,
    runs.c.total,
    runs.c.sent,
    runs.c.blocked,
    runs.c.unreachable,
    runs.c.skipped,
    runs.c.failed,
    runs.c.uncertain,
    runs.c.paid,
    runs.c.failed_answer,
    runs.c.uncertain_answer,
    runs.c.cancelled,
    runs.c.cancelled_answer,
)


async def add_draft(
    connection: AsyncConnection,
    *,
    title: str,
    content: str,
    author: int,
    now: int,
    urgent: bool = False,
) -> int:
    """Returns the new broadcast's id."""
    return await add_row(
        connection,
        insert(broadcasts).values(
            title=title,
            content=content,
            urgent=urgent,
            created_by=author,
            created_at=now,
            touched_at=now,
        ),
    )


async def change_draft(
    connection: AsyncConnection,
    broadcast_id: int,
    *,
    title: str,
    content: str,
    urgent: bool,
    now: int,
) -> bool:
    """False when there is no such draft (any more)."""
    result = await connection.execute(
        update(broadcasts)
        .where(broadcasts.c.id == broadcast_id, broadcasts.c.stage == Stage.DRAFT)
        .values(title=title, content=content, urgent=urgent, touched_at=now)
    )
    return result.rowcount == 1


async def delete_draft(connection: AsyncConnection, broadcast_id: int) -> bool:
    """False when there is no such draft (any more)."""
    result = await connection.execute(
        delete(broadcasts).where(broadcasts.c.id == broadcast_id, broadcasts.c.stage == Stage.DRAFT)
    )
    return result.rowcount == 1


async def drafts_of(
    connection: AsyncConnection, author: int, *, offset: int, limit: int
) -> tuple[Sequence[BroadcastRow], int]:
    """A person's drafts, newest first, and their number in all."""
    theirs = (broadcasts.c.stage == Stage.DRAFT) & (broadcasts.c.created_by == author)
    count = (
        await connection.execute(select(func.count()).select_from(broadcasts).where(theirs))
    ).scalar_one()
    rows = await connection.execute(
        _JOINED.where(theirs).order_by(broadcasts.c.id.desc()).offset(offset).limit(limit)
    )
    return [_record(row) for row in rows], count


async def notes_of(connection: AsyncConnection, broadcast_id: int) -> str | None:
    """What was noted about a draft, as JSON."""
    query = select(broadcasts.c.notes).where(broadcasts.c.id == broadcast_id)
    text: str | None = (await connection.execute(query)).scalar()
    return text


async def save_notes(
    connection: AsyncConnection, broadcast_id: int, notes: str, *, now: int
) -> None:
    await connection.execute(
        update(broadcasts)
        .where(broadcasts.c.id == broadcast_id)
        .values(notes=notes, touched_at=now)
    )


async def delete_drafts(
    connection: AsyncConnection, *, before: int, kept_of: Collection[int]
) -> int:
    """Those last touched before that moment, but for the ones of these authors; how many went."""
    result = await connection.execute(
        delete(broadcasts).where(
            broadcasts.c.stage == Stage.DRAFT,
            broadcasts.c.touched_at < before,
            broadcasts.c.created_by.not_in(kept_of),
        )
    )
    return result.rowcount


async def erase_author(connection: AsyncConnection, user_id: int) -> None:
    """Delete the person's drafts; what else they made keeps NOBODY for their id."""
    mine = broadcasts.c.created_by == user_id
    await connection.execute(delete(broadcasts).where(mine, broadcasts.c.stage == Stage.DRAFT))
    await connection.execute(update(broadcasts).where(mine).values(created_by=NOBODY))
    await connection.execute(
        update(runs).where(runs.c.launched_by == user_id).values(launched_by=NOBODY)
    )


async def mark_launched(connection: AsyncConnection, broadcast_id: int) -> bool:
    """Compare-and-set: of two launches at once, one gets False."""
    result = await connection.execute(
        update(broadcasts)
        .where(
            broadcasts.c.id == broadcast_id,
            broadcasts.c.stage.in_(allowed_from(BroadcastState.RUNNING)),
        )
        .values(stage=Stage.LAUNCHED)
    )
    return result.rowcount == 1


async def find(connection: AsyncConnection, broadcast_id: int) -> BroadcastRow | None:
    row = (await connection.execute(_FIND, {"which": broadcast_id})).first()
    return _record(row) if row else None


async def page(
    connection: AsyncConnection, *, offset: int, limit: int
) -> tuple[Sequence[BroadcastRow], int]:
    """Launched ones, newest first, and their number in all."""
    count = (await connection.execute(_COUNT)).scalar_one()
    rows = await connection.execute(_PAGE, {"offset": offset, "limit": limit})
    return [_record(row) for row in rows], count


async def newest(connection: AsyncConnection) -> BroadcastRow | None:
    """The one launched last."""
    row = (await connection.execute(_PAGE, {"offset": 0, "limit": 1})).first()
    return _record(row) if row else None


async def in_states(connection: AsyncConnection, states: Sequence[str]) -> Sequence[BroadcastRow]:
    """Launched ones whose run is in one of these states, oldest first."""
    rows = await connection.execute(_IN_STATES, {"states": states})
    return [_record(row) for row in rows]


def _record(row: Row[Any]) -> BroadcastRow:
    return BroadcastRow(**row._asdict())


# Put together once: for so many columns that takes longer than the query itself.
_JOINED: Select[Any] = select(*_OF_BROADCAST, *_OF_EITHER, *_OF_RUN).select_from(
    broadcasts.outerjoin(
        runs, (runs.c.broadcast_id == broadcasts.c.id) & (runs.c.kind == RunKind.SEND)
    )
)
_LAUNCHED = broadcasts.c.stage == Stage.LAUNCHED
_FIND = _JOINED.where(broadcasts.c.id == bindparam("which"))
_COUNT = select(func.count()).select_from(broadcasts).where(_LAUNCHED)
_PAGE = (
    _JOINED.where(_LAUNCHED)
    .order_by(runs.c.id.desc())
    .offset(bindparam("offset"))
    .limit(bindparam("limit"))
)
_IN_STATES = _JOINED.where(runs.c.state.in_(bindparam("states", expanding=True))).order_by(
    broadcasts.c.id
)

"""Broadcasts as they are read, and the launch of one; drafts.py has those not launched yet."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Select, bindparam, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from db.broadcasts import drafts, plans
from db.records import BroadcastRow
from db.repeating import repeats
from db.schema.broadcasts import broadcasts
from db.schema.ledger import runs, version_tests
from db.schema.states import BroadcastState, RunKind, Stage, allowed_from

NOBODY = 0  # no user has this id: whoever it was had their data deleted

_OF_BROADCAST = (
    broadcasts.c.id,
    broadcasts.c.stage,
    broadcasts.c.title,
    broadcasts.c.created_by,
    broadcasts.c.created_at,
    broadcasts.c.parent_id,
    broadcasts.c.series_id,
    broadcasts.c.repeat_id,
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
    runs.c.in_doubt,
    runs.c.paid,
    runs.c.failed_answer,
    runs.c.uncertain_answer,
    runs.c.cancelled,
    runs.c.partial,
    runs.c.unwanted,
    runs.c.held,
    runs.c.expired,
    runs.c.capped,
    runs.c.cancelled_answer,
    runs.c.capped_answer,
    runs.c.thinned,
    runs.c.kind,
    runs.c.gone,
    runs.c.late,
    runs.c.unknown,
    runs.c.recall_at,
)


async def erase_author(connection: AsyncConnection, user_id: int) -> None:
    """Delete the person's drafts; what else they made keeps NOBODY for their id."""
    await drafts.erase_admin(connection, user_id)
    await repeats.erase_maker(connection, user_id, nobody=NOBODY)
    mine = broadcasts.c.created_by == user_id
    await connection.execute(update(broadcasts).where(mine).values(created_by=NOBODY))
    await connection.execute(
        update(runs).where(runs.c.launched_by == user_id).values(launched_by=NOBODY)
    )
    decided = version_tests.c.decided_by == user_id
    await connection.execute(update(version_tests).where(decided).values(decided_by=NOBODY))
    await plans.erase_planner(connection, user_id, nobody=NOBODY)


async def mark_launched(
    connection: AsyncConnection, broadcast_id: int, *, found: Stage = Stage.DRAFT
) -> bool:
    """Compare-and-set: of two launches at once, one gets False. A planned one's plan was taken."""
    result = await connection.execute(
        update(broadcasts)
        .where(
            broadcasts.c.id == broadcast_id,
            broadcasts.c.stage == found,
            broadcasts.c.stage.in_(allowed_from(BroadcastState.RUNNING)),
            # What rounds of a repeat are made of stays a draft.
            or_(broadcasts.c.stage != Stage.DRAFT, broadcasts.c.repeat_id.is_(None)),
        )
        .values(stage=Stage.LAUNCHED)
    )
    return result.rowcount == 1


async def find(connection: AsyncConnection, broadcast_id: int) -> BroadcastRow | None:
    row = (await connection.execute(_FIND, {"which": broadcast_id})).first()
    return _record(row) if row else None


async def recent(connection: AsyncConnection, *, limit: int) -> Sequence[BroadcastRow]:
    """Launched ones of every kind, newest first."""
    rows = await connection.execute(_RECENT, {"limit": limit})
    return [_record(row) for row in rows]


async def page(
    connection: AsyncConnection, *, offset: int, limit: int
) -> tuple[Sequence[BroadcastRow], int]:
    """Launched ones, newest first, and their number in all; what mends one is not among them."""
    count = (await connection.execute(_COUNT)).scalar_one()
    rows = await connection.execute(_PAGE, {"offset": offset, "limit": limit})
    return [_record(row) for row in rows], count


async def titles(connection: AsyncConnection) -> Sequence[tuple[int, str]]:
    """Of launched ones, newest first; those without a title are left out."""
    rows = await connection.execute(_TITLES)
    return [(int(number), str(title)) for number, title in rows]


async def mendings(connection: AsyncConnection, run_id: int) -> Sequence[BroadcastRow]:
    """Those that mend what a run has sent, oldest first."""
    rows = await connection.execute(_MENDINGS, {"source": run_id})
    return [_record(row) for row in rows]


async def listed(
    connection: AsyncConnection, *, before: int, limit: int, state: str | None = None
) -> Sequence[int]:
    """Numbers of drafts, planned and launched ones below that number, the newest first; neither
    what mends one nor steps of a series, nor the draft that rounds are made of."""
    query = _LISTED.where(broadcasts.c.id < before).limit(limit)
    if state in tuple(Stage):
        query = query.where(broadcasts.c.stage == state)
    elif state is not None:
        query = query.where(runs.c.state == state)
    return [int(number) for number in (await connection.execute(query)).scalars()]


async def is_listed(connection: AsyncConnection, broadcast_id: int) -> bool:
    """Whether `listed()` tells of it."""
    found = await connection.scalar(_LISTED.where(broadcasts.c.id == broadcast_id))
    return found is not None


async def newest(connection: AsyncConnection) -> BroadcastRow | None:
    """The one launched last."""
    row = (await connection.execute(_PAGE, {"offset": 0, "limit": 1})).first()
    return _record(row) if row else None


async def in_states(
    connection: AsyncConnection, states: Sequence[str], *, steps: bool = True
) -> Sequence[BroadcastRow]:
    """Launched ones whose run is in one of these states, oldest first; with the `steps` of series,
    or without."""
    wanted = _IN_STATES if steps else _IN_STATES.where(broadcasts.c.series_id.is_(None))
    rows = await connection.execute(wanted, {"states": states})
    return [_record(row) for row in rows]


def _record(row: Row[Any]) -> BroadcastRow:
    return BroadcastRow(**row._asdict())


# Put together once: for so many columns that takes longer than the query itself.
_JOINED: Select[Any] = select(*_OF_BROADCAST, *_OF_EITHER, *_OF_RUN).select_from(
    broadcasts.outerjoin(runs, runs.c.broadcast_id == broadcasts.c.id)
)
# The steps of series are told of there.
_LAUNCHED = (broadcasts.c.stage == Stage.LAUNCHED) & broadcasts.c.series_id.is_(None)
_SENDS = runs.c.kind == RunKind.SEND
_TITLES = (
    select(broadcasts.c.id, broadcasts.c.title)
    .join(runs, runs.c.broadcast_id == broadcasts.c.id)
    .where(_LAUNCHED, _SENDS, broadcasts.c.title != "")
    .order_by(runs.c.id.desc())
)
_FIND = _JOINED.where(broadcasts.c.id == bindparam("which"))
_COUNT = (
    select(func.count())
    .select_from(broadcasts.join(runs, runs.c.broadcast_id == broadcasts.c.id))
    .where(_LAUNCHED, _SENDS)
)
_PAGE = (
    _JOINED.where(_LAUNCHED, _SENDS)
    .order_by(runs.c.id.desc())
    .offset(bindparam("offset"))
    .limit(bindparam("limit"))
)
_LISTED = (
    select(broadcasts.c.id)
    .select_from(broadcasts.outerjoin(runs, runs.c.broadcast_id == broadcasts.c.id))
    .where(
        or_(runs.c.id.is_(None), _SENDS),
        broadcasts.c.series_id.is_(None),
        or_(broadcasts.c.repeat_id.is_(None), runs.c.id.is_not(None)),
    )
    .order_by(broadcasts.c.id.desc())
)
_RECENT = _JOINED.where(_LAUNCHED).order_by(runs.c.id.desc()).limit(bindparam("limit"))
_MENDINGS = _JOINED.where(
    runs.c.source_run_id == bindparam("source"), runs.c.kind != RunKind.SEND
).order_by(runs.c.id)
_IN_STATES = _JOINED.where(runs.c.state.in_(bindparam("states", expanding=True))).order_by(
    broadcasts.c.id
)

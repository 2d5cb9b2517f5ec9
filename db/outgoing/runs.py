"""What becomes of broadcasts, as events. Corrections, recalls and the steps of series are none."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row, bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.outgoing.writing import Event, Wanted, moment
from db.schema.broadcasts import broadcasts
from db.schema.ledger import runs
from db.schema.states import BroadcastState, EventKind, PauseReason, RunKind

_K, _B = EventKind, BroadcastState
# What one has become, and which event that is; that it goes on again is none.
MOVES: Mapping[str, EventKind] = {
    _B.PAUSED: _K.BROADCAST_PAUSED,
    _B.FINISHED: _K.BROADCAST_FINISHED,
    _B.CANCELLED: _K.BROADCAST_FINISHED,
}
FIGURES = ("sent", "blocked", "unreachable", "skipped", "failed", "uncertain")


def subject_of(broadcast_id: int) -> str:
    return f"broadcast:{broadcast_id}"


async def launched(connection: AsyncConnection, run_id: int, *, now: int) -> None:
    await _note(connection, [run_id], _K.BROADCAST_LAUNCHED, now)


async def moved(
    connection: AsyncConnection, run_ids: Sequence[int], *, new: BroadcastState, now: int
) -> None:
    """They have that state now."""
    if new in MOVES and run_ids:
        await _note(connection, run_ids, MOVES[new], now)


async def _note(
    connection: AsyncConnection, run_ids: Sequence[int], kind: EventKind, now: int
) -> None:
    wanted = await Wanted.read(connection)
    if not wanted.any_of(kind):
        return
    rows = (await connection.execute(_TOLD, {"some": list(run_ids)})).all()
    events = [
        Event(kind, subject_of(row.id), {"broadcast": _told(row, kind)}, now)
        for row in rows
        if row.pause_reason != PauseReason.MENDING  # it goes on by itself in a moment
    ]
    await wanted.write(connection, events)


def _told(row: Row[Any], kind: EventKind) -> dict[str, Any]:
    told = {
        "id": row.id,
        "title": row.title,
        "recipients": row.total,
        "launched_at": moment(row.launched_at),
        "state": row.state,
    }
    if kind is _K.BROADCAST_PAUSED:
        told["reason"] = row.pause_reason
    if kind is _K.BROADCAST_FINISHED:
        told["figures"] = {name: getattr(row, name) for name in FIGURES}
    return told


_TOLD = (
    select(
        broadcasts.c.id,
        broadcasts.c.title,
        runs.c.total,
        runs.c.launched_at,
        runs.c.state,
        runs.c.pause_reason,
        *(runs.c[name] for name in FIGURES),
    )
    .join(broadcasts, broadcasts.c.id == runs.c.broadcast_id)
    .where(
        runs.c.id.in_(bindparam("some", expanding=True)),
        runs.c.kind == RunKind.SEND,
        broadcasts.c.series_id.is_(None),
    )
    .order_by(runs.c.id)
)

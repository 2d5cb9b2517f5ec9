"""Tests of versions: each goes to a share of the audience, and the better one to those who waited.

Whoever waits stands in the ledger as skipped, for the reason HELD, from the snapshot on: claims
never see them. The counter `held` of the run moves with these rows.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from db.audience.audience import Audience
from db.broadcasts import follow_ups
from db.ledger import runs
from db.ledger.open_deliveries import held_keys
from db.outgoing import runs as outgoing
from db.records import VersionTestRow
from db.schema.ledger import deliveries, version_tests
from db.schema.ledger import runs as runs_table
from db.schema.reasons import OwnReason
from db.schema.states import (
    OPEN_TESTS,
    DeliveryState,
    Resolution,
    SkipReason,
    VersionTestState,
)

_T = version_tests.c
_R = runs_table.c
_TESTS: Select[Any] = select(
    *version_tests.c,
    _R.broadcast_id,
    _R.state.label("run_state"),
    _R.launched_by,
    _R.launched_at,
    _R.finished_at,
    _R.total,
    _R.held,
).join(runs_table, _R.id == _T.run_id)


async def add(
    connection: AsyncConnection,
    run_id: int,
    *,
    versions: int,
    share: int,
    seconds: int | None,
    state: VersionTestState,
) -> None:
    await connection.execute(
        insert(version_tests).values(
            run_id=run_id, versions=versions, share=share, seconds=seconds, state=state
        )
    )


async def of_broadcast(connection: AsyncConnection, broadcast_id: int) -> VersionTestRow | None:
    row = (await connection.execute(_TESTS.where(_R.broadcast_id == broadcast_id))).first()
    return None if row is None else VersionTestRow(**row._asdict())


async def open_ones(connection: AsyncConnection) -> Sequence[VersionTestRow]:
    """Those that are to be decided, by the engine or by an admin, oldest first."""
    rows = await connection.execute(_TESTS.where(_T.state.in_(OPEN_TESTS)).order_by(_T.run_id))
    return [VersionTestRow(**row._asdict()) for row in rows]


async def winner_of(connection: AsyncConnection, broadcast_id: int) -> int:
    """The first version where none has won."""
    row = await of_broadcast(connection, broadcast_id)
    return (row.winner if row is not None else None) or 0


async def close(
    connection: AsyncConnection,
    run_id: int,
    state: VersionTestState,
    *,
    now: int,
    by: int | None = None,
    winner: int | None = None,
    figures: str | None = None,
) -> bool:
    """Compare-and-set: of several who decide at once, one gets True."""
    result = await connection.execute(
        update(version_tests)
        .where(_T.run_id == run_id, _T.state.in_(OPEN_TESTS))
        .values(state=state, winner=winner, decided_by=by, decided_at=now, figures=figures)
    )
    return result.rowcount == 1


async def compare(connection: AsyncConnection, run_id: int) -> None:
    """Nobody waits: there is nothing to decide."""
    await connection.execute(
        update(version_tests)
        .where(_T.run_id == run_id, _T.state.in_(OPEN_TESTS))
        .values(state=VersionTestState.COMPARED)
    )


async def without_figures(connection: AsyncConnection, run_id: int) -> VersionTestRow | None:
    """That of a run, where its figures stand in the ledger alone."""
    query = _TESTS.where(_T.run_id == run_id, _T.figures.is_(None))
    row = (await connection.execute(query)).first()
    return None if row is None else VersionTestRow(**row._asdict())


async def keep_figures(connection: AsyncConnection, run_id: int, figures: str) -> None:
    await connection.execute(
        update(version_tests).where(_T.run_id == run_id).values(figures=figures)
    )


async def ask(connection: AsyncConnection, run_id: int, *, seconds: int) -> bool:
    """An admin is to decide; False when somebody has, or has given it other than these seconds."""
    result = await connection.execute(
        update(version_tests)
        .where(_T.run_id == run_id, _T.state == VersionTestState.WAITING, _T.seconds == seconds)
        .values(state=VersionTestState.ASKED)
    )
    return result.rowcount == 1


async def put_off(connection: AsyncConnection, run_id: int, *, seconds: int | None) -> bool:
    """Wait for so long since all of them had it; False when it is decided."""
    result = await connection.execute(
        update(version_tests)
        .where(_T.run_id == run_id, _T.state.in_(OPEN_TESTS))
        .values(state=VersionTestState.WAITING, seconds=seconds)
    )
    return result.rowcount == 1


async def by_hand(connection: AsyncConnection) -> None:
    """None is decided by the engine any more."""
    await connection.execute(
        update(version_tests).where(_T.state.in_(OPEN_TESTS)).values(seconds=None)
    )


async def send_winner(
    connection: AsyncConnection,
    row: VersionTestRow,
    *,
    content: str,
    audience: Audience,
    by: int,
    now: int,
) -> int:
    """A broadcast to those who waited, under way; returns its id."""
    child_id = await follow_ups.add_broadcast(
        connection,
        row.broadcast_id,
        content=content,
        audience=audience,
        by=by,
        now=now,
    )
    waiting = held_keys(row.run_id).order_by(None).subquery()
    last = await connection.scalar(select(func.max(waiting.c.subscriber_id)))
    run_id = await runs.add(
        connection,
        broadcast_id=child_id,
        by=by,
        total=row.held,
        upto=int(last or 0),
        now=now,
        source_run_id=row.run_id,
    )
    await outgoing.launched(connection, run_id, now=now)
    await connection.execute(
        update(version_tests).where(_T.run_id == row.run_id).values(child_id=child_id)
    )
    return child_id


async def doubt(connection: AsyncConnection) -> list[int]:
    """A backup is in place: whoever waits in it may have got the winner since.

    Nothing is decided any more, and they are uncertain; if it was decided before to leave those of
    this run as they are, that is asked anew. Returns the runs.
    """
    tests = (await connection.execute(_TESTS.where(_T.state.in_(OPEN_TESTS)))).all()
    for test in tests:
        found = await connection.execute(
            update(deliveries)
            .where(deliveries.c.run_id == test.run_id, deliveries.c.reason == SkipReason.HELD)
            .values(
                state=DeliveryState.UNCERTAIN,
                trouble=DeliveryState.UNCERTAIN,
                reason=OwnReason.RESTORED,
            )
        )
        count = found.rowcount
        await runs.add_to_counters(
            connection, test.run_id, {"held": -count, "skipped": -count, "uncertain": count}
        )
        await connection.execute(
            update(runs_table)
            .where(_R.id == test.run_id, _R.uncertain_answer == Resolution.LEFT)
            .values(uncertain_answer=None)
        )
        await connection.execute(
            update(version_tests)
            .where(_T.run_id == test.run_id)
            .values(state=VersionTestState.DROPPED)
        )
    return [int(test.run_id) for test in tests]


async def release_chunk(
    connection: AsyncConnection, run_id: int, *, after: int, limit: int
) -> int | None:
    """Of a cancelled run: the next who wait, above that number, are skipped for that.

    Returns the highest number of them; None when there are none.
    """
    some = held_keys(run_id).where(deliveries.c.subscriber_id > after).limit(limit).subquery()
    last: int | None = await connection.scalar(select(func.max(some.c.subscriber_id)))
    if last is None:
        return None
    result = await connection.execute(
        update(deliveries)
        .where(
            deliveries.c.run_id == run_id,
            deliveries.c.subscriber_id > after,
            deliveries.c.subscriber_id <= last,
            deliveries.c.reason == SkipReason.HELD,
        )
        .values(reason=SkipReason.CANCELLED)
    )
    await runs.add_to_counters(
        connection, run_id, {"held": -result.rowcount, "cancelled": result.rowcount}
    )
    return last

"""Retention: of old ledgers the rows of plain successes go; counters and all other rows stay.

SQLite gives the room to what is written next; the file itself does not shrink.
"""

from collections.abc import Sequence

from sqlalchemy import delete, exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from db import engine_state
from db.ledger import runs as runs_queries
from db.mending import begun as begun_mending
from db.schema.ledger import deliveries, delivery_messages, runs, version_tests
from db.schema.states import ENDED, OPEN_TESTS, DeliveryState

BEGUN = "pruning"  # the key of which run it is


async def due(connection: AsyncConnection, *, ended_before: int) -> Sequence[int]:
    """Runs that ended before that moment (Unix seconds) and still have these rows, oldest first.

    Not while a snapshot is still being written: its rows will be counted when it is complete; nor
    before it is decided which of its versions is better; nor while it is being corrected or taken
    back, or is to be: that goes by the numbers of its messages.
    """
    query = (
        select(runs.c.id)
        .where(
            runs.c.state.in_(ENDED),
            runs.c.frozen,
            runs.c.finished_at < ended_before,
            runs.c.thinned.is_(False) | (runs.c.id == await begun(connection)),
            ~begun_mending.still_needed(),
            ~exists().where(
                version_tests.c.run_id == runs.c.id, version_tests.c.state.in_(OPEN_TESTS)
            ),
        )
        .order_by(runs.c.id)
    )
    return list((await connection.execute(query)).scalars())


async def begin(connection: AsyncConnection, run_id: int) -> bool:
    """From here on nobody may ask who got it; False while a snapshot is taken that may ask."""
    if await runs_queries.any_is_frozen_now(connection):
        return False
    needed = select(runs.c.id).where(runs.c.id == run_id, begun_mending.still_needed())
    if await connection.scalar(needed) is not None:
        return False
    await connection.execute(update(runs).where(runs.c.id == run_id).values(thinned=True))
    await engine_state.save(connection, {BEGUN: str(run_id)})
    return True


async def begun(connection: AsyncConnection) -> int:
    """The run that is being pruned, or was when the process ended; 0: none."""
    return int(await engine_state.recall(connection, BEGUN) or 0)


async def end(connection: AsyncConnection) -> None:
    """All of it has gone that was to go."""
    await engine_state.save(connection, {BEGUN: "0"})


async def prune_chunk(
    connection: AsyncConnection, run_id: int, *, after: int, limit: int
) -> int | None:
    """Look at the next `limit` rows of a run above the subscriber number `after`.

    Returns the number to go on after; None when that was the end.
    """
    upto = (
        await connection.execute(
            select(deliveries.c.subscriber_id)
            .where(deliveries.c.run_id == run_id, deliveries.c.subscriber_id > after)
            .order_by(deliveries.c.subscriber_id)
            .offset(limit - 1)
            .limit(1)
        )
    ).scalar()
    here = [deliveries.c.run_id == run_id, deliveries.c.subscriber_id > after]
    theirs = [delivery_messages.c.run_id == run_id, delivery_messages.c.subscriber_id > after]
    if upto is not None:
        here.append(deliveries.c.subscriber_id <= upto)
        theirs.append(delivery_messages.c.subscriber_id <= upto)
    await connection.execute(
        delete(deliveries).where(*here, deliveries.c.state == DeliveryState.SENT)
    )
    kept = exists().where(
        deliveries.c.run_id == run_id,
        deliveries.c.subscriber_id == delivery_messages.c.subscriber_id,
    )
    await connection.execute(delete(delivery_messages).where(*theirs, ~kept))
    return None if upto is None else int(upto)

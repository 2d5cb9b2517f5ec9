"""Who has got which broadcast of late, apart from the ledger, whose old rows go.

A row is written in the transaction of the claim: of several broadcasts to one person each counts
those that are just on their way. It is taken back in that of an outcome which says that nothing was
sent. So who may have got it, is counted: the uncertain too, those of a crash among them.
"""

from collections.abc import Collection, Sequence

from sqlalchemy import (
    ColumnElement,
    Delete,
    Update,
    bindparam,
    delete,
    exists,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.schema.automation.caps import received
from db.schema.ledger import deliveries, runs
from db.schema.metadata import Whole
from db.schema.subscribers import subscribers

_COLUMNS = ("subscriber_id", "run_id", "line", "received_at")
_NOTE = (
    insert(received)
    .from_select(
        _COLUMNS,
        select(
            subscribers.c.id,
            bindparam("run", type_=Whole),
            bindparam("line", type_=Whole),
            bindparam("now", type_=Whole),
        ).where(subscribers.c.id.in_(bindparam("numbers", expanding=True))),
    )
    .on_conflict_do_nothing()
    .returning(received.c.subscriber_id)
)


async def note(
    connection: AsyncConnection, run_id: int, numbers: Sequence[int], *, line: int, now: int
) -> set[int]:
    """These are claimed. Who has a row of the run keeps it; returns the others."""
    if not numbers:
        return set()
    given = {"numbers": list(numbers), "run": run_id, "line": line, "now": now}
    return {*(await connection.execute(_NOTE, given)).scalars()}


async def take_back(connection: AsyncConnection, run_id: int, numbers: Collection[int]) -> None:
    """Nothing was sent to these."""
    await connection.execute(delete(received).where(_of(run_id, numbers)))


async def take_back_claims(
    connection: AsyncConnection, run_id: int, numbers: Collection[int]
) -> None:
    """Of claims in nobody's hands: those that were never begun.

    Where the uncertain are sent to again, nobody can tell which of two tries a row is of: it stays.
    """
    begun = exists().where(
        deliveries.c.run_id == received.c.run_id,
        deliveries.c.subscriber_id == received.c.subscriber_id,
        deliveries.c.step > 0,
    )
    resent = exists().where(runs.c.id == run_id, runs.c.resent)
    await connection.execute(delete(received).where(_of(run_id, numbers), ~begun, ~resent))


async def is_there(connection: AsyncConnection) -> bool:
    """Whether anything is counted."""
    anything = select(received.c.run_id).where(received.c.received_at > 0).limit(1)
    return await connection.scalar(anything) is not None


async def sweep(connection: AsyncConnection, before: int, *, limit: int) -> bool:
    """Delete what came by then, so many at most; False: there is no more."""
    return await _some(connection, delete(received), received.c.received_at <= before, limit)


async def bring_back(connection: AsyncConnection, now: int, *, limit: int) -> bool:
    """The clock was set back: what is to come has come by now, and counts no longer than a week
    from here on. False: there is no more."""
    moved = update(received).values(received_at=now)
    return await _some(connection, moved, received.c.received_at > now, limit)


async def _some(
    connection: AsyncConnection, act: Delete | Update, which: ColumnElement[bool], limit: int
) -> bool:
    due = select(received.c.subscriber_id, received.c.run_id).where(which).limit(limit)
    done = await connection.execute(
        act.where(tuple_(received.c.subscriber_id, received.c.run_id).in_(due))
    )
    return done.rowcount == limit


def _of(run_id: int, numbers: Collection[int]) -> ColumnElement[bool]:
    return (received.c.run_id == run_id) & received.c.subscriber_id.in_(numbers)

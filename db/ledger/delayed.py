"""Pending deliveries that are delayed, because their chat asked to wait: slow mode, for example.

They alone may stand below their run's cursor, so that the others go on; claims name them by
their numbers. There are few at any time.
"""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import delete, exists, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.schema.ledger import runs, set_aside
from db.schema.states import BroadcastState
from db.schema.subscribers import subscribers


@dataclass(frozen=True, slots=True)
class DelayedRow:
    """`until` in Unix seconds; `length`: how many seconds that was when it was delayed, so that a
    clock that is set back later makes nobody wait longer."""

    run_id: int
    subscriber_id: int
    until: int
    length: int

    def seconds(self, now: float) -> float:
        """How long it has to wait yet; `now` in Unix seconds."""
        return max(0.0, min(self.until - now, self.length))


async def put(connection: AsyncConnection, rows: Sequence[DelayedRow]) -> None:
    if rows:
        new = insert(set_aside)
        later = {name: new.excluded[name] for name in ("until", "length")}
        again = new.on_conflict_do_update(index_elements=["run_id", "subscriber_id"], set_=later)
        await connection.execute(again, [asdict(row) for row in rows])


async def every(connection: AsyncConnection) -> Sequence[DelayedRow]:
    """Of all runs."""
    rows = await connection.execute(select(set_aside))
    return [DelayedRow(**row._asdict()) for row in rows]


async def chats(connection: AsyncConnection, *, longer: int) -> Sequence[tuple[int, DelayedRow]]:
    """The chats of those who were to wait for more than `longer` seconds."""
    query = select(subscribers.c.chat_id, set_aside).join_from(
        set_aside, subscribers, subscribers.c.id == set_aside.c.subscriber_id
    )
    rows = await connection.execute(query.where(set_aside.c.length > longer))
    return [(chat_id, DelayedRow(*row)) for chat_id, *row in rows]


async def remove(connection: AsyncConnection, run_id: int, subscriber_ids: Collection[int]) -> None:
    """They wait no more, if their run goes on."""
    await connection.execute(
        delete(set_aside).where(
            set_aside.c.run_id == run_id,
            set_aside.c.subscriber_id.in_(subscriber_ids),
            exists().where(runs.c.id == run_id, runs.c.state == BroadcastState.RUNNING),
        )
    )


async def release(connection: AsyncConnection, run_id: int) -> int | None:
    """Nobody of the run waits any more: the lowest number of those who did."""
    of_run = set_aside.c.run_id == run_id
    lowest = select(func.min(set_aside.c.subscriber_id)).where(of_run)
    number: int | None = (await connection.execute(lowest)).scalar()
    if number is not None:
        await connection.execute(delete(set_aside).where(of_run))
    return number

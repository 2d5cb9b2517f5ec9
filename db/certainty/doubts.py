"""Which calls are in doubt: noted with their outcome `uncertain`, until something is found.

A run's counter `in_doubt` moves with the rows: the run does not end before it is zero.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, false, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.certainty.said import mark_of_calls
from db.ledger import runs as runs_queries
from db.mending import awaited
from db.schema.certainty import OPEN, doubts
from db.schema.ledger import deliveries
from db.schema.states import Found
from db.schema.subscribers import subscribers

MERGED = "merged"  # a reason: two chats became one
ERASED = "erased"  # another: nobody knows the chat any more
CHANNEL = "channel"  # Bot API: Chat.type


class DoubtRow(NamedTuple):
    """A step of a delivery whose answer was lost; `chat_id` and `low`: see
    db/schema/certainty.py."""

    run_id: int
    subscriber_id: int
    step: int
    chat_id: int | None
    low: int
    since: int  # Unix seconds


class OpenDoubt(NamedTuple):
    """The same, and what is to be known to look into it."""

    run_id: int
    subscriber_id: int
    step: int
    low: int
    since: int
    variant: int
    said: str | None  # see db/certainty/said.py
    chat_id: int | None  # as it was; None: the subscriber is not known any more
    is_channel: bool


async def note(connection: AsyncConnection, rows: Sequence[DoubtRow]) -> None:
    """Of deliveries that became uncertain in this transaction. A step that was in doubt before, and
    was sent again since, is in doubt anew."""
    if not rows:
        return
    new = insert(doubts)
    fresh = {name: new.excluded[name] for name in ("chat_id", "low", "said", "since")}
    gone = {"found": None, "reason": None, "evidence": None, "found_at": None}
    keys = ["run_id", "subscriber_id", "step"]
    counts = Counter(row.run_id for row in rows)
    said = {run_id: await mark_of_calls(connection, run_id) for run_id in counts}
    await connection.execute(
        new.on_conflict_do_update(index_elements=keys, set_=fresh | gone),
        [row._asdict() | {"said": said[row.run_id]} for row in rows],
    )
    for run_id, count in counts.items():
        await runs_queries.add_to_counters(connection, run_id, {"in_doubt": count})


async def open_ones(connection: AsyncConnection) -> list[OpenDoubt]:
    """All that are looked into, oldest run first."""
    rows = await connection.execute(
        select(
            doubts.c.run_id,
            doubts.c.subscriber_id,
            doubts.c.step,
            doubts.c.low,
            doubts.c.since,
            deliveries.c.variant,
            doubts.c.said,
            func.coalesce(doubts.c.chat_id, subscribers.c.chat_id),
            func.coalesce(subscribers.c.kind == CHANNEL, false()),
        )
        .select_from(doubts)
        .join(
            deliveries,
            (deliveries.c.run_id == doubts.c.run_id)
            & (deliveries.c.subscriber_id == doubts.c.subscriber_id),
        )
        .outerjoin(subscribers, subscribers.c.id == doubts.c.subscriber_id)
        .where(OPEN)
        .order_by(doubts.c.run_id, doubts.c.subscriber_id)
    )
    return [OpenDoubt(*row) for row in rows]


async def give_up_on(
    connection: AsyncConnection, subscriber_ids: Collection[int], *, now: int
) -> None:
    """Two of them become one."""
    theirs = doubts.c.subscriber_id.in_(subscriber_ids)
    await give_up(connection, theirs, reason=MERGED, now=now)


async def give_up(
    connection: AsyncConnection, *which: ColumnElement[bool], reason: str, now: int
) -> None:
    """What became of these cannot be found out: they stay uncertain."""
    rows = await connection.execute(
        update(doubts)
        .where(OPEN, *which)
        .values(found=Found.UNKNOWN, reason=reason, found_at=now)
        .returning(doubts.c.run_id, doubts.c.subscriber_id)
    )
    given_up = defaultdict(list)
    for run_id, number in rows:
        given_up[run_id].append(number)
    for run_id, numbers in given_up.items():
        await runs_queries.add_to_counters(connection, run_id, {"in_doubt": -len(numbers)})
        await awaited.decide(connection, run_id, numbers)


async def erase(connection: AsyncConnection, subscriber_id: int | None) -> None:
    """Which chat it was."""
    theirs = doubts.c.subscriber_id == subscriber_id, doubts.c.chat_id.is_not(None)
    await connection.execute(update(doubts).where(*theirs).values(chat_id=None))

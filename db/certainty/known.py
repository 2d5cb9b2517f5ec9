"""Messages whose numbers are known, to see whether the server answers questions as it should."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.schema.ledger import deliveries, runs
from db.schema.states import DeliveryState, RunKind, SubscriberState
from db.schema.subscribers import subscribers

CHANGING = (RunKind.EDIT, RunKind.RECALL)  # a pinned message is the same one


class KnownMessage(NamedTuple):
    """The last one of a delivery."""

    run_id: int
    subscriber_id: int
    chat_id: int
    step: int
    variant: int
    number: int


async def newest_runs(connection: AsyncConnection, *, limit: int) -> Sequence[int]:
    """Those that have sent something and were never corrected or recalled, newest first. What a
    series' step says may have changed since."""
    mend = runs.alias("mend")
    mended = exists().where(mend.c.source_run_id == runs.c.id, mend.c.kind.in_(CHANGING))
    rows = await connection.execute(
        select(runs.c.id)
        .where(
            runs.c.kind == RunKind.SEND,
            runs.c.sent > 0,
            runs.c.thinned.is_(False),
            runs.c.standing.is_(False),
            ~mended,
        )
        .order_by(runs.c.id.desc())
        .limit(limit)
    )
    return rows.scalars().all()


async def sent_to_people(
    connection: AsyncConnection, run_id: int, *, most: int, within: int
) -> list[KnownMessage]:
    """The last of the run's messages in private chats; looked for among so many rows."""
    newest = (
        select(deliveries.c.subscriber_id)
        .where(deliveries.c.run_id == run_id, deliveries.c.state == DeliveryState.SENT)
        .order_by(deliveries.c.subscriber_id.desc())
        .limit(within)
    )
    rows = await connection.execute(
        select(
            deliveries.c.run_id,
            deliveries.c.subscriber_id,
            subscribers.c.chat_id,
            deliveries.c.step,
            deliveries.c.variant,
            deliveries.c.message_id,
        )
        .join(subscribers, subscribers.c.id == deliveries.c.subscriber_id)
        .where(
            deliveries.c.run_id == run_id,
            deliveries.c.subscriber_id.in_(newest),
            deliveries.c.message_id.is_not(None),
            subscribers.c.chat_id > 0,
            subscribers.c.state == SubscriberState.ACTIVE,
        )
        .limit(most)
    )
    return [KnownMessage(*row) for row in rows]

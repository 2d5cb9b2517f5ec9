"""What becomes of a chat: states found out by deliveries, and groups that get a new id."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, exists, literal, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.audience.recipients import recipients_of
from db.certainty import chats, doubts
from db.dialect.added import count_added
from db.knowledge import merging
from db.ledger import merges, parts
from db.ledger import runs as runs_queries
from db.ledger.deliveries import PARTIAL, begun
from db.mending import numbers
from db.outgoing import people as outgoing
from db.schema.ledger import deliveries, runs
from db.schema.states import UNFINISHED, DeliveryState, SkipReason, SubscriberState
from db.schema.subscribers import subscribers
from db.series import meeting
from db.series.coming.happened import gone


async def mark(
    connection: AsyncConnection, subscriber_ids: Sequence[int], *, state: str, now: int
) -> None:
    """Active subscribers get the state; who left or came back in another way keeps his own."""
    marked = await connection.execute(
        update(subscribers)
        .where(subscribers.c.id.in_(subscriber_ids), subscribers.c.state == SubscriberState.ACTIVE)
        .values(state=state, changed_at=now, state_at=now)
    )
    if marked.rowcount:
        await outgoing.found_gone(connection, subscriber_ids, state=state, now=now)
        await gone(connection, subscriber_ids, state)


async def move(connection: AsyncConnection, *, old: int, new: int, now: int) -> bool:
    """The chat `old` is `new` from now on (Bot API: migrate_to_chat_id).

    If both are known they become one subscriber, who keeps the number of `old`; where a broadcast
    has a delivery for each, or will have when it is frozen, the second one is skipped.

    False when both are known and a call to one of them is under way, or a broadcast is just being
    set up to be sent again: nobody can tell yet which delivery is the second. The next call to
    `old` is told again that it has moved.
    """
    moved = await _known(connection, old)
    if moved is None or old == new:
        return True
    values = {"chat_id": new, "kind": "supergroup", "changed_at": now}
    double = await _known(connection, new)
    if double is not None:
        if await _under_way(connection, (moved.id, double.id)) or (
            await merges.being_copied(connection)
        ):
            return False
        await numbers.forget(connection, moved.id)
        # What went to the one chat stands in the other's way: found out about one of them alone, it
        # could be sent to both.
        await doubts.give_up_on(connection, [moved.id, double.id], now=now)
        await _merge(connection, keep=moved.id, drop=double.id)
        await merging.hand_over(connection, drop=double.id, keep=moved.id)
        await meeting.hand_over(connection, drop=double.id, keep=moved.id)
        await connection.execute(delete(subscribers).where(subscribers.c.id == double.id))
        # What was said in the chat as it is now counts.
        values |= {"state": double.state, "state_at": double.state_at}
        values |= {"language": double.language or moved.language, "thread_id": double.thread_id}
    else:
        await numbers.forget(connection, moved.id)
    await connection.execute(update(subscribers).where(subscribers.c.id == moved.id).values(values))
    await chats.moved(connection, new)
    return True


async def _known(connection: AsyncConnection, chat_id: int) -> Any:
    """Its number, and what was said there; None for a stranger."""
    columns = ("id", "state", "state_at", "language", "thread_id")
    query = select(*(subscribers.c[name] for name in columns)).where(
        subscribers.c.chat_id == chat_id
    )
    return (await connection.execute(query)).first()


async def _under_way(connection: AsyncConnection, subscriber_ids: tuple[int, int]) -> bool:
    query = select(
        exists().where(
            deliveries.c.run_id.in_(select(runs.c.id).where(runs.c.claimed_from.is_not(None))),
            deliveries.c.subscriber_id.in_(subscriber_ids),
            deliveries.c.state == DeliveryState.CLAIMED,
        )
    )
    return bool((await connection.execute(query)).scalar())


async def _merge(connection: AsyncConnection, *, keep: int, drop: int) -> None:
    """Pending deliveries of `drop` go to `keep`, or are skipped where `keep` has one already.

    Where `drop`'s has been made, it is `keep`'s pending one that is the second, and `keep` takes
    over what came of `drop`'s.
    """
    of_drop = (
        await connection.execute(
            select(deliveries.c.run_id, deliveries.c.state)
            .join(runs, runs.c.id == deliveries.c.run_id)
            .where(deliveries.c.subscriber_id == drop, runs.c.state.in_(UNFINISHED))
        )
    ).all()
    for run_id, state in of_drop:
        if state != DeliveryState.PENDING:
            await _skip_unmade(connection, run_id, keep)
        elif not await _has_delivery(connection, run_id, keep):
            await _hand_over(connection, run_id, drop=drop, keep=keep)
        else:
            await _skip_unmade(connection, run_id, drop)
    await _freeze_in_place(connection, keep=keep, drop=drop)
    for run_id in await merges.merge_made(connection, keep=keep, drop=drop):
        await _skip_unmade(connection, run_id, keep)
    for run_id in await merges.had_before(connection, keep):
        await _skip_unmade(connection, run_id, keep)


async def _has_delivery(connection: AsyncConnection, run_id: int, subscriber_id: int) -> bool:
    query = select(
        exists().where(deliveries.c.run_id == run_id, deliveries.c.subscriber_id == subscriber_id)
    )
    return bool((await connection.execute(query)).scalar())


async def _skip_unmade(connection: AsyncConnection, run_id: int, subscriber_id: int) -> None:
    """Skip the delivery if it is pending, or still to be frozen."""
    skipped = {"state": DeliveryState.SKIPPED, "reason": SkipReason.MERGED}
    pending = await connection.execute(
        update(deliveries)
        .where(
            deliveries.c.run_id == run_id,
            deliveries.c.subscriber_id == subscriber_id,
            deliveries.c.state == DeliveryState.PENDING,
        )
        .values(skipped)
        .returning(deliveries.c.step)
    )
    steps = pending.scalars().all()
    row = literal(subscriber_id), literal(DeliveryState.SKIPPED), literal(SkipReason.MERGED)
    to_come = select(runs.c.id, *row).where(
        runs.c.id == run_id,
        runs.c.frozen_upto < subscriber_id,
        runs.c.audience_upto >= subscriber_id,
    )
    new = insert(deliveries).from_select(["run_id", "subscriber_id", "state", "reason"], to_come)
    frozen = await count_added(connection, new.on_conflict_do_nothing())
    counted = {"skipped": len(steps) + frozen, PARTIAL: begun(steps)}
    await runs_queries.add_to_counters(connection, run_id, counted)


async def _freeze_in_place(connection: AsyncConnection, *, keep: int, drop: int) -> None:
    """Snapshots that `drop` was still to come into get `keep`, if they will not come to it."""
    due = runs.c.frozen_upto < drop, runs.c.audience_upto >= drop
    to_come = (runs.c.frozen_upto < keep) & (runs.c.audience_upto >= keep)
    known = exists().where(
        deliveries.c.run_id == runs.c.id, deliveries.c.subscriber_id.in_((keep, drop))
    )
    rows = await connection.execute(
        select(runs.c.id).where(runs.c.state.in_(UNFINISHED), *due, ~to_come, ~known)
    )
    for run_id in rows.scalars().all():
        recipients = await recipients_of(connection, run_id)
        if await connection.scalar(recipients.keys(drop - 1, drop)) is None:
            continue
        values = await recipients.placed(connection, keep)
        await connection.execute(
            insert(deliveries).values(run_id=run_id, subscriber_id=keep, **values)
        )
        if "reason" in values:
            counted = {"skipped": 1, "held": 1}
            await runs_queries.add_to_counters(connection, run_id, counted)
        await parts.lower_cursor(connection, run_id, keep - 1)


async def _hand_over(connection: AsyncConnection, run_id: int, *, drop: int, keep: int) -> None:
    await connection.execute(
        update(deliveries)
        .where(deliveries.c.run_id == run_id, deliveries.c.subscriber_id == drop)
        .values(subscriber_id=keep)
    )
    await parts.lower_cursor(connection, run_id, keep - 1)

"""Two chats become one: what the runs in which both had an outcome say of it then.

Their failed and uncertain may be sent to again, so the one subscriber that is left must be what
came closest to getting the message under either number. Otherwise a group that got it as a
supergroup could get it again for having refused it before; and one that is in question as a
supergroup would be lost with that number, as if it had been erased.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, FromClause, and_, case, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from db.audience.audience import Audience
from db.audience.sets import may_have_it
from db.broadcasts.family import family_of, first_of
from db.dialect.json_fields import text_in
from db.ledger import parts
from db.schema.ledger import deliveries, delivery_messages, runs
from db.schema.states import UNFINISHED, DeliveryState, RunKind, SkipReason

# Skipped because it was cancelled, until the better version is known, or because they had had
# enough: no states of their own.
CANCELLED, HELD, CAPPED = -1, -2, -3
CLOSENESS = {  # others are never sent to again
    DeliveryState.SENT: 4,
    DeliveryState.UNCERTAIN: 3,
    DeliveryState.FAILED: 2,
    HELD: 1,
    CANCELLED: 1,
    CAPPED: 1,
}


async def being_copied(connection: AsyncConnection) -> bool:
    """Whether the open questions of a run are just being frozen into another one."""
    query = select(exists().where(runs.c.frozen.is_(False), runs.c.source_run_id.is_not(None)))
    return bool((await connection.execute(query)).scalar())


async def merge_made(connection: AsyncConnection, *, keep: int, drop: int) -> Sequence[int]:
    """Give `keep` what came closer, where `drop` has no pending delivery any more.

    Returns runs under way in which `keep` has it already.
    """
    pairs = await _closer(connection, keep, drop)
    for pair in pairs:
        await _exchange(connection, pair.run_id, keep=keep, drop=drop)
    sent = [pair.run_id for pair in pairs if pair.dropped == DeliveryState.SENT]
    again = await connection.execute(
        select(runs.c.id).where(
            runs.c.source_run_id.in_(sent),
            runs.c.state.in_(UNFINISHED),
            runs.c.kind == RunKind.SEND,
        )
    )
    return again.scalars().all()


@dataclass(frozen=True, kw_only=True, slots=True)
class _Pair:
    """What a run says of the two."""

    run_id: int
    dropped: int | None
    kept: int | None


async def _closer(connection: AsyncConnection, keep: int, drop: int) -> list[_Pair]:
    """The runs in which `drop` came closer than `keep`, or as close as can be."""
    of_drop, of_keep = deliveries.alias("of_drop"), deliveries.alias("of_keep")
    rows = await connection.execute(
        select(
            runs.c.id.label("run_id"),
            _state(of_drop, drop).label("dropped"),
            _state(of_keep, keep).label("kept"),
        ).select_from(
            runs.outerjoin(
                of_drop, and_(of_drop.c.run_id == runs.c.id, of_drop.c.subscriber_id == drop)
            ).outerjoin(
                of_keep, and_(of_keep.c.run_id == runs.c.id, of_keep.c.subscriber_id == keep)
            )
        )
    )
    pairs = [_Pair(**row._asdict()) for row in rows]
    return [
        pair
        for pair in pairs
        if CLOSENESS.get(pair.dropped or 0, 0) > CLOSENESS.get(pair.kept or 0, 0)
        # Both have it: the message in the chat that is left is `drop`'s, with its number.
        or (pair.dropped == pair.kept == DeliveryState.SENT)
    ]


def _state(rows: FromClause, number: int) -> ColumnElement[int | None]:
    """That of the delivery. After retention no row may well mean that it was sent."""
    gone = case((runs.c.thinned & (runs.c.audience_upto >= number), DeliveryState.SENT))
    skipped = rows.c.state == DeliveryState.SKIPPED
    left_out = case(
        (skipped & (rows.c.reason == SkipReason.CANCELLED), CANCELLED),
        (skipped & (rows.c.reason == SkipReason.HELD), HELD),
        (skipped & (rows.c.reason == SkipReason.CAPPED), CAPPED),
        else_=rows.c.state,
    )
    return func.coalesce(left_out, gone)


async def had_before(connection: AsyncConnection, number: int) -> Sequence[int]:
    """Runs under way that send something again, or to who came since, and of whose line another
    one has reached the subscriber, or may have."""
    rows = await connection.execute(
        select(runs.c.id, runs.c.broadcast_id, runs.c.audience).where(
            runs.c.state.in_(UNFINISHED),
            func.coalesce(
                text_in(runs.c.audience, "since"), text_in(runs.c.audience, "again")
            ).is_not(None),
        )
    )
    return [
        row.id
        for row in rows.all()
        if await _line_has_it(connection, row.id, row.broadcast_id, row.audience, number)
    ]


async def _line_has_it(
    connection: AsyncConnection, run_id: int, broadcast_id: int, audience: str, number: int
) -> bool:
    """Sent again it is to those who may have it: only who has it for certain is none of them."""
    again = Audience.load(audience).follows
    line = family_of(await first_of(connection, broadcast_id))
    owed = runs.c.cancelled_answer.is_(None) | (
        (runs.c.capped > 0) & runs.c.capped_answer.is_(None)
    )
    perhaps = case((owed, may_have_it(owed=True)), else_=may_have_it(owed=False))
    row = (deliveries.c.run_id == runs.c.id) & (deliveries.c.subscriber_id == number)
    if again:
        has_it: ColumnElement[bool] = exists().where(row, deliveries.c.state == DeliveryState.SENT)
    else:  # after retention no row may well mean that it was sent
        gone = runs.c.thinned & (runs.c.audience_upto >= number) & ~exists().where(row)
        has_it = exists().where(row, perhaps) | gone
    query = select(runs.c.id).where(
        runs.c.broadcast_id.in_(select(line.c.id)), runs.c.id != run_id, has_it
    )
    return (await connection.execute(query.limit(1))).first() is not None


async def _exchange(connection: AsyncConnection, run_id: int, *, keep: int, drop: int) -> None:
    """By way of a number that nobody has. Whoever is still to be skipped must be found again."""
    for table in (deliveries, delivery_messages):
        for old, new in ((keep, -keep), (drop, keep), (-keep, drop)):
            await connection.execute(
                update(table)
                .where(table.c.run_id == run_id, table.c.subscriber_id == old)
                .values(subscriber_id=new)
            )
    await parts.lower_cursor(connection, run_id, min(keep, drop) - 1)

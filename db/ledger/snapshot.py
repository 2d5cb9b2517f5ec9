"""What touches every recipient of a run, a chunk at a time: the snapshot, and skipping the rest."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ScalarSelect, Select, func, select, true, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.audience.recipients import HELD_BACK, recipients_of
from db.dialect.added import count_added
from db.dialect.chosen import is_chosen
from db.dialect.json_fields import integer_in
from db.knowledge import zones
from db.ledger import delayed, parts
from db.ledger import runs as runs_queries
from db.ledger.claims import pending
from db.ledger.deliveries import PARTIAL, begun
from db.schema.knowledge import subscriber_fields, topic_opt_outs
from db.schema.ledger import deliveries, run_parts, runs
from db.schema.states import UNFINISHED, DeliveryState, SkipReason

_OF_ROW = ("run_id", "subscriber_id", "step", "variant")
STRETCH = 200_000  # subscriber numbers: looking through them takes a twentieth of a second


async def next_recipient(
    connection: AsyncConnection, run_id: int, *, after: int, upto: int
) -> int | None:
    """The number of the next one, for a reader's connection; None when there is none.

    Where few match, finding the next one may take as long as counting: no writer should wait.
    """
    recipients = await recipients_of(connection, run_id)
    found: int | None = await connection.scalar(recipients.keys(after, upto).limit(1))
    return found


async def freeze_chunk(
    connection: AsyncConnection, run_id: int, *, after: int, upto: int, limit: int
) -> tuple[int, bool]:
    """Write the next recipients of the snapshot into the ledger, `limit` at most.

    They are the active subscribers who match, or those of another run who get its message again
    (who has left meanwhile is skipped by the claim). Of the numbers above `after` one stretch is
    looked through. Returns the highest number that is frozen now, and whether the snapshot is
    complete; when it is, the run's total is what really stands in the ledger (people leave while it
    is being written). Whoever is to wait for the better of several versions is skipped at once.
    """
    recipients = await recipients_of(connection, run_id)
    end = min(upto, after + STRETCH)
    last = await connection.scalar(recipients.keys(after, end).offset(limit - 1).limit(1))
    reached = end if last is None else int(last)
    complete = reached >= upto
    rows = recipients.rows(run_id, after, reached)
    beside = await _stands_in(connection, run_id, after, reached)
    if await parts.are_for_zones(connection, run_id):
        of_zone = _by_zone(rows, run_id)
        await _write(connection, [*_OF_ROW, "part"], of_zone, beside=beside)
    else:
        await _write(connection, _OF_ROW, rows, beside=beside)
    if (waiting := recipients.waiting(run_id, after, reached)) is not None:
        held = await _write(connection, [*_OF_ROW, *HELD_BACK], waiting, beside=beside)
        counted = {"skipped": held, "held": held}
        await runs_queries.add_to_counters(connection, run_id, counted)
    # The cursor may stand above this chunk when a migrated chat brought its row up here.
    await parts.lower_cursor(connection, run_id, after)
    values: dict[str, object] = {"frozen_upto": reached, "frozen": complete}
    if complete:
        values["total"] = _written(run_id)
    await connection.execute(update(runs).where(runs.c.id == run_id).values(values))
    return reached, complete


async def _stands_in(connection: AsyncConnection, run_id: int, after: int, upto: int) -> bool:
    """Whether rows stand there before these are written: a chat that has migrated since may have
    brought its own."""
    number = deliveries.c.subscriber_id
    there = select(number).where(deliveries.c.run_id == run_id, number > after, number <= upto)
    return await connection.scalar(there.limit(1)) is not None


async def _write(
    connection: AsyncConnection, columns: Sequence[str], rows: Select[Any], *, beside: bool
) -> int:
    """How many are new. `beside`: others stand there. A bot has one writer at a time, so where none
    do there is no conflict; and looking for it makes a row half as dear again on PostgreSQL."""
    # Without a WHERE, SQLite takes the ON of what follows, ON CONFLICT, for that of a join.
    new = insert(deliveries).from_select(columns, rows.where(true()))
    return await count_added(connection, new.on_conflict_do_nothing() if beside else new)


def _by_zone(rows: Select[Any], run_id: int) -> Select[Any]:
    """With the part that each belongs to: whose zone is not known, or came up since the launch,
    belongs to the whole."""
    found = rows.subquery()
    number = list(found.c)[_OF_ROW.index("subscriber_id")]
    known = found.outerjoin(subscriber_fields, zones.told_by(number))
    of_zone = (run_parts.c.run_id == run_id) & (run_parts.c.zone == subscriber_fields.c.value)
    part = func.coalesce(run_parts.c.part, parts.WHOLE)
    return select(*found.c, part).select_from(known.outerjoin(run_parts, of_zone))


async def close(connection: AsyncConnection, run_id: int, *, upto: int) -> None:
    """Nobody else is written into it: it is cancelled, and nobody can tell who that would be."""
    await connection.execute(
        update(runs)
        .where(runs.c.id == run_id)
        .values(frozen_upto=upto, frozen=True, total=_written(run_id))
    )


def _written(run_id: int) -> ScalarSelect[int]:
    """How many stand in the ledger."""
    count = select(func.count()).select_from(deliveries).where(deliveries.c.run_id == run_id)
    return count.scalar_subquery()


async def skip_chunk(
    connection: AsyncConnection, run_id: int, reason: SkipReason, *, limit: int
) -> bool:
    """CANCELLED or EXPIRED: skip the next pending deliveries; False when there are none (now)."""
    lowest = await delayed.release(connection, run_id)
    if lowest is not None:
        await parts.lower_cursor(connection, run_id, lowest - 1)
    result = await connection.execute(
        update(deliveries)
        .where(
            deliveries.c.run_id == run_id,
            is_chosen(deliveries.c.subscriber_id, pending(run_id, limit)),
            deliveries.c.state == DeliveryState.PENDING,  # whoever chose them, and when
        )
        .values(state=DeliveryState.SKIPPED, reason=reason)
        .returning(deliveries.c.subscriber_id, deliveries.c.step)
    )
    skipped = result.all()
    if not skipped:
        return False
    partial = begun(step for _, step in skipped)
    counted = {"skipped": len(skipped), reason.value: len(skipped), PARTIAL: partial}
    await runs_queries.add_to_counters(connection, run_id, counted)
    await parts.pass_over(connection, run_id, max(number for number, _ in skipped))
    return True


async def skip_unwanted(
    connection: AsyncConnection, topic_id: int, *, after: int = 0, limit: int | None = None
) -> int | None:
    """A topic is about to go, and with it who does not want it: what is under way about it passes
    over them before, as claims would have. So do those who wait for the better version.

    Of these people the next `limit` above the number `after`, or all; returns the last one's number
    when there may be more.
    """
    unwanted = topic_opt_outs.c.subscriber_id
    people = select(unwanted).where(topic_opt_outs.c.topic_id == topic_id, unwanted > after)
    last = None
    if limit is not None:
        last = await connection.scalar(people.order_by(unwanted).offset(limit - 1).limit(1))
    if last is not None:
        people = people.where(unwanted <= last)
    about = await connection.execute(
        select(runs.c.id).where(
            runs.c.state.in_(UNFINISHED) | (runs.c.held > 0),
            integer_in(runs.c.audience, "topic") == topic_id,
        )
    )
    for run_id in about.scalars().all():
        skipped = await connection.execute(
            update(deliveries)
            .where(
                deliveries.c.run_id == run_id,
                deliveries.c.subscriber_id.in_(people),
                deliveries.c.state == DeliveryState.PENDING,
            )
            .values(state=DeliveryState.SKIPPED, reason=SkipReason.TOPIC)
            .returning(deliveries.c.step)
        )
        steps = skipped.scalars().all()
        counted = {"skipped": len(steps), "unwanted": len(steps), PARTIAL: begun(steps)}
        await runs_queries.add_to_counters(connection, run_id, counted)
        released = await connection.execute(
            update(deliveries)
            .where(
                deliveries.c.run_id == run_id,
                deliveries.c.subscriber_id.in_(people),
                deliveries.c.reason == SkipReason.HELD,
            )
            .values(reason=SkipReason.TOPIC)
        )
        counted = {"held": -released.rowcount, "unwanted": released.rowcount}
        await runs_queries.add_to_counters(connection, run_id, counted)
    return last

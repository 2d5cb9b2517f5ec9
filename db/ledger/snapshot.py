"""What touches every recipient of a run, a chunk at a time: the snapshot, and skipping the rest."""

from typing import Any

from sqlalchemy import ColumnElement, Select, func, insert, literal, select, union_all, update
from sqlalchemy.ext.asyncio import AsyncConnection

from db.broadcasts.variants import chosen, languages_of_run
from db.ledger import delayed, follow_ups, parts
from db.ledger import runs as runs_queries
from db.ledger.deliveries import pending
from db.ledger.open_deliveries import open_keys
from db.records import AgainSource
from db.schema.ledger import deliveries, runs
from db.schema.states import DeliveryState, SkipReason, SubscriberState
from db.schema.subscribers import subscribers


async def freeze_chunk(
    connection: AsyncConnection, run_id: int, *, after: int, upto: int, limit: int
) -> tuple[int, bool]:
    """Write the next recipients of the snapshot into the ledger.

    They are the active subscribers, or those of another run who get its message again (who has
    left meanwhile is skipped by the claim). Returns the highest number that is frozen now, and
    whether the snapshot is complete; when it is, the run's total is what really stands in the
    ledger (people leave while it is being written).
    """
    source = await follow_ups.source_of(connection, run_id)
    variant = chosen(await languages_of_run(connection, run_id))
    keys = _keys(source, after, upto).offset(limit - 1).limit(1)
    last = (await connection.execute(keys)).scalar()
    reached = int(last) if last is not None else upto
    complete = last is None or reached >= upto
    # OR IGNORE: a chat that has migrated since may have brought its row here already.
    await connection.execute(
        insert(deliveries)
        .prefix_with("OR IGNORE")
        .from_select(
            ["run_id", "subscriber_id", "step", "variant"],
            _rows(run_id, source, variant, after, reached),
        )
    )
    # The cursor may stand above this chunk when a migrated chat brought its row up here.
    await parts.lower_cursor(connection, run_id, after)
    values: dict[str, object] = {"frozen_upto": reached, "frozen": complete}
    if complete:
        values["total"] = (
            select(func.count())
            .select_from(deliveries)
            .where(deliveries.c.run_id == run_id)
            .scalar_subquery()
        )
    await connection.execute(update(runs).where(runs.c.id == run_id).values(values))
    return reached, complete


async def skip_chunk(connection: AsyncConnection, run_id: int, *, limit: int) -> bool:
    """Cancelled: skip the next pending deliveries; False when there are none (now)."""
    lowest = await delayed.release(connection, run_id)
    if lowest is not None:
        await parts.lower_cursor(connection, run_id, lowest - 1)
    due = pending(run_id, limit)
    result = await connection.execute(
        update(deliveries)
        .where(
            deliveries.c.run_id == run_id,
            deliveries.c.subscriber_id.in_(due),
            deliveries.c.state == DeliveryState.PENDING,  # whoever chose them, and when
        )
        .values(state=DeliveryState.SKIPPED, reason=SkipReason.CANCELLED)
        .returning(deliveries.c.subscriber_id)
    )
    skipped = result.scalars().all()
    if not skipped:
        return False
    counted = {"skipped": len(skipped), "cancelled": len(skipped)}
    await runs_queries.add_to_counters(connection, run_id, counted)
    await parts.move_cursor(connection, run_id, max(skipped))
    return True


def _keys(source: AgainSource | None, after: int, upto: int) -> Select[int]:
    """The subscriber numbers of the snapshot above `after`, up to `upto`, in order."""
    if source is None:
        return (
            select(subscribers.c.id)
            .where(
                subscribers.c.id > after,
                subscribers.c.id <= upto,
                subscribers.c.state == SubscriberState.ACTIVE,
            )
            .order_by(subscribers.c.id)
        )
    number = deliveries.c.subscriber_id
    in_question = union_all(
        *(
            open_keys(source.run_id, state, after=after).where(number <= upto).order_by(None)
            for state in source.states
        )
    ).subquery()
    return select(in_question.c.subscriber_id).order_by(in_question.c.subscriber_id)


def _rows(
    run_id: int, source: AgainSource | None, variant: ColumnElement[int], after: int, upto: int
) -> Select[Any]:
    """New rows of the ledger; who gets a message again goes on at the step that is missing, in the
    variant that was begun."""
    if source is None:
        keys = _keys(source, after, upto)
        return keys.with_only_columns(literal(run_id), subscribers.c.id, literal(0), variant)
    numbers = _keys(source, after, upto).subquery()
    return (
        select(
            literal(run_id),
            deliveries.c.subscriber_id,
            deliveries.c.step,
            deliveries.c.variant,
        )
        .select_from(numbers)
        .join(deliveries, deliveries.c.subscriber_id == numbers.c.subscriber_id)
        .where(deliveries.c.run_id == source.run_id)
    )

"""Who is due: looked for by the timer, and handed over to the run of their next step.

From there on a delivery is the ledger's: a row for each person and run, so that nobody gets a step
twice whatever is done to the series.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, bindparam, literal, select, true, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.broadcasts.variants import chosen, variants_of
from db.dialect import lists
from db.dialect.added import count_added
from db.dialect.chosen import is_chosen
from db.dialect.comparing import unindexed
from db.knowledge import zones
from db.ledger import parts
from db.ledger import runs as runs_queries
from db.schema.automation.series import enrolments, series
from db.schema.knowledge import subscriber_fields
from db.schema.ledger import deliveries
from db.schema.reasons import OwnReason
from db.schema.states import DeliveryState, EnrolmentState, SeriesState, SkipReason, SubscriberState
from db.schema.subscribers import subscribers
from db.series.records import DueRow, StepRow

OPEN = (DeliveryState.PENDING, DeliveryState.CLAIMED)


async def next_due(connection: AsyncConnection) -> tuple[int, int | None]:
    """How many series run, and when the first of all is due in them, Unix seconds; None: nobody
    waits."""
    moments = list((await connection.execute(_NEXT)).scalars())
    return len(moments), min((int(one) for one in moments if one is not None), default=None)


async def some(
    connection: AsyncConnection, series_id: int, *, now: int, limit: int
) -> Sequence[DueRow]:
    """The first of those whose time has come."""
    rows = await connection.execute(_SOME, {"which": series_id, "now": now, "limit": limit})
    return [DueRow(*row) for row in rows]


async def under_way(
    connection: AsyncConnection, run_id: int, people: Sequence[int]
) -> Collection[int]:
    """Those of them who have no outcome in that run yet."""
    rows = await connection.execute(_UNDER_WAY, {"run": run_id, "people": list(people)})
    return set(rows.scalars())


async def hand_over(
    connection: AsyncConnection,
    step: StepRow,
    people: Sequence[int],
    *,
    zones_of: Mapping[int, str] | None = None,
) -> int:
    """Put them into the run of a step; how many were not in it yet. Whoever was stays as they are
    there. `zones_of`: by whose clocks some of them have their quiet hours; the others go by the
    bot's."""
    run_id = step.run_id
    if run_id is None or not people:
        return 0
    places: dict[int, list[int]] = {parts.WHOLE: list(people)}
    if zones_of:
        found = await parts.of_zones(connection, run_id, {*zones_of.values()})
        places = {}
        for who in people:
            part = found[zones_of[who]] if who in zones_of else parts.WHOLE
            places.setdefault(part, []).append(who)
    columns = ["run_id", "subscriber_id", "step", "variant", "part", "trouble"]
    variant = chosen(variants_of(step.content))
    added = 0
    for part, some in places.items():
        rows = _given().with_only_columns(
            *(literal(run_id), subscribers.c.id, literal(0), variant, literal(part)),
            literal(int(DeliveryState.PENDING)),  # so claims find them
            maintain_column_froms=True,
        )
        new = insert(deliveries).from_select(columns, rows.where(true()))
        added += await count_added(connection, new.on_conflict_do_nothing(), {"people": some})
    await runs_queries.add_to_counters(connection, run_id, {"total": added})
    return added


async def pass_over(connection: AsyncConnection, step: StepRow, people: Sequence[int]) -> int:
    """They are too late for it: in its ledger they are skipped. How many."""
    run_id = step.run_id
    if run_id is None or not people:
        return 0
    columns = ["run_id", "subscriber_id", "state", "reason"]
    rows = _given().with_only_columns(
        literal(run_id),
        subscribers.c.id,
        literal(int(DeliveryState.SKIPPED)),
        literal(SkipReason.EXPIRED.value),
        maintain_column_froms=True,
    )
    new = insert(deliveries).from_select(columns, rows.where(true()))
    added = await count_added(connection, new.on_conflict_do_nothing(), {"people": list(people)})
    counted = {"total": added, "skipped": added, "expired": added}
    await runs_queries.add_to_counters(connection, run_id, counted)
    return added


async def doubt(connection: AsyncConnection, step: StepRow, people: Sequence[int]) -> int:
    """They may have got it: in its ledger they are uncertain, as whoever a backup does not know of.
    How many; whoever has an outcome there keeps it."""
    run_id = step.run_id
    if run_id is None or not people:
        return 0
    columns = ["run_id", "subscriber_id", "state", "trouble", "reason"]
    uncertain = literal(int(DeliveryState.UNCERTAIN))
    rows = _given().with_only_columns(
        literal(run_id),
        subscribers.c.id,
        uncertain,
        uncertain,
        literal(OwnReason.RESTORED.value),
        maintain_column_froms=True,
    )
    new = insert(deliveries).from_select(columns, rows.where(true()))
    added = await count_added(connection, new.on_conflict_do_nothing(), {"people": list(people)})
    await runs_queries.add_to_counters(connection, run_id, {"total": added, "uncertain": added})
    return added


async def go_on(
    connection: AsyncConnection,
    series_id: int,
    people: Sequence[int],
    *,
    step: int,
    due_at: int,
    handed_at: int,
) -> None:
    """They have got so many, and the next one comes then."""
    values = {"which": series_id, "people": list(people), "next": step}
    await connection.execute(_GO_ON, {**values, "due": due_at, "handed": handed_at})


async def finish(
    connection: AsyncConnection, series_id: int, people: Sequence[int], *, step: int, now: int
) -> None:
    """There is no next one."""
    values = {"which": series_id, "people": list(people), "next": step, "handed": now}
    await connection.execute(_FINISH, values)


async def look_later(
    connection: AsyncConnection, series_id: int, people: Sequence[int], *, due_at: int
) -> None:
    """Not now, whatever it was that was due."""
    values = {"which": series_id, "people": list(people), "due": due_at}
    await connection.execute(_LATER, values)


async def lost(connection: AsyncConnection, series_id: int, people: Sequence[int]) -> None:
    """They are not subscribed any more, and nobody has told."""
    values = {"which": series_id, "people": list(people)}
    await connection.execute(_LOST, values)


async def take_up_finished(
    connection: AsyncConnection, series_id: int, *, step: int, due_at: int
) -> int:
    """A step was added behind the last one: those who had finished get it, too; how many."""
    result = await connection.execute(
        update(enrolments)
        .where(
            enrolments.c.series_id == series_id,
            enrolments.c.state == EnrolmentState.FINISHED,
            enrolments.c.step == step,
        )
        .values(state=EnrolmentState.WAITING, due_at=due_at)
    )
    return result.rowcount


_PEOPLE = lists.numbers("people")


def _given() -> Select[Any]:
    """Those of the given people who are subscribed."""
    return (
        select(subscribers.c.id)
        .select_from(_PEOPLE)
        .join(subscribers, subscribers.c.id == _PEOPLE.c.value)
        .where(unindexed(subscribers.c.state) == SubscriberState.ACTIVE)
    )


# Put together once: SQLAlchemy takes longer to build a statement than SQLite to execute it.
_NEXT = select(
    select(enrolments.c.due_at)
    .where(enrolments.c.series_id == series.c.id, enrolments.c.due_at.is_not(None))
    .order_by(enrolments.c.due_at)
    .limit(1)
    .correlate(series)
    .scalar_subquery()
).where(series.c.state == SeriesState.RUNNING)
_SOME = (
    select(
        enrolments.c.subscriber_id,
        enrolments.c.step,
        enrolments.c.due_at,
        enrolments.c.begun_at,
        (subscribers.c.state == SubscriberState.ACTIVE).label("active"),
        subscriber_fields.c.value,
    )
    .join(subscribers, subscribers.c.id == enrolments.c.subscriber_id)
    .outerjoin(subscriber_fields, zones.told_by(enrolments.c.subscriber_id))
    .where(
        enrolments.c.series_id == bindparam("which"),
        enrolments.c.due_at <= bindparam("now"),
        enrolments.c.due_at.is_not(None),
    )
    .order_by(enrolments.c.due_at, enrolments.c.subscriber_id)
    .limit(bindparam("limit"))
)
_UNDER_WAY = (
    select(deliveries.c.subscriber_id)
    .select_from(_PEOPLE)
    .join(
        deliveries,
        (deliveries.c.run_id == bindparam("run")) & (deliveries.c.subscriber_id == _PEOPLE.c.value),
    )
    .where(deliveries.c.state.in_(OPEN))
)
_THEIRS = (
    enrolments.c.series_id == bindparam("which"),
    is_chosen(enrolments.c.subscriber_id, select(_PEOPLE.c.value)),
    enrolments.c.state == EnrolmentState.WAITING,
)
_GO_ON = (
    update(enrolments)
    .where(*_THEIRS)
    .values(step=bindparam("next"), due_at=bindparam("due"), handed_at=bindparam("handed"))
)
_FINISH = (
    update(enrolments)
    .where(*_THEIRS)
    .values(
        state=EnrolmentState.FINISHED,
        step=bindparam("next"),
        due_at=None,
        handed_at=bindparam("handed"),
    )
)
_LATER = update(enrolments).where(*_THEIRS).values(due_at=bindparam("due"))
_LOST = update(enrolments).where(*_THEIRS).values(state=EnrolmentState.BLOCKED, due_at=None)

"""How people stand in series. Counting walks over all who are in one: for a reader's connection."""

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.ledger import runs as runs_queries
from db.schema.automation.series import enrolments
from db.schema.broadcasts import broadcasts
from db.schema.ledger import deliveries, runs
from db.schema.states import UNFINISHED, EnrolmentState
from db.schema.studio.answers import answer_tallies
from db.schema.subscribers import subscribers
from db.series.due import OPEN
from db.series.records import CountRow, NextRow, OpenRow


async def counts(connection: AsyncConnection, series_id: int) -> Sequence[CountRow]:
    """By state and how many steps they have got."""
    columns = enrolments.c.state, enrolments.c.step
    rows = await connection.execute(
        select(*columns, func.count()).where(enrolments.c.series_id == series_id).group_by(*columns)
    )
    return [CountRow(*row) for row in rows]


async def under_way(
    connection: AsyncConnection, series_id: int, run_ids: Sequence[int]
) -> Sequence[OpenRow]:
    """Whom one of these runs, of its steps, was to send to and has not yet, by how they stand."""
    who = enrolments.c.state, enrolments.c.step
    theirs = enrolments.c.subscriber_id == deliveries.c.subscriber_id
    rows = await connection.execute(
        select(deliveries.c.run_id, *who, func.count())
        .select_from(deliveries)
        .join(enrolments, theirs & (enrolments.c.series_id == series_id))
        .where(deliveries.c.run_id.in_(run_ids), deliveries.c.state.in_(OPEN))
        .group_by(deliveries.c.run_id, *who)
    )
    return [OpenRow(*row) for row in rows]


async def by_series(connection: AsyncConnection) -> Mapping[int, tuple[int, int]]:
    """How many wait for a step, and how many have got the last one."""
    columns = enrolments.c.series_id, enrolments.c.state
    rows = await connection.execute(select(*columns, func.count()).group_by(*columns))
    found: dict[int, tuple[int, int]] = {}
    for series_id, state, people in rows:
        waiting, finished = found.get(series_id, (0, 0))
        waiting += people if state == EnrolmentState.WAITING else 0
        finished += people if state == EnrolmentState.FINISHED else 0
        found[series_id] = waiting, finished
    for series_id, people in await connection.execute(_LAST_ON_ITS_WAY):
        waiting, finished = found[series_id]
        found[series_id] = waiting + people, finished - people
    return found


async def answered(connection: AsyncConnection, run_ids: Sequence[int]) -> Mapping[int, int]:
    """How many of those who got it chose an answer, by run."""
    rows = await connection.execute(
        select(answer_tallies.c.run_id, func.sum(answer_tallies.c.recipients))
        .where(answer_tallies.c.run_id.in_(run_ids))
        .group_by(answer_tallies.c.run_id)
    )
    return {int(run_id): int(people) for run_id, people in rows}


async def next_due(
    connection: AsyncConnection, series_id: int, *, step: int, limit: int
) -> Sequence[NextRow]:
    """Who gets that step next, the first ones first."""
    row = enrolments.c
    rows = await connection.execute(
        select(subscribers.c.first_name, row.due_at)
        .join(subscribers, subscribers.c.id == row.subscriber_id)
        .where(row.series_id == series_id, row.due_at.is_not(None), row.step == step)
        .order_by(row.due_at, row.subscriber_id)
        .limit(limit)
    )
    return [NextRow(*one) for one in rows]


async def waiting_among(connection: AsyncConnection, series_id: int, people: Sequence[int]) -> int:
    """How many of these, a thousand at most, wait for a step of it."""
    row = enrolments.c
    query = select(func.count()).where(
        row.series_id == series_id,
        row.subscriber_id.in_(people),
        row.state == EnrolmentState.WAITING,
    )
    return int(await connection.scalar(query) or 0)


# The last step was handed over for them, and waits in its run, for the end of quiet hours say.
_LAST_ON_ITS_WAY = (
    select(enrolments.c.series_id, func.count())
    .select_from(runs)
    .join(broadcasts, broadcasts.c.id == runs.c.broadcast_id)
    .join(deliveries, deliveries.c.run_id == runs.c.id)
    .join(
        enrolments,
        (enrolments.c.series_id == broadcasts.c.series_id)
        & (enrolments.c.subscriber_id == deliveries.c.subscriber_id),
    )
    .where(
        runs.c.standing,
        runs.c.state.in_(UNFINISHED),
        runs.c.total > runs_queries.done(),
        deliveries.c.state.in_(OPEN),
        enrolments.c.state == EnrolmentState.FINISHED,
    )
    .group_by(enrolments.c.series_id)
)

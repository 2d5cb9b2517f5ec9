"""Who comes into a series: those of some people who are subscribed and meet its conditions.

Once in a series, never again: whoever was in it before stays where they are.
"""

import logging
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from sqlalchemy import Select, literal, select, true
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.audience import facts as facts_queries
from db.audience.audience import Audience
from db.audience.facts import CannotAsk
from db.audience.keys import Keys, keys_of
from db.dialect import lists
from db.dialect.added import count_added
from db.dialect.comparing import unindexed
from db.schema.automation.series import enrolments, series_steps
from db.schema.states import SubscriberState
from db.schema.subscribers import subscribers
from db.series.records import plain_seconds

NEAR = 200  # subscriber numbers: people no further apart are asked about together

logger = logging.getLogger(__name__)


async def enrol(
    connection: AsyncConnection, series_id: int, audience: str, people: Sequence[int], *, now: int
) -> int:
    """Subscribers by their numbers; how many are new in it. Where nobody can tell (any more) who
    meets the conditions, nobody comes in."""
    wanted = Audience.load(audience)
    if not people:
        return 0
    if wanted.is_everyone:
        return await _add(connection, series_id, sorted(people), now=now)
    try:
        facts = await facts_queries.read(connection, wanted, now=now)
    except CannotAsk as cannot:
        logger.warning("nobody comes into series %d: %s", series_id, cannot)
        return 0
    found: list[int] = []
    for some in _near(sorted(set(people))):
        keys = keys_of(wanted, facts, after=some[0] - 1, upto=some[-1])
        rows = await connection.execute(keys)
        found += set(rows.scalars()).intersection(some)
    return await _add(connection, series_id, found, now=now)


async def enrol_matching(
    connection: AsyncConnection, series_id: int, matching: Keys, *, now: int
) -> int:
    """All of them; how many are new in it."""
    numbers = matching.order_by(None).subquery()
    first = literal(await _first_due(connection, series_id, now))
    rows = select(literal(series_id), next(iter(numbers.c)), literal(now), first)
    return await _write(connection, rows)


async def _add(
    connection: AsyncConnection, series_id: int, people: Sequence[int], *, now: int
) -> int:
    """Of these who are subscribed."""
    if not people:
        return 0
    given = lists.numbers("some")
    first = literal(await _first_due(connection, series_id, now))
    rows = (
        select(literal(series_id), subscribers.c.id, literal(now), first)
        .select_from(given)
        .join(subscribers, subscribers.c.id == given.c.value)
        .where(unindexed(subscribers.c.state) == SubscriberState.ACTIVE)
    )
    return await _write(connection, rows, {"some": list(people)})


async def _first_due(connection: AsyncConnection, series_id: int, now: int) -> int:
    """When the first step is; where that hangs on the person's zone it is looked at from now on."""
    query = select(series_steps.c.wait).where(
        series_steps.c.series_id == series_id, series_steps.c.position == 0
    )
    return now + (plain_seconds(str(await connection.scalar(query) or "0")) or 0)


async def _write(
    connection: AsyncConnection, rows: Select[Any], given: dict[str, Any] | None = None
) -> int:
    # Without a WHERE, SQLite takes the ON of what follows, ON CONFLICT, for that of a join.
    new = insert(enrolments).from_select(
        ["series_id", "subscriber_id", "begun_at", "due_at"], rows.where(true())
    )
    return await count_added(connection, new.on_conflict_do_nothing(), given)


def _near(people: Sequence[int]) -> Iterator[list[int]]:
    """In order, cut where two are far apart: conditions are asked of all numbers in between."""
    cuts = [n for n, (one, other) in enumerate(pairwise(people), 1) if other - one > NEAR]
    for begin, end in pairwise((0, *cuts, len(people))):
        yield list(people[begin:end])

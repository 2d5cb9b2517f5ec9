"""Who came by a link, by name: a page of them at a time."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.people.whom import Person
from db.schema.studio.answers import answers
from db.schema.studio.links import link_visits
from db.schema.subscribers import subscribers


async def who_came(
    connection: AsyncConnection,
    code: str,
    *,
    states: Sequence[str] | None,
    offset: int,
    limit: int,
) -> Sequence[Person]:
    """First by this code; in these states now, or in any."""
    came = subscribers.c.source == code
    if states is not None:
        came &= subscribers.c.state.in_(states)
    return await _page(connection, came, offset=offset, limit=limit)


async def who_answered(
    connection: AsyncConnection, code: str, *, offset: int, limit: int
) -> Sequence[Person]:
    has_answered = select(literal(1)).where(answers.c.subscriber_id == subscribers.c.id).exists()
    came = (subscribers.c.source == code) & has_answered
    return await _page(connection, came, offset=offset, limit=limit)


async def who_came_later(
    connection: AsyncConnection, link_id: int, *, offset: int, limit: int
) -> Sequence[Person]:
    visitors = select(link_visits.c.subscriber_id).where(link_visits.c.link_id == link_id)
    return await _page(connection, subscribers.c.id.in_(visitors), offset=offset, limit=limit)


async def _page(
    connection: AsyncConnection, who: ColumnElement[bool], *, offset: int, limit: int
) -> Sequence[Person]:
    rows = await connection.execute(
        select(subscribers.c.chat_id, subscribers.c.first_name, subscribers.c.username)
        .where(who)
        .order_by(subscribers.c.id)
        .offset(offset)
        .limit(limit)
    )
    return [Person(**row) for row in rows.mappings()]

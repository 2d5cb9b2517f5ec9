"""What is left of tags, fields, topics, lists and links that are gone: who had them.

Nobody asks about a number that is gone, and it is not given out again.
"""

from sqlalchemy import Column, Table, delete, exists, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.schema.knowledge import (
    audience_list_members,
    audience_lists,
    fields,
    subscriber_fields,
    subscriber_tags,
    tags,
    topic_opt_outs,
    topics,
)
from db.schema.studio.links import link_visits, links

_OF: tuple[tuple[Column[int], Table], ...] = (
    (subscriber_tags.c.tag_id, tags),
    (subscriber_fields.c.field_id, fields),
    (topic_opt_outs.c.topic_id, topics),
    (audience_list_members.c.audience_list_id, audience_lists),
    (link_visits.c.link_id, links),
)


async def forget(connection: AsyncConnection, *, limit: int) -> int:
    """Some of the rows of one number, `limit` at most; how many. 0: none are left."""
    for column, table in _OF:
        number = await _gone(connection, column, table)
        if number is not None:
            rows = column.table.c
            some = select(rows.subscriber_id).where(column == number).limit(limit)
            chosen = column == number, rows.subscriber_id.in_(some.scalar_subquery())
            return (await connection.execute(delete(column.table).where(*chosen))).rowcount
    return 0


async def _gone(connection: AsyncConnection, column: Column[int], table: Table) -> int | None:
    """The first of the numbers that is none any more. From number to number by the key: there are
    few, and a million rows of each."""
    number: int | None = await connection.scalar(select(func.min(column)))
    while number is not None:
        if not await connection.scalar(select(exists().where(table.c.id == number))):
            return number
        number = await connection.scalar(select(func.min(column)).where(column > number))
    return None

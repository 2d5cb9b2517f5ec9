"""All that is known of a subscriber beside their own row."""

from sqlalchemy import Column, Table, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from db.schema.automation.caps import received
from db.schema.knowledge import (
    audience_list_members,
    subscriber_fields,
    subscriber_tags,
    topic_opt_outs,
)
from db.schema.studio.links import link_visits

TABLES = (
    subscriber_tags,
    subscriber_fields,
    topic_opt_outs,
    audience_list_members,
    link_visits,
    received,
)


async def hand_over(connection: AsyncConnection, *, drop: int, keep: int) -> None:
    """Two chats are one: what was known of `drop` is known of `keep`, in the place of other values.

    Else the chat would get what it had opted out of, or what is not for those with its tag.
    """
    for table in TABLES:
        what, whose = _key(table), table.c.subscriber_id
        known = select(what).where(whose == drop).correlate(None)
        await connection.execute(delete(table).where(whose == keep, what.in_(known)))
        await connection.execute(update(table).where(whose == drop).values({whose: keep}))


def _key(table: Table) -> Column[int]:
    """Which tag, field, topic, list, link or run."""
    (key,) = (one for one in table.primary_key if one.name != "subscriber_id")
    return key

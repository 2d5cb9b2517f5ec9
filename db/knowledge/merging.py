"""All that is known of a subscriber beside their own row."""

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncConnection

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
)


async def hand_over(connection: AsyncConnection, *, drop: int, keep: int) -> None:
    """Two chats are one: what was known of `drop` is known of `keep`, in the place of other values.

    Else the chat would get what it had opted out of, or what is not for those with its tag.
    """
    for table in TABLES:
        await connection.execute(
            update(table)
            .prefix_with("OR REPLACE")
            .where(table.c.subscriber_id == drop)
            .values(subscriber_id=keep)
        )

"""Two chats turn out to be one: what it is in, in which series, and how far.

Of both that counts which came further: the ledger keeps the steps that either got.
"""

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from db.schema.automation.series import enrolments


async def hand_over(connection: AsyncConnection, *, drop: int, keep: int) -> None:
    """Before `drop` goes, and with it what it is in."""
    of_drop, of_keep = enrolments.alias("of_drop"), enrolments.alias("of_keep")
    both = await connection.execute(
        select(of_drop.c.series_id, of_drop.c.step, of_keep.c.step)
        .join(of_keep, of_keep.c.series_id == of_drop.c.series_id)
        .where(of_drop.c.subscriber_id == drop, of_keep.c.subscriber_id == keep)
    )
    for series_id, dropped, kept in both.all():
        behind = keep if dropped > kept else drop
        await connection.execute(
            delete(enrolments).where(
                enrolments.c.series_id == series_id, enrolments.c.subscriber_id == behind
            )
        )
    await connection.execute(
        update(enrolments).where(enrolments.c.subscriber_id == drop).values(subscriber_id=keep)
    )

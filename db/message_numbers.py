"""Message numbers that the bot has seen outside broadcasts.

db/schema/ledger.py says what they tell.
"""

from collections.abc import Iterable

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.schema.ledger import message_numbers

KEPT = 7 * 86_400  # seconds; an uncertain delivery is looked into within days


async def remember(connection: AsyncConnection, numbers: Iterable[int], *, now: int) -> None:
    """Old ones, which matter no more, go with it."""
    rows = [{"number": number, "seen_at": now} for number in numbers]
    if not rows:
        return
    await connection.execute(insert(message_numbers).on_conflict_do_nothing(), rows)
    await connection.execute(delete(message_numbers).where(message_numbers.c.seen_at < now - KEPT))

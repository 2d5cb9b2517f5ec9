"""Calls in doubt that were given up: a message in their chat may be one of them."""

import json
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.schema.certainty import OPEN, doubts
from db.schema.states import Found
from db.schema.subscribers import subscribers

KEPT = 3600  # seconds; longer where somebody is in doubt since then


class GivenUp(NamedTuple):
    """The numbers between which it landed, if it did; `high` is None where that is not known."""

    chat_id: int
    low: int
    high: int | None
    items: int


async def lately(connection: AsyncConnection, *, now: int) -> list[GivenUp]:
    """Those that may stand in the way of others yet; `now` in Unix seconds."""
    oldest = await connection.scalar(select(func.min(doubts.c.since)).where(OPEN))
    rows = await connection.execute(
        select(
            func.coalesce(doubts.c.chat_id, subscribers.c.chat_id), doubts.c.low, doubts.c.evidence
        )
        .join(subscribers, subscribers.c.id == doubts.c.subscriber_id)
        .where(
            doubts.c.found == Found.UNKNOWN,
            doubts.c.found_at > min(now, now if oldest is None else oldest) - KEPT,
        )
        .order_by(doubts.c.found_at)
    )
    return [GivenUp(chat_id, low, *_evidence(text)) for chat_id, low, text in rows]


def _evidence(text: str | None) -> tuple[int | None, int]:
    """`high` and `items`; of those that were given up at a take-over there is none."""
    told = json.loads(text) if text else {}
    return told.get("high"), told.get("items", 1)

"""Calls in doubt, beside the chats: each verdict as it is reached, and why."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.certainty.doubts import Reason
from broadcast.certainty.windows import LANDS_WITHIN
from db.schema.certainty import doubts
from db.schema.states import Found
from db.schema.subscribers import subscribers

SHOWN_FOR = 600  # seconds after the last verdict
MOST = 12  # rows

VERDICTS: Mapping[str, str] = {
    Found.SENT: "✅ had it",
    Found.NOT_SENT: "📤 sent now",
    Found.UNKNOWN: "❔ uncertain",
}
REASONS: Mapping[str, str] = {
    Reason.NO_NUMBER_MISSING: "no number is missing",
    Reason.NOT_FOUND: "its number is not there",
    Reason.OWN_DATA: "number and buttons found",
    Reason.ALONE: "its number was found",
}


async def doubts_of(connection: AsyncConnection, *, now: int) -> dict[str, Any] | None:
    """Of the newest calls in doubt; None: nothing was in doubt lately."""
    columns = doubts.c
    rows = await connection.execute(
        select(
            subscribers.c.first_name, columns.since, columns.found, columns.reason, columns.found_at
        )
        .select_from(doubts.outerjoin(subscribers, subscribers.c.id == columns.subscriber_id))
        .where(columns.found.is_(None) | (columns.found_at > now - SHOWN_FOR))
        .order_by(columns.found_at.desc(), columns.since.desc(), columns.subscriber_id)
        .limit(200)
    )
    found = rows.all()
    if not found:
        return None
    waiting = [row for row in found if row.found is None]
    settled = [row for row in found if row.found is not None]
    lines = [
        {
            "words": f"{row.first_name or 'Somebody'}: {VERDICTS[row.found]}",
            "note": REASONS.get(row.reason, row.reason),
        }
        for row in settled[: MOST - 1]
    ]
    if waiting:
        lines.insert(0, _in_doubt(waiting))
    note = (
        "The answers to these calls were lost. Every message takes the next number, so one that "
        "arrived left a number that nothing else explains. A call may land up to a minute late."
    )
    return {"title": "Found out: what became of lost answers", "note": note, "rows": lines}


def _in_doubt(waiting: list[Any]) -> dict[str, Any]:
    soonest = min(row.since for row in waiting) + LANDS_WITHIN
    named = [{"name": row.first_name or "Somebody", "at": soonest} for row in waiting[:3]]
    return {
        "words": f"In doubt: {len(waiting)}",
        "note": "",
        "waiting": named,
        "more": max(0, len(waiting) - len(named)),
    }

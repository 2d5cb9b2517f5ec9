"""Deliveries without a clear outcome: who they are and why."""

from collections.abc import Sequence

from sqlalchemy import literal, literal_column, select, union_all
from sqlalchemy.ext.asyncio import AsyncConnection

from db.records import OpenQuestionRow
from db.schema import FAILED, UNCERTAIN, deliveries, subscribers


async def open_questions(
    connection: AsyncConnection, run_id: int, *, offset: int, limit: int
) -> Sequence[OpenQuestionRow]:
    """Who the admin may want to look at: the uncertain first, then the failed, in key order."""
    of_state = [
        select(
            literal(code).label("state"),
            deliveries.c.subscriber_id,
            deliveries.c.reason,
            subscribers.c.chat_id,
            subscribers.c.first_name,
            subscribers.c.username,
        )
        .select_from(
            deliveries.outerjoin(subscribers, subscribers.c.id == deliveries.c.subscriber_id)
        )
        # A literal, not a parameter: only so does SQLite use the partial index.
        .where(deliveries.c.run_id == run_id, literal_column(f"deliveries.state = {code}"))
        for code in (UNCERTAIN, FAILED)
    ]
    both = union_all(*of_state).subquery()
    rows = await connection.execute(
        select(both).order_by(both.c.state.desc(), both.c.subscriber_id).offset(offset).limit(limit)
    )
    return [OpenQuestionRow(**row._asdict()) for row in rows]

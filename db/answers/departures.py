"""Who left through the button of a broadcast."""

from sqlalchemy import exists, func, literal, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.schema.ledger import runs
from db.schema.studio.answers import departures
from db.schema.subscribers import subscribers


async def note(connection: AsyncConnection, run_id: int, chat_id: int, *, now: int) -> None:
    """Once for each; nothing where there is no such run, or nobody of that chat (any more)."""
    who = select(literal(run_id), subscribers.c.id, literal(now)).where(
        subscribers.c.chat_id == chat_id, exists().where(runs.c.id == run_id)
    )
    await connection.execute(
        insert(departures)
        .from_select(["run_id", "subscriber_id", "left_at"], who)
        .on_conflict_do_nothing()
    )


async def count(connection: AsyncConnection, run_id: int) -> int:
    query = select(func.count()).select_from(departures).where(departures.c.run_id == run_id)
    return int(await connection.scalar(query) or 0)

"""A round, made in one transaction: a broadcast of its own that is planned for its time, and the
repeat goes on to the next one. Whatever dies, there is exactly one."""

import logging

from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.planning.planner import require_planner
from broadcast.planning.policy import PlanningRules
from broadcast.repeating.content import RoundContent, RoundSource
from db.broadcasts import drafts, plans
from db.connection.database import Database
from db.repeating import repeats
from db.repeating.repeats import RepeatRow
from db.schema.states import PlanKind

logger = logging.getLogger(__name__)


async def make(
    database: Database,
    row: RepeatRow,
    said: RoundContent,
    source: RoundSource,
    rules: PlanningRules,
    *,
    due_at: int,
    following: int | None,
    now: int,
) -> int | None:
    """The round's number; None: somebody was faster. Raises NotAllowed when whoever made the repeat
    is no admin any more."""
    async with database.write() as connection:
        await require_planner(connection, row.created_by, rules)
        if not await repeats.take(connection, row, following=following):
            return None
        round_id = await _add(connection, row, said, due_at=due_at, now=now)
        await repeats.made_round(connection, row, round_id)
        await source.written(connection, row, said, round_id)
    logger.info("repeat %d: broadcast %d is its round for %d", row.id, round_id, due_at)
    return round_id


async def _add(
    connection: AsyncConnection, row: RepeatRow, said: RoundContent, *, due_at: int, now: int
) -> int:
    content = said.content
    round_id = await drafts.add(
        connection,
        title=content.title,
        content=content.dump(),
        audience=said.audience.dump(),
        urgent=content.options.urgent,
        author=row.created_by,
        now=now,
    )
    await plans.add(connection, round_id, PlanKind.TIME, due_at=due_at, by=row.created_by, now=now)
    return round_id

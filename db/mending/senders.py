"""Which bot has sent what a run has sent: message numbers are a bot's own (Bot API: in a private
chat), so that under another one's token they would be those of other messages.

It is noted when the token has become another bot's: what was launched until then is the former
one's, and of what had not ended nobody can tell, once it goes on.
"""

import json

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db import engine_state
from db.schema.ledger import runs
from db.schema.states import UNFINISHED, RunKind

BOT_KEY = "bot_id"
BEFORE = "bots_before"  # JSON: [bot, the newest run of its time, those that had not ended]


async def changed(connection: AsyncConnection, former: str) -> None:
    """The bot was `former` until now."""
    newest = int(await connection.scalar(select(func.max(runs.c.id))) or 0)
    open_ones = select(runs.c.id).where(runs.c.state.in_(UNFINISHED), runs.c.kind == RunKind.SEND)
    unended = [int(number) for number in await connection.scalars(open_ones)]
    before = await _before(connection)
    await engine_state.save(connection, {BEFORE: json.dumps([*before, [former, newest, unended]])})


async def is_of_another(connection: AsyncConnection, run_id: int) -> bool:
    """Whether another bot has sent, or may have, what the run has."""
    before = await _before(connection)
    if any(run_id in unended for _, _, unended in before):
        return True
    sender = next((bot for bot, newest, _ in before if run_id <= newest), None)
    return sender is not None and sender != await engine_state.recall(connection, BOT_KEY)


async def _before(connection: AsyncConnection) -> list[tuple[str, int, list[int]]]:
    return [tuple(one) for one in json.loads(await engine_state.recall(connection, BEFORE) or "[]")]

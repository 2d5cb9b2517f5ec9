"""How far a walk over the silent ones is: it goes on after a restart."""

import json
from dataclasses import asdict, dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from db import engine_state

KEY = "cleaning"  # of engine_memory


@dataclass(frozen=True, kw_only=True, slots=True)
class Walk:
    """Moments in Unix seconds."""

    began: int
    after: int = 0  # the number of the last subscriber who was looked at
    asked: int = 0
    gone: int = 0  # of those who were asked
    ended: int | None = None


async def load(connection: AsyncConnection) -> Walk | None:
    """None before the first."""
    text = await engine_state.recall(connection, KEY)
    return None if text is None else Walk(**json.loads(text))


async def save(connection: AsyncConnection, walk: Walk) -> None:
    await engine_state.save(connection, {KEY: json.dumps(asdict(walk))})

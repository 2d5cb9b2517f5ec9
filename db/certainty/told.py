"""Messages to admins which say that it is being found out what became of lost answers: they say in
the end what was found, whichever process that is in."""

import json
from dataclasses import dataclass
from typing import Self

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db import engine_state
from db.schema.certainty import OPEN, doubts

KEY = "finding told"  # in db/engine_state.py
MOST_KEPT = 50  # messages; more are not told of one outage


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """Chats and numbers of the messages, and since when calls are in doubt that they are about, in
    Unix seconds."""

    messages: tuple[tuple[int, int], ...] = ()
    since: int = 0

    @classmethod
    def load(cls, text: str) -> Self:
        kept = json.loads(text)
        return cls(messages=tuple(map(tuple, kept["messages"])), since=kept["since"])

    def dump(self) -> str:
        return json.dumps({"messages": self.messages, "since": self.since}, separators=(",", ":"))


async def add(connection: AsyncConnection, chat_id: int, message_id: int) -> None:
    told = await read(connection)
    since = told.since
    if not told.messages:
        first = select(func.min(doubts.c.since)).where(OPEN).scalar_subquery()
        last = select(func.max(doubts.c.since)).scalar_subquery()  # all is known by now
        since = int(await connection.scalar(select(func.coalesce(first, last, 0))) or 0)
    messages = (*told.messages, (chat_id, message_id))[-MOST_KEPT:]
    await _save(connection, Told(messages=messages, since=since))


async def read(connection: AsyncConnection) -> Told:
    text = await engine_state.recall(connection, KEY)
    return Told() if text is None else Told.load(text)


async def forget(connection: AsyncConnection) -> None:
    await engine_state.forget(connection, KEY)


async def erase(connection: AsyncConnection, chat_id: int) -> None:
    """That it was told there."""
    told = await read(connection)
    rest = tuple(one for one in told.messages if one[0] != chat_id)
    if rest != told.messages:
        await _save(connection, Told(messages=rest, since=told.since))


async def _save(connection: AsyncConnection, told: Told) -> None:
    await engine_state.save(connection, {KEY: told.dump()})

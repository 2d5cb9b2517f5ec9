"""Which updates have begun and not ended: what the process leaves so when it dies comes again."""

import json
from collections.abc import Collection

from sqlalchemy.ext.asyncio import AsyncConnection

from db import engine_state
from db.connection.database import Database

KEY = "updates_in_hand"  # what the row has always been called
CHATS = "chats_in_hand"

Taken = tuple[int, int]  # how many processes began it without an end, and when the last one did


class UnfinishedStore:
    """Two rows, written for a whole batch: update number → Taken, and the chats that are being
    answered. Moments are Unix seconds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def read(self) -> dict[int, Taken]:
        async with self._database.read() as connection:
            text = await engine_state.recall(connection, KEY)
        stored: dict[str, tuple[int, int]] = json.loads(text) if text else {}
        return {int(number): (lives, at) for number, (lives, at) in stored.items()}

    async def write(self, taken: dict[int, Taken], chats: Collection[int]) -> None:
        """Raises DatabaseTrouble."""
        values = {KEY: _line(taken), CHATS: _line(sorted(chats))}

        async def work(connection: AsyncConnection) -> None:
            await engine_state.save(connection, values)

        await self._database.transact(work)


async def chats(connection: AsyncConnection) -> list[int]:
    """That the process before may have been answering when it ended."""
    text = await engine_state.recall(connection, CHATS)
    return [int(one) for one in json.loads(text)] if text else []


def _line(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))

"""Which updates have begun and not ended: what the process leaves so when it dies comes again."""

import json

from sqlalchemy.ext.asyncio import AsyncConnection

from db import engine_state
from db.connection.database import Database

KEY = "updates_in_hand"  # what the row has always been called

Taken = tuple[int, int]  # how many processes began it without an end, and when the last one did


class UnfinishedStore:
    """One row, written for a whole batch: update number → Taken. Moments are Unix seconds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def read(self) -> dict[int, Taken]:
        async with self._database.read() as connection:
            text = await engine_state.recall(connection, KEY)
        stored: dict[str, tuple[int, int]] = json.loads(text) if text else {}
        return {int(number): (lives, at) for number, (lives, at) in stored.items()}

    async def write(self, taken: dict[int, Taken]) -> None:
        """Raises DatabaseTrouble."""
        value = json.dumps(taken, separators=(",", ":"))

        async def work(connection: AsyncConnection) -> None:
            await engine_state.save(connection, {KEY: value})

        await self._database.transact(work)

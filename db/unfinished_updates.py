"""Which updates have begun and not ended: what the process leaves so when it dies comes again."""

import json
from collections.abc import Collection

from sqlalchemy.ext.asyncio import AsyncConnection

from db import engine_state
from db.connection.database import Database

KEY = "updates_in_hand"  # what the row has always been called
CHATS = "chats_in_hand"
NUMBERS = "numbers_in_hand"

Taken = tuple[int, int]  # how many processes began it without an end, and when the last one did


class UnfinishedStore:
    """Three rows, written for a whole batch: update number → Taken, the chats that are being
    answered, and the numbers of the messages. Moments are Unix seconds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def read(self) -> dict[int, Taken]:
        async with self._database.read() as connection:
            text = await engine_state.recall(connection, KEY)
        stored: dict[str, tuple[int, int]] = json.loads(text) if text else {}
        return {int(number): (lives, at) for number, (lives, at) in stored.items()}

    async def write(
        self, taken: dict[int, Taken], *, chats: Collection[int], numbers: Collection[int]
    ) -> None:
        """Raises DatabaseTrouble."""
        values = {KEY: _line(taken), CHATS: _line(sorted(chats)), NUMBERS: _line(sorted(numbers))}

        async def work(connection: AsyncConnection) -> None:
            await engine_state.save(connection, values)

        await self._database.transact(work)


async def chats(connection: AsyncConnection) -> list[int]:
    """That the process before may have been answering when it ended."""
    return await _whole_numbers(connection, CHATS)


async def numbers(connection: AsyncConnection) -> list[int]:
    """Of the last messages that the process before had taken, of the account's counter."""
    return await _whole_numbers(connection, NUMBERS)


async def _whole_numbers(connection: AsyncConnection, key: str) -> list[int]:
    text = await engine_state.recall(connection, key)
    return [int(one) for one in json.loads(text)] if text else []


def _line(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))

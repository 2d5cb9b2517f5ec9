"""In whose chats the admins' commands were set: Telegram does not tell, and keeps them for ever."""

import json

from sqlalchemy.ext.asyncio import AsyncConnection

from db import engine_state
from db.connection.database import Database

KEY = "admin-menus"  # a JSON list of user ids


class Menus:
    """Remembers the chats whose menu shows the admins' commands."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def shown(self) -> set[int]:
        async with self._database.read() as connection:
            return await _read(connection)

    async def remember(self, user_id: int) -> None:
        if user_id in await self.shown():
            return
        async with self._database.write() as connection:
            await _keep(connection, await _read(connection) | {user_id})

    async def forget(self, user_id: int) -> None:
        async with self._database.write() as connection:
            await _keep(connection, await _read(connection) - {user_id})


async def _read(connection: AsyncConnection) -> set[int]:
    text = await engine_state.recall(connection, KEY)
    return set() if text is None else set(json.loads(text))


async def _keep(connection: AsyncConnection, user_ids: set[int]) -> None:
    await engine_state.save(connection, {KEY: json.dumps(sorted(user_ids))})

"""Albums that admins sent, item by item as they came: a restart in the middle loses none."""

from collections.abc import Sequence

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.connection.database import Database
from db.schema.studio.composing import album_items


class Albums:
    """The albums' table. An item is the message as JSON; moments are Unix seconds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, chat_id: int, album: str, message_id: int, item: str, *, now: int) -> None:
        """An item has come, or has come again."""
        fresh = {"item": item, "came_at": now, "handled": False}
        statement = insert(album_items).values(
            chat_id=chat_id, album=album, message_id=message_id, **fresh
        )
        key = [album_items.c.chat_id, album_items.c.album, album_items.c.message_id]
        async with self._database.write() as connection:
            await connection.execute(
                statement.on_conflict_do_update(index_elements=key, set_=fresh)
            )

    async def change(self, chat_id: int, album: str, message_id: int, item: str) -> None:
        """An item was edited; one that never came is none."""
        changed = (
            update(album_items)
            .where(
                album_items.c.chat_id == chat_id,
                album_items.c.album == album,
                album_items.c.message_id == message_id,
            )
            .values(item=item)
        )
        async with self._database.write() as connection:
            await connection.execute(changed)

    async def items(self, chat_id: int, album: str) -> Sequence[str]:
        """All that have come, in the order of the album."""
        query = (
            select(album_items.c.item)
            .where(album_items.c.chat_id == chat_id, album_items.c.album == album)
            .order_by(album_items.c.message_id)
        )
        async with self._database.read() as connection:
            return list((await connection.execute(query)).scalars())

    async def handled(self, chat_id: int, album: str, message_ids: Sequence[int]) -> None:
        """These were handed on; they stay for an item that comes late."""
        done = update(album_items).where(
            album_items.c.chat_id == chat_id,
            album_items.c.album == album,
            album_items.c.message_id.in_(message_ids),
        )
        async with self._database.write() as connection:
            await connection.execute(done.values(handled=True))

    async def unhandled(self) -> Sequence[str]:
        """One item of each album that a former process did not hand on."""
        query = (
            select(func.min(album_items.c.item))
            .where(album_items.c.handled.is_(False))
            .group_by(album_items.c.chat_id, album_items.c.album)
        )
        async with self._database.read() as connection:
            return list((await connection.execute(query)).scalars())

    async def sweep(self, before: int) -> None:
        async with self._database.write() as connection:
            await connection.execute(delete(album_items).where(album_items.c.came_at < before))


async def erase(connection: AsyncConnection, chat_id: int) -> None:
    """What this person sent."""
    await connection.execute(delete(album_items).where(album_items.c.chat_id == chat_id))

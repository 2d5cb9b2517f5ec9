"""The dialogs' state: a row per key, only while there is something to remember."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.connection.database import Database
from db.schema.admins import dialog_states


@dataclass(frozen=True, kw_only=True, slots=True)
class DialogState:
    """`data` is JSON text; an empty state is a key without a row."""

    state: str | None = None
    data: str = "{}"


NOTHING = DialogState()


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """What a key is to hold from now on, and whose it is."""

    key: str
    user_id: int
    value: DialogState


class DialogStates:
    """The dialog states' table. Moments are whole Unix seconds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def read(self, key: str) -> DialogState:
        statement = select(dialog_states.c.state, dialog_states.c.data).where(
            dialog_states.c.key == key
        )
        async with self._database.read() as connection:
            row = (await connection.execute(statement)).first()
        return NOTHING if row is None else DialogState(state=row.state, data=row.data)

    async def write(self, changes: Iterable["Change"], now: int) -> None:
        """Replace what is stored, all of it or nothing; nothing to remember removes a row."""
        async with self._database.write() as connection:
            for change in changes:
                await _put(connection, change, now)

    async def sweep(self, before: int) -> int:
        """Remove what was last changed before that moment; how many rows went."""
        statement = delete(dialog_states).where(dialog_states.c.changed_at < before)
        async with self._database.write() as connection:
            return (await connection.execute(statement)).rowcount


async def _put(connection: AsyncConnection, change: Change, now: int) -> None:
    if change.value == NOTHING:
        await connection.execute(delete(dialog_states).where(dialog_states.c.key == change.key))
        return
    fresh = {"state": change.value.state, "data": change.value.data, "changed_at": now}
    statement = insert(dialog_states).values(key=change.key, user_id=change.user_id, **fresh)
    await connection.execute(statement.on_conflict_do_update(index_elements=["key"], set_=fresh))

"""Which message shows the progress of which broadcast to whom, until its report is written."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from db.connection.database import Database
from db.schema.admins import progress_messages


@dataclass(frozen=True, kw_only=True, slots=True)
class ProgressMessage:
    broadcast_id: int
    chat_id: int
    message_id: int
    thread_id: int | None = field(default=None, compare=False)  # the topic that it stands in


class ProgressMessages:
    """The progress messages' table: at most one for a broadcast and a chat."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def every(self) -> Sequence[ProgressMessage]:
        table = progress_messages
        statement = select(
            table.c.broadcast_id, table.c.chat_id, table.c.message_id, table.c.thread_id
        )
        async with self._database.read() as connection:
            rows = await connection.execute(statement)
            return [ProgressMessage(**row) for row in rows.mappings()]

    async def put(self, message: ProgressMessage) -> None:
        """Remember it in place of the one that was there."""
        statement = insert(progress_messages).values(
            broadcast_id=message.broadcast_id,
            chat_id=message.chat_id,
            message_id=message.message_id,
            thread_id=message.thread_id,
        )
        async with self._database.write() as connection:
            await connection.execute(
                statement.on_conflict_do_update(
                    index_elements=["broadcast_id", "chat_id"],
                    set_={"message_id": message.message_id, "thread_id": message.thread_id},
                )
            )

    async def forget(self, message: ProgressMessage) -> None:
        """Nothing happens when another one has taken its place."""
        table = progress_messages
        async with self._database.write() as connection:
            await connection.execute(
                delete(table).where(
                    table.c.broadcast_id == message.broadcast_id,
                    table.c.chat_id == message.chat_id,
                    table.c.message_id == message.message_id,
                )
            )

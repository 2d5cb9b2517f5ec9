"""What the engine must remember over a restart: a few keys, such as the flood gate's deadline."""

from collections.abc import Mapping
from secrets import token_urlsafe

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.schema.ledger import engine_memory

TRIAL = "trial"
PLACE = "place"  # where the database stood when the bot was last taken over
TRIAL_BYTES = 24_576  # several pages, as text a third more

# Every commit of a broadcast executes it: SQLAlchemy takes longer to build a statement than SQLite
# to execute it.
_NEW = insert(engine_memory)
_SAVE = _NEW.on_conflict_do_update(index_elements=["key"], set_={"value": _NEW.excluded.value})


async def save(connection: AsyncConnection, values: Mapping[str, str]) -> None:
    if values:
        rows = [{"key": key, "value": value} for key, value in values.items()]
        await connection.execute(_SAVE, rows)


async def recall(connection: AsyncConnection, key: str) -> str | None:
    query = select(engine_memory.c.value).where(engine_memory.c.key == key)
    return (await connection.execute(query)).scalar()


async def forget(connection: AsyncConnection, key: str) -> None:
    await connection.execute(delete(engine_memory).where(engine_memory.c.key == key))


async def try_out(connection: AsyncConnection) -> None:
    """Write something that needs room, and remove it: fails where the disk or the file is full.

    At random, because PostgreSQL compresses what it can, to next to nothing.
    """
    await save(connection, {TRIAL: token_urlsafe(TRIAL_BYTES)})
    await connection.execute(delete(engine_memory).where(engine_memory.c.key == TRIAL))

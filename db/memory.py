"""What the engine must remember over a restart: a few keys, such as the flood gate's deadline."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.schema import engine_memory


async def keep(connection: AsyncConnection, values: Mapping[str, str]) -> None:
    for key, value in values.items():
        statement = insert(engine_memory).values(key=key, value=value)
        await connection.execute(
            statement.on_conflict_do_update(index_elements=["key"], set_={"value": value})
        )


async def recall(connection: AsyncConnection, key: str) -> str | None:
    query = select(engine_memory.c.value).where(engine_memory.c.key == key)
    return (await connection.execute(query)).scalar()

"""The key that the database gives to a new row."""

from sqlalchemy import Insert
from sqlalchemy.ext.asyncio import AsyncConnection


async def add_row(connection: AsyncConnection, statement: Insert) -> int:
    """Insert one row; returns its number."""
    key = (await connection.execute(statement)).inserted_primary_key
    if key is None:
        raise RuntimeError(f"the database gave no key for a new row of {statement.table.name}")
    return int(key[0])

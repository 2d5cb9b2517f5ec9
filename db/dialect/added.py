"""How many rows an INSERT has really added; the others were there already, or conflicted.

SQLAlchemy tells it of an UPDATE and a DELETE by itself. Of an INSERT it is -1 on PostgreSQL,
silently, unless it is told to keep the number.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Insert
from sqlalchemy.ext.asyncio import AsyncConnection


async def count_added(
    connection: AsyncConnection, statement: Insert, given: Mapping[str, Any] | None = None
) -> int:
    kept = statement.execution_options(preserve_rowcount=True)
    return (await connection.execute(kept, given)).rowcount

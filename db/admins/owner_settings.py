"""What owners decide in the chat, as JSON by name."""

import json
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.schema.studio.composing import owner_settings


async def read(connection: AsyncConnection, name: str) -> Any:
    """None where nothing was decided."""
    statement = select(owner_settings.c.value).where(owner_settings.c.name == name)
    text = (await connection.execute(statement)).scalar_one_or_none()
    return None if text is None else json.loads(text)


async def write(connection: AsyncConnection, name: str, value: Any, *, now: int) -> None:
    """None takes it away. `now`: Unix seconds."""
    if value is None:
        await connection.execute(delete(owner_settings).where(owner_settings.c.name == name))
        return
    text = json.dumps(value, ensure_ascii=False)
    statement = insert(owner_settings).values(name=name, value=text, changed_at=now)
    changed = {"value": statement.excluded.value, "changed_at": statement.excluded.changed_at}
    await connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_=changed))

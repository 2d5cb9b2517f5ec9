"""Templates: content and audience by name, for more drafts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from db.knowledge.names import Name
from db.schema.studio.composing import templates


@dataclass(frozen=True, kw_only=True, slots=True)
class TemplateRow:
    id: int
    name: str
    content: str  # see broadcast/model/content.py
    audience: str  # see db/audience/audience.py
    created_by: int


async def add(
    connection: AsyncConnection, name: Name, *, content: str, audience: str, by: int, now: int
) -> None:
    await connection.execute(
        insert(templates).values(
            name=name.text,
            folded=name.folded,
            content=content,
            audience=audience,
            created_by=by,
            created_at=now,
        )
    )


async def named(connection: AsyncConnection, name: Name) -> int | None:
    """The number of the one that is called so, in any case of letters."""
    query = select(templates.c.id).where(templates.c.folded == name.folded)
    number: int | None = await connection.scalar(query)
    return number


async def count(connection: AsyncConnection) -> int:
    return int(await connection.scalar(select(func.count()).select_from(templates)) or 0)


async def rename(connection: AsyncConnection, template_id: int, name: Name) -> bool:
    """False when it is gone."""
    changed = update(templates).where(templates.c.id == template_id)
    result = await connection.execute(changed.values(name=name.text, folded=name.folded))
    return result.rowcount == 1


async def remove(connection: AsyncConnection, template_id: int) -> None:
    await connection.execute(delete(templates).where(templates.c.id == template_id))


async def get(connection: AsyncConnection, template_id: int) -> TemplateRow | None:
    row = (await connection.execute(_ALL.where(templates.c.id == template_id))).first()
    return _record(row) if row else None


async def page(connection: AsyncConnection, *, offset: int, limit: int) -> Sequence[TemplateRow]:
    """By name."""
    rows = await connection.execute(_ALL.order_by(templates.c.folded).offset(offset).limit(limit))
    return [_record(row) for row in rows]


async def erase_author(connection: AsyncConnection, user_id: int, *, nobody: int) -> None:
    """The templates of whoever asks to be forgotten stay, and forget who made them."""
    mine = update(templates).where(templates.c.created_by == user_id)
    await connection.execute(mine.values(created_by=nobody))


def _record(row: Row[*tuple[Any, ...]]) -> TemplateRow:
    return TemplateRow(**row._asdict())


_ALL = select(
    templates.c.id,
    templates.c.name,
    templates.c.content,
    templates.c.audience,
    templates.c.created_by,
)

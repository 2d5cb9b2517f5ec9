"""Source links: names for the codes that subscribers come by (`subscribers.source`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, ScalarSelect, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from db.connection.keys import add_row
from db.schema.knowledge import tags
from db.schema.studio.links import links
from db.schema.subscribers import subscribers


@dataclass(frozen=True, kw_only=True, slots=True)
class LinkRow:
    id: int
    code: str
    name: str
    tag: str | None  # that whoever comes by it gets
    came: int  # subscribers who came by it first, whatever became of them


async def add(
    connection: AsyncConnection, *, code: str, name: str, by: int, now: int
) -> int | None:
    """Returns its id; None when there is a link with that code."""
    if await _is_taken(connection, code):
        return None
    new = insert(links).values(code=code, name=name, created_by=by, created_at=now)
    return await add_row(connection, new)


async def rename(connection: AsyncConnection, link_id: int, name: str) -> bool:
    """False when it is gone."""
    changed = await connection.execute(update(links).where(links.c.id == link_id).values(name=name))
    return changed.rowcount == 1


async def change_code(connection: AsyncConnection, link_id: int, code: str) -> bool:
    """False when another link has that code."""
    if await _is_taken(connection, code, links.c.id != link_id):
        return False
    changed = update(links).where(links.c.id == link_id).values(code=code)
    return (await connection.execute(changed)).rowcount == 1


async def set_tag(connection: AsyncConnection, link_id: int, tag_id: int | None) -> bool:
    """For whoever comes from now on. False when the link is gone."""
    changed = update(links).where(links.c.id == link_id).values(tag_id=tag_id)
    return (await connection.execute(changed)).rowcount == 1


async def delete_one(connection: AsyncConnection, link_id: int) -> bool:
    """False when it was gone. Whoever came by it keeps its code as their source."""
    gone = await connection.execute(delete(links).where(links.c.id == link_id))
    return gone.rowcount == 1


async def find(connection: AsyncConnection, link_id: int) -> LinkRow | None:
    row = (await connection.execute(_LINKS.where(links.c.id == link_id))).first()
    return _record(row) if row else None


async def page(
    connection: AsyncConnection, *, offset: int, limit: int
) -> tuple[Sequence[LinkRow], int]:
    """Newest first, and their number in all."""
    count = await connection.scalar(select(func.count()).select_from(links))
    rows = await connection.execute(_LINKS.order_by(links.c.id.desc()).offset(offset).limit(limit))
    return [_record(row) for row in rows], int(count or 0)


async def erase_author(connection: AsyncConnection, user_id: int, *, nobody: int) -> None:
    """The links of whoever asks to be forgotten stay, and forget who made them."""
    mine = links.c.created_by == user_id
    await connection.execute(update(links).where(mine).values(created_by=nobody))


async def _is_taken(connection: AsyncConnection, code: str, *others: ColumnElement[bool]) -> bool:
    """In the transaction that writes it: nobody else writes meanwhile."""
    query = select(links.c.id).where(links.c.code == code, *others)
    return await connection.scalar(query) is not None


def _came() -> ScalarSelect[Any]:
    """Its index has those alone who came by some code."""
    return (
        select(func.count())
        .select_from(subscribers)
        .where(subscribers.c.source == links.c.code)
        .scalar_subquery()
    )


def _record(row: Row[*tuple[Any, ...]]) -> LinkRow:
    return LinkRow(**row._asdict())


_LINKS = select(
    links.c.id, links.c.code, links.c.name, tags.c.name.label("tag"), _came().label("came")
).select_from(links.outerjoin(tags, tags.c.id == links.c.tag_id))

"""Channels and groups whose join requests the bot sees, and what it does with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, delete, exists, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.schema.studio.links import join_places, links


@dataclass(frozen=True, kw_only=True, slots=True)
class JoinPlaceRow:
    chat_id: int
    title: str
    greets: bool
    approves: bool
    greeting: str | None
    link_id: int | None
    code: str | None  # of the link that the greeting carries


async def put(connection: AsyncConnection, chat_id: int, title: str, *, now: int) -> None:
    """Know the place under this title; a new one does nothing yet."""
    added = insert(join_places).values(
        chat_id=chat_id, title=title, greets=False, approves=False, changed_at=now
    )
    await connection.execute(
        added.on_conflict_do_update(index_elements=["chat_id"], set_={"title": title})
    )


async def change(connection: AsyncConnection, chat_id: int, *, now: int, **values: Any) -> bool:
    """False when it is not known (any more)."""
    changed = update(join_places).where(join_places.c.chat_id == chat_id)
    result = await connection.execute(changed.values(changed_at=now, **values))
    return result.rowcount == 1


async def forget(connection: AsyncConnection, chat_id: int) -> None:
    await connection.execute(delete(join_places).where(join_places.c.chat_id == chat_id))


async def move(connection: AsyncConnection, *, old: int, new: int) -> None:
    """The group has another id now; one that is known by it already stays as it is."""
    known = join_places.alias()
    is_known = exists().where(known.c.chat_id == new)
    moved = update(join_places).where(join_places.c.chat_id == old, ~is_known)
    await connection.execute(moved.values(chat_id=new))
    await forget(connection, old)


async def find(connection: AsyncConnection, chat_id: int) -> JoinPlaceRow | None:
    row = (await connection.execute(_PLACES.where(join_places.c.chat_id == chat_id))).first()
    return _record(row) if row else None


async def page(
    connection: AsyncConnection, *, offset: int, limit: int
) -> tuple[Sequence[JoinPlaceRow], int]:
    """Those that do something first, then the newest; and their number in all."""
    count = await connection.scalar(select(func.count()).select_from(join_places))
    does = (join_places.c.greets | join_places.c.approves).desc()
    order = does, join_places.c.changed_at.desc(), join_places.c.chat_id
    rows = await connection.execute(_PLACES.order_by(*order).offset(offset).limit(limit))
    return [_record(row) for row in rows], int(count or 0)


def _record(row: Row[Any]) -> JoinPlaceRow:
    return JoinPlaceRow(**row._asdict())


_PLACES: Select[Any] = select(
    join_places.c.chat_id,
    join_places.c.title,
    join_places.c.greets,
    join_places.c.approves,
    join_places.c.greeting,
    join_places.c.link_id,
    links.c.code,
).select_from(join_places.outerjoin(links, links.c.id == join_places.c.link_id))

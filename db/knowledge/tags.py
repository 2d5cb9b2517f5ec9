"""Tags: what admins, imports, links and answers say of subscribers, in a word or two."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, func, literal, select, true, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.audience.keys import Keys
from db.connection.keys import add_row
from db.dialect.comparing import by_bytes
from db.knowledge.names import Name
from db.schema.knowledge import subscriber_tags, tags
from db.schema.states import SignalKind, SubscriberState
from db.schema.subscribers import subscribers
from db.series.coming.happened import happened, is_heard
from db.series.records import Signal

LONGEST = 32  # characters
MOST = 1_000  # tags


@dataclass(frozen=True, kw_only=True, slots=True)
class TagRow:
    id: int
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TagCount:
    """With the number of active subscribers who have it."""

    id: int
    name: str
    count: int


async def every(connection: AsyncConnection) -> Sequence[TagCount]:
    """By name."""
    counted = (
        select(subscriber_tags.c.tag_id, func.count().label("count"))
        .join(subscribers, subscribers.c.id == subscriber_tags.c.subscriber_id)
        .where(subscribers.c.state == SubscriberState.ACTIVE)
        .group_by(subscriber_tags.c.tag_id)
        .subquery()
    )
    rows = await connection.execute(
        select(tags.c.id, tags.c.name, func.coalesce(counted.c.count, 0).label("count"))
        .outerjoin(counted, counted.c.tag_id == tags.c.id)
        .order_by(by_bytes(tags.c.folded))
    )
    return [TagCount(**row._asdict()) for row in rows]


async def names(connection: AsyncConnection) -> Sequence[TagRow]:
    rows = await connection.execute(
        select(tags.c.id, tags.c.name).order_by(by_bytes(tags.c.folded))
    )
    return [TagRow(**row._asdict()) for row in rows]


async def find(connection: AsyncConnection, name: Name) -> TagRow | None:
    query = select(tags.c.id, tags.c.name).where(tags.c.folded == name.folded)
    row = (await connection.execute(query)).first()
    return None if row is None else TagRow(**row._asdict())


async def get(connection: AsyncConnection, tag_id: int) -> TagRow | None:
    query = select(tags.c.id, tags.c.name).where(tags.c.id == tag_id)
    row = (await connection.execute(query)).first()
    return None if row is None else TagRow(**row._asdict())


async def count(connection: AsyncConnection) -> int:
    return int(await connection.scalar(select(func.count()).select_from(tags)) or 0)


async def add(connection: AsyncConnection, name: Name, now: int) -> int:
    """Returns its number."""
    values = {"name": name.text, "folded": name.folded, "created_at": now}
    return await add_row(connection, insert(tags).values(values))


async def rename(connection: AsyncConnection, tag_id: int, name: Name) -> bool:
    """False when it is gone."""
    renamed = await connection.execute(
        update(tags).where(tags.c.id == tag_id).values(name=name.text, folded=name.folded)
    )
    return renamed.rowcount > 0


async def remove(connection: AsyncConnection, tag_id: int) -> None:
    """Nobody has it any more; see db/knowledge/leftovers.py."""
    await connection.execute(delete(tags).where(tags.c.id == tag_id))


async def put_on(connection: AsyncConnection, tag_id: int, chosen: Keys, *, now: int) -> int:
    """On those whose numbers `chosen` selects; how many had it not."""
    new: Sequence[int] = ()
    if await is_heard(connection, SignalKind.TAG, tag_id):
        new = await _without(connection, tag_id, chosen)
    rows = select(literal(tag_id), chosen.subquery().c[0]).where(true())
    added = await connection.execute(
        insert(subscriber_tags)
        .from_select(["tag_id", "subscriber_id"], rows)
        .on_conflict_do_nothing()
        .execution_options(preserve_rowcount=True)
    )
    await happened(connection, Signal(SignalKind.TAG, tag_id), new, now=now)
    return added.rowcount


async def _without(connection: AsyncConnection, tag_id: int, chosen: Keys) -> Sequence[int]:
    """Those of them who have it not."""
    number = chosen.subquery().c[0]
    theirs = select(subscriber_tags.c.subscriber_id).where(subscriber_tags.c.tag_id == tag_id)
    return list((await connection.execute(select(number).where(number.not_in(theirs)))).scalars())


async def take_from(connection: AsyncConnection, tag_id: int, chosen: Keys) -> int:
    """How many had it."""
    theirs = subscriber_tags.c.subscriber_id.in_(select(chosen.subquery().c[0]))
    gone = await connection.execute(
        delete(subscriber_tags).where(subscriber_tags.c.tag_id == tag_id, theirs)
    )
    return gone.rowcount


async def of_chat(connection: AsyncConnection, chat_id: int) -> Sequence[str]:
    """What somebody is tagged with."""
    rows = await connection.execute(
        select(tags.c.name)
        .join(subscriber_tags, subscriber_tags.c.tag_id == tags.c.id)
        .join(subscribers, subscribers.c.id == subscriber_tags.c.subscriber_id)
        .where(_is(chat_id))
        .order_by(by_bytes(tags.c.folded))
    )
    return list(rows.scalars())


def _is(chat_id: int) -> ColumnElement[bool]:
    return subscribers.c.chat_id == chat_id

"""Topics: what people may choose to get or not. All are on until somebody opts out."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.connection.keys import add_row
from db.knowledge.names import Name
from db.schema.knowledge import topic_opt_outs, topics
from db.schema.states import SubscriberState
from db.schema.subscribers import subscribers
from db.subscribers import changes


@dataclass(frozen=True, kw_only=True, slots=True)
class TopicRow:
    id: int
    name: str
    uncapped: bool = False  # broadcasts about it do not count for the cap, and nobody misses them


@dataclass(frozen=True, kw_only=True, slots=True)
class TopicChoice:
    """What somebody has chosen of a topic."""

    id: int
    name: str
    wanted: bool


async def every(connection: AsyncConnection) -> list[TopicRow]:
    """In the order that people see."""
    rows = await connection.execute(_EVERY)
    return [TopicRow(**row._asdict()) for row in rows]


async def named(connection: AsyncConnection, name: Name) -> int | None:
    query = select(topics.c.id).where(topics.c.folded == name.folded)
    number: int | None = await connection.scalar(query)
    return number


async def add(connection: AsyncConnection, name: Name) -> int:
    """At the end; returns its number."""
    after = select(func.coalesce(func.max(topics.c.position), 0) + 1).scalar_subquery()
    return await add_row(
        connection,
        insert(topics).values(name=name.text, folded=name.folded, position=after),
    )


async def rename(connection: AsyncConnection, topic_id: int, name: Name) -> None:
    await connection.execute(
        update(topics).where(topics.c.id == topic_id).values(name=name.text, folded=name.folded)
    )


async def exempt(connection: AsyncConnection, topic_id: int, *, uncapped: bool) -> None:
    """Whether the cap on broadcasts a week is none of its business."""
    await connection.execute(
        update(topics).where(topics.c.id == topic_id).values(uncapped=uncapped)
    )


async def remove(connection: AsyncConnection, topic_id: int) -> None:
    """With what people have chosen of it; see db/knowledge/leftovers.py."""
    await connection.execute(delete(topics).where(topics.c.id == topic_id))


async def put_in_order(connection: AsyncConnection, numbers: Sequence[int]) -> None:
    for position, number in enumerate(numbers, start=1):
        await connection.execute(
            update(topics).where(topics.c.id == number).values(position=position)
        )


async def opted_out(connection: AsyncConnection, topic_id: int) -> int:
    """How many of the active subscribers do not want it."""
    query = (
        select(func.count())
        .select_from(topic_opt_outs)
        .join(subscribers, subscribers.c.id == topic_opt_outs.c.subscriber_id)
        .where(topic_opt_outs.c.topic_id == topic_id, subscribers.c.state == SubscriberState.ACTIVE)
    )
    return int(await connection.scalar(query) or 0)


async def choices_of(connection: AsyncConnection, chat_id: int) -> list[TopicChoice]:
    """Of somebody unknown all are wanted."""
    refused = (
        select(topic_opt_outs.c.topic_id)
        .join(subscribers, subscribers.c.id == topic_opt_outs.c.subscriber_id)
        .where(subscribers.c.chat_id == chat_id)
    )
    unwanted = set((await connection.execute(refused)).scalars())
    return [
        TopicChoice(id=one.id, name=one.name, wanted=one.id not in unwanted)
        for one in await every(connection)
    ]


async def choose(
    connection: AsyncConnection, chat_id: int, topic_id: int, *, wanted: bool, now: int
) -> None:
    """Whoever is not known is kept as somebody who is not subscribed."""
    number = select(subscribers.c.id).where(subscribers.c.chat_id == chat_id)
    if wanted:
        await connection.execute(
            delete(topic_opt_outs).where(
                topic_opt_outs.c.topic_id == topic_id,
                topic_opt_outs.c.subscriber_id == number.scalar_subquery(),
            )
        )
        return
    await changes.keep(connection, chat_id, now=now)
    chosen = select(topics.c.id, number.scalar_subquery()).where(topics.c.id == topic_id)
    await connection.execute(
        insert(topic_opt_outs)
        .from_select(["topic_id", "subscriber_id"], chosen)
        .on_conflict_do_nothing()
    )


_EVERY = select(topics.c.id, topics.c.name, topics.c.uncapped).order_by(
    topics.c.position, topics.c.id
)

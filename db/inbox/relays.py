"""The forum group that answers come from: which it is, and what is still to be copied there."""

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import case, func, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from db.admins import owner_settings
from db.schema.states import Relay
from db.schema.studio.inbox import conversations, inbox_messages
from db.schema.subscribers import subscribers

SETTING = "inbox"  # among the owners' settings


@dataclass(frozen=True, kw_only=True, slots=True)
class RelayGroup:
    """A forum group; `topic_id` is where it is told of a rush, in the language `locale`."""

    chat_id: int
    title: str
    topic_id: int
    locale: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Owed:
    """A message that is to be copied there."""

    id: int
    subscriber_id: int
    chat_id: int
    first_name: str
    username: str | None
    message_id: int
    topic_id: int | None  # of the person; None: it has to be made
    copy_id: int | None  # what was copied before it was edited


@dataclass(frozen=True, kw_only=True, slots=True)
class Backlog:
    messages: int
    people: int
    upto: int  # the number of the newest


async def group(connection: AsyncConnection) -> RelayGroup | None:
    stored: dict[str, Any] | None = await owner_settings.read(connection, SETTING)
    return None if stored is None else RelayGroup(**stored)


async def set_group(connection: AsyncConnection, chosen: RelayGroup | None, *, now: int) -> None:
    """From here on; topics and copies in another group mean nothing any more."""
    before = await group(connection)
    stored = None if chosen is None else asdict(chosen)
    await owner_settings.write(connection, SETTING, stored, now=now)
    if before is not None and chosen is not None and before.chat_id == chosen.chat_id:
        return
    await connection.execute(
        update(conversations).where(conversations.c.topic_id.is_not(None)).values(topic_id=None)
    )
    await connection.execute(
        update(inbox_messages)
        .where(inbox_messages.c.relay != Relay.NO)
        .values(relay=Relay.NO.value, copy_id=None)
    )


async def next_owed(connection: AsyncConnection) -> Owed | None:
    """The oldest."""
    query = (
        select(
            inbox_messages.c.id,
            inbox_messages.c.subscriber_id,
            subscribers.c.chat_id,
            subscribers.c.first_name,
            subscribers.c.username,
            inbox_messages.c.message_id,
            conversations.c.topic_id,
            inbox_messages.c.copy_id,
        )
        .join(conversations, conversations.c.subscriber_id == inbox_messages.c.subscriber_id)
        .join(subscribers, subscribers.c.id == inbox_messages.c.subscriber_id)
        .where(OWED)
        .order_by(inbox_messages.c.id)
        .limit(1)
    )
    row = (await connection.execute(query)).mappings().first()
    return None if row is None else Owed(**row)


async def backlog(connection: AsyncConnection) -> Backlog:
    query = select(
        func.count().label("messages"),
        func.count(inbox_messages.c.subscriber_id.distinct()).label("people"),
        func.coalesce(func.max(inbox_messages.c.id), 0).label("upto"),
    ).where(OWED)
    return Backlog(**(await connection.execute(query)).mappings().one())


async def copied(connection: AsyncConnection, message: int, copy_id: int | None) -> None:
    """`copy_id` None: it cannot be copied, or nobody knows whether it was."""
    await connection.execute(
        update(inbox_messages)
        .where(inbox_messages.c.id == message)
        .values(relay=Relay.DONE.value, copy_id=copy_id)
    )


async def summed_up(connection: AsyncConnection, *, upto: int) -> None:
    """The group was told how many they are: they are copied no more."""
    stands = inbox_messages.c.copy_id.is_not(None)  # as it was before it was edited
    relay = case((stands, Relay.DONE.value), else_=Relay.NO.value)
    await connection.execute(
        update(inbox_messages).where(OWED, inbox_messages.c.id <= upto).values(relay=relay)
    )


async def copied_one(connection: AsyncConnection, chat_id: int, message_id: int) -> int | None:
    """The number of somebody's message that was copied to the group."""
    query = (
        select(inbox_messages.c.id)
        .join(subscribers, subscribers.c.id == inbox_messages.c.subscriber_id)
        .where(
            subscribers.c.chat_id == chat_id,
            inbox_messages.c.message_id == message_id,
            inbox_messages.c.relay == Relay.DONE,
        )
    )
    return (await connection.execute(query)).scalars().first()


async def copy_again(connection: AsyncConnection, message: int) -> None:
    """It is not any more what was copied."""
    await connection.execute(
        update(inbox_messages)
        .where(inbox_messages.c.id == message, inbox_messages.c.relay == Relay.DONE)
        .values(relay=Relay.OWED.value)
    )


async def set_topic(connection: AsyncConnection, subscriber_id: int, topic_id: int | None) -> None:
    await connection.execute(
        update(conversations)
        .where(conversations.c.subscriber_id == subscriber_id)
        .values(topic_id=topic_id)
    )


async def topic_of(connection: AsyncConnection, chat_id: int) -> int | None:
    """The topic of the person with that chat."""
    query = (
        select(conversations.c.topic_id)
        .join(subscribers, subscribers.c.id == conversations.c.subscriber_id)
        .where(subscribers.c.chat_id == chat_id)
    )
    return await connection.scalar(query)


async def whose_topic(connection: AsyncConnection, topic_id: int) -> int | None:
    """The subscriber's number."""
    query = select(conversations.c.subscriber_id).where(
        conversations.c.topic_id == topic_id, conversations.c.topic_id.is_not(None)
    )
    return await connection.scalar(query)


async def original_of(connection: AsyncConnection, subscriber_id: int, copy_id: int) -> int | None:
    """Which of somebody's messages has that copy, by its number in their chat."""
    query = select(inbox_messages.c.message_id).where(
        inbox_messages.c.subscriber_id == subscriber_id, inbox_messages.c.copy_id == copy_id
    )
    return await connection.scalar(query)


# By a literal: only so does SQLite use the partial index.
OWED = text(f"inbox_messages.relay = '{Relay.OWED}'")

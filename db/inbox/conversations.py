"""Who waits for an answer, and who of the team gives it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from db.inbox.keeping import count
from db.schema.broadcasts import broadcasts
from db.schema.studio.inbox import conversations, inbox_messages
from db.schema.subscribers import subscribers

HELD = 600  # seconds for which somebody who is writing an answer keeps the others from it


@dataclass(frozen=True, kw_only=True, slots=True)
class Conversation:
    """Somebody who has written. Moments in Unix seconds."""

    subscriber_id: int
    chat_id: int
    first_name: str
    username: str | None
    waiting: int  # messages without an answer; an album is one
    last_at: int
    taken_by: int | None
    taken_at: int | None
    answered_by: int | None
    answered_at: int | None

    def holder(self, now: int) -> int | None:
        """The admin who is writing an answer."""
        if self.taken_at is None or now >= self.taken_at + HELD:
            return None
        return self.taken_by


@dataclass(frozen=True, kw_only=True, slots=True)
class AfterOne:
    """How many people wrote after a broadcast and wait for an answer."""

    broadcast_id: int
    title: str
    people: int


@dataclass(frozen=True, kw_only=True, slots=True)
class InboxMessage:
    id: int
    broadcast_id: int
    message_id: int  # in the chat with the person
    album: str | None


async def people_waiting(connection: AsyncConnection) -> int:
    query = select(func.count()).select_from(conversations).where(conversations.c.waiting > 0)
    return int(await connection.scalar(query) or 0)


async def is_empty(connection: AsyncConnection) -> bool:
    """Whether nobody has ever written, as far as that is kept."""
    return await connection.scalar(select(conversations.c.subscriber_id).limit(1)) is None


async def after_broadcasts(
    connection: AsyncConnection, *, offset: int, limit: int
) -> tuple[Sequence[AfterOne], int]:
    """A page of them, newest first, and how many there are."""
    waiting = (
        select(
            inbox_messages.c.broadcast_id,
            func.count(inbox_messages.c.subscriber_id.distinct()).label("people"),
        )
        .where(inbox_messages.c.answered_at.is_(None))
        .group_by(inbox_messages.c.broadcast_id)
        .subquery()
    )
    query = (
        select(
            waiting.c.broadcast_id,
            func.coalesce(broadcasts.c.title, "").label("title"),
            waiting.c.people,
        )
        .outerjoin(broadcasts, broadcasts.c.id == waiting.c.broadcast_id)
        .order_by(waiting.c.broadcast_id.desc())
    )
    total = await connection.scalar(select(func.count()).select_from(waiting))
    rows = await connection.execute(query.offset(offset).limit(limit))
    return [AfterOne(**row) for row in rows.mappings()], int(total or 0)


async def page(
    connection: AsyncConnection, broadcast_id: int | None, *, offset: int, limit: int
) -> tuple[Sequence[Conversation], int]:
    """Who wrote after that broadcast and waits, newest first, and how many these are; None:
    whoever wrote, whether they wait or not."""
    which: list[ColumnElement[bool]] = []
    if broadcast_id is not None:
        waits = select(inbox_messages.c.subscriber_id).where(
            inbox_messages.c.answered_at.is_(None),
            inbox_messages.c.broadcast_id == broadcast_id,
        )
        which.append(conversations.c.subscriber_id.in_(waits))
    total = await connection.scalar(select(func.count()).select_from(conversations).where(*which))
    newest = conversations.c.last_at.desc(), conversations.c.subscriber_id
    query = _people().where(*which).order_by(*newest).offset(offset).limit(limit)
    rows = await connection.execute(query)
    return [Conversation(**row) for row in rows.mappings()], int(total or 0)


async def find(connection: AsyncConnection, subscriber_id: int) -> Conversation | None:
    rows = await connection.execute(_people().where(_of(subscriber_id)))
    row = rows.mappings().first()
    return None if row is None else Conversation(**row)


async def messages(
    connection: AsyncConnection, subscriber_id: int, *, limit: int, before: int | None = None
) -> Sequence[InboxMessage]:
    """The newest ones of somebody, below that number where one is given; oldest first."""
    older = () if before is None else (inbox_messages.c.id < before,)
    query = (
        select(
            inbox_messages.c.id,
            inbox_messages.c.broadcast_id,
            inbox_messages.c.message_id,
            inbox_messages.c.album,
        )
        .where(inbox_messages.c.subscriber_id == subscriber_id, *older)
        .order_by(inbox_messages.c.id.desc())
        .limit(limit)
    )
    rows = (await connection.execute(query)).mappings()
    return [InboxMessage(**row) for row in rows][::-1]


async def take(
    connection: AsyncConnection, subscriber_id: int, admin_id: int, *, now: int, force: bool
) -> bool:
    """Whether that admin answers now. Of two at once one does; `force` takes it from another."""
    free = (
        conversations.c.taken_by.is_(None)
        | (conversations.c.taken_by == admin_id)
        | (conversations.c.taken_at <= now - HELD)
    )
    taken = await connection.execute(
        update(conversations)
        .where(_of(subscriber_id), *(() if force else (free,)))
        .values(taken_by=admin_id, taken_at=now)
    )
    return taken.rowcount > 0


async def renew(
    connection: AsyncConnection, subscriber_id: int, admin_id: int, *, now: int
) -> bool:
    """False where another admin has taken it meanwhile."""
    held = await connection.execute(
        update(conversations)
        .where(_of(subscriber_id), conversations.c.taken_by == admin_id)
        .values(taken_at=now)
    )
    return held.rowcount > 0


async def let_go(connection: AsyncConnection, subscriber_id: int, admin_id: int) -> None:
    await connection.execute(
        update(conversations)
        .where(_of(subscriber_id), conversations.c.taken_by == admin_id)
        .values(taken_by=None, taken_at=None)
    )


async def settle(
    connection: AsyncConnection,
    subscriber_id: int,
    *,
    upto: int,
    now: int,
    answered_by: int | None,
) -> None:
    """What came up to that message waits no more; `answered_by` None: it needs no answer."""
    await connection.execute(
        update(inbox_messages)
        .where(
            inbox_messages.c.subscriber_id == subscriber_id,
            inbox_messages.c.id <= upto,
            inbox_messages.c.answered_at.is_(None),
        )
        .values(answered_at=now)
    )
    if answered_by is not None:
        await connection.execute(
            update(conversations)
            .where(_of(subscriber_id))
            .values(answered_by=answered_by, answered_at=now)
        )
    await count(connection, [subscriber_id])


def _of(subscriber_id: int) -> ColumnElement[bool]:
    return conversations.c.subscriber_id == subscriber_id


def _people() -> Select[tuple[object, ...]]:
    return select(
        conversations.c.subscriber_id,
        subscribers.c.chat_id,
        subscribers.c.first_name,
        subscribers.c.username,
        conversations.c.waiting,
        conversations.c.last_at,
        conversations.c.taken_by,
        conversations.c.taken_at,
        conversations.c.answered_by,
        conversations.c.answered_at,
    ).join(subscribers, subscribers.c.id == conversations.c.subscriber_id)

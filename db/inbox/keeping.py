"""What people write is kept by its number, so many of each; what is too much or too old goes."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import String, cast, delete, exists, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.outgoing import answers as outgoing
from db.outgoing.answers import Wrote
from db.schema.states import Relay
from db.schema.studio.inbox import conversations, inbox_messages
from db.schema.subscribers import subscribers

MOST_OF_ONE = 50  # messages of one person; of more the oldest go
MOST = 100_000  # messages in all, at the daily sweep
CHUNK = 2_000  # rows that one statement deletes


class Kept(NamedTuple):
    """A message of somebody, and the broadcast that it is after. `at` in Unix seconds."""

    subscriber_id: int
    broadcast_id: int
    message_id: int
    album: str | None
    at: int


async def keep(
    connection: AsyncConnection, came: Sequence[Kept], *, relay: Relay, greet_before: int
) -> set[int]:
    """Write them down in order; who is to be told that they were kept, by subscriber number.

    It is said to whoever was not told since `greet_before`.
    """
    known = await _known(connection, {one.subscriber_id for one in came})
    rows = [one for one in came if one.subscriber_id in known]
    if not rows:
        return set()
    await connection.execute(
        insert(inbox_messages), [{**_values(one), "relay": relay.value} for one in rows]
    )
    await outgoing.wrote(
        connection,
        [Wrote(one.subscriber_id, one.broadcast_id, one.message_id, one.at) for one in rows],
    )
    newest = {one.subscriber_id: one.at for one in rows}
    opened = insert(conversations)
    await connection.execute(
        opened.on_conflict_do_update(
            index_elements=["subscriber_id"], set_={"last_at": opened.excluded.last_at}
        ),
        [{"subscriber_id": number, "last_at": at} for number, at in newest.items()],
    )
    await _trim(connection, newest)
    await count(connection, newest)
    greeted = await connection.execute(
        update(conversations)
        .where(
            conversations.c.subscriber_id.in_(list(newest)),
            func.coalesce(conversations.c.greeted_at, -1) < greet_before,
        )
        .values(greeted_at=conversations.c.last_at)
        .returning(conversations.c.subscriber_id)
    )
    return set(greeted.scalars())


async def count(connection: AsyncConnection, numbers: Collection[int]) -> None:
    """How many messages wait, which an album counts as one of."""
    alone = "#" + cast(inbox_messages.c.id, String)  # no album has such a name
    one = func.coalesce(inbox_messages.c.album, alone)
    waiting = (
        select(func.count(one.distinct()))
        .where(
            inbox_messages.c.subscriber_id == conversations.c.subscriber_id,
            inbox_messages.c.answered_at.is_(None),
        )
        .scalar_subquery()
    )
    await connection.execute(
        update(conversations)
        .where(conversations.c.subscriber_id.in_(list(numbers)))
        .values(waiting=waiting)
    )


async def sweep(connection: AsyncConnection, *, before: int) -> bool:
    """Delete some of what came before that moment (Unix seconds), or is more than `MOST`, with
    whoever has nothing left; False when nothing is left to do."""
    oldest = select(inbox_messages.c.id).order_by(inbox_messages.c.id.desc())
    bound = await connection.scalar(oldest.offset(MOST).limit(1))
    old = inbox_messages.c.came_at < before
    too_many = inbox_messages.c.id <= (bound or 0)
    some = select(inbox_messages.c.id).where(old | too_many).limit(CHUNK).scalar_subquery()
    gone = await connection.execute(
        delete(inbox_messages)
        .where(inbox_messages.c.id.in_(some))
        .returning(inbox_messages.c.subscriber_id)
    )
    numbers = set(gone.scalars())
    await count(connection, numbers)
    left = exists().where(inbox_messages.c.subscriber_id == conversations.c.subscriber_id)
    await connection.execute(
        delete(conversations).where(conversations.c.subscriber_id.in_(numbers), ~left)
    )
    return bool(numbers)


async def erase_author(connection: AsyncConnection, user_id: int) -> None:
    """Of an admin who is erased; a person's own messages go with their subscription."""
    for column in (conversations.c.taken_by, conversations.c.answered_by):
        await connection.execute(
            update(conversations).where(column == user_id).values({column: None})
        )


async def _known(connection: AsyncConnection, numbers: Collection[int]) -> set[int]:
    """Who was not erased meanwhile."""
    query = select(subscribers.c.id).where(subscribers.c.id.in_(list(numbers)))
    return set((await connection.execute(query)).scalars())


async def _trim(connection: AsyncConnection, numbers: Collection[int]) -> None:
    """Most have written less: one look says who has not."""
    counted = (
        select(inbox_messages.c.subscriber_id)
        .where(inbox_messages.c.subscriber_id.in_(list(numbers)))
        .group_by(inbox_messages.c.subscriber_id)
        .having(func.count() > MOST_OF_ONE)
    )
    for number in (await connection.execute(counted)).scalars().all():
        of_one = inbox_messages.c.subscriber_id == number
        newest = select(inbox_messages.c.id).where(of_one).order_by(inbox_messages.c.id.desc())
        bound = newest.offset(MOST_OF_ONE).limit(1).scalar_subquery()
        await connection.execute(delete(inbox_messages).where(of_one, inbox_messages.c.id <= bound))


def _values(one: Kept) -> dict[str, object]:
    return {
        "subscriber_id": one.subscriber_id,
        "broadcast_id": one.broadcast_id,
        "message_id": one.message_id,
        "album": one.album,
        "came_at": one.at,
    }

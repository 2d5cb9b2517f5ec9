"""What was seen of the numbers of supergroups and channels: a row for each that is subscribed."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import (
    BigInteger,
    Boolean,
    Text,
    bindparam,
    cast,
    delete,
    exists,
    select,
    true,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.schema.certainty import chat_numbers
from db.schema.subscribers import subscribers


class ChatRow(NamedTuple):
    """See db/schema/certainty.py."""

    seen: str
    crossed: bool


class KnownChat(NamedTuple):
    """What the process before has left of a chat; `moved`: of a call that it had open there it is
    not known whether it was to this chat."""

    chat_id: int
    seen: str
    crossed: bool
    moved: bool


# Whoever is not subscribed, or was erased, leaves no row.
_CHAT = cast(bindparam("chat"), BigInteger)
_GIVEN = select(
    _CHAT, cast(bindparam("numbers"), Text), cast(bindparam("crossing"), Boolean)
).where(exists().where(subscribers.c.chat_id == _CHAT))
_NEW = insert(chat_numbers).from_select(["chat_id", "seen", "crossed"], _GIVEN)
_SAVE = _NEW.on_conflict_do_update(
    index_elements=["chat_id"],
    set_={"seen": _NEW.excluded.seen, "crossed": _NEW.excluded.crossed},
)
_FORGET = delete(chat_numbers).where(
    chat_numbers.c.chat_id.in_(bindparam("chats", expanding=True, type_=BigInteger))
)
_MOVED = insert(chat_numbers)
_MOVE = _MOVED.on_conflict_do_update(index_elements=["chat_id"], set_={"moved": true()})


async def save(connection: AsyncConnection, rows: Mapping[int, ChatRow | None]) -> None:
    """By chat; None: nothing is known of it any more."""
    kept = [
        {"chat": chat, "numbers": row.seen, "crossing": row.crossed}
        for chat, row in rows.items()
        if row is not None
    ]
    if kept:
        await connection.execute(_SAVE, kept)
    if gone := [chat for chat, row in rows.items() if row is None]:
        await connection.execute(_FORGET, {"chats": gone})


async def take_over(connection: AsyncConnection) -> Sequence[KnownChat]:
    """All that is known. From now on no call is open that is older than a move."""
    rows = await connection.execute(select(chat_numbers).order_by(chat_numbers.c.chat_id))
    known = [KnownChat(*row) for row in rows]
    if any(one.moved for one in known):
        await connection.execute(update(chat_numbers).values(moved=False))
    return known


async def moved(connection: AsyncConnection, chat_id: int) -> None:
    """A group became this supergroup."""
    await connection.execute(_MOVE, {"chat_id": chat_id, "moved": True})


async def forget_all(connection: AsyncConnection) -> None:
    """Others were given since that nobody has seen."""
    await connection.execute(delete(chat_numbers))


async def erase(connection: AsyncConnection, chat_id: int) -> None:
    await connection.execute(_FORGET, {"chats": [chat_id]})


async def groups_of(
    connection: AsyncConnection, subscriber_ids: Collection[int]
) -> Mapping[int, int]:
    """Which of these are groups or channels: their chats."""
    rows = await connection.execute(
        select(subscribers.c.id, subscribers.c.chat_id).where(
            subscribers.c.id.in_(subscriber_ids), subscribers.c.chat_id < 0
        )
    )
    return {int(number): int(chat_id) for number, chat_id in rows}

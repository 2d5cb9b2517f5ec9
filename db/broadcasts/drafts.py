"""Drafts: broadcasts that were not launched yet, and who works on each."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Row, Select, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from db.connection.keys import add_row
from db.records import DraftRow
from db.schema.broadcasts import broadcasts
from db.schema.states import Stage

# Neither a step of a series that was not started yet, nor what rounds are made of.
_IS_DRAFT = (
    (broadcasts.c.stage == Stage.DRAFT)
    & broadcasts.c.series_id.is_(None)
    & broadcasts.c.repeat_id.is_(None)
)
# Of what is noted about a draft, as JSON, this is about no chat: when it is to go out, and
# of which repeat it is to become the message.
_OF_THE_DRAFT = ("at", "own", "repeat")
QUIET = "quiet"  # the same of a draft from outside: nobody is told that it came
NOBODY = 0  # no user has this id
_HOLDER = func.coalesce(broadcasts.c.held_by, broadcasts.c.created_by)
_DRAFTS: Select[Any] = select(
    broadcasts.c.id,
    broadcasts.c.title,
    broadcasts.c.content,
    broadcasts.c.created_by,
    _HOLDER.label("holder"),
    func.coalesce(broadcasts.c.touched_at, broadcasts.c.created_at).label("touched_at"),
).where(_IS_DRAFT)


@dataclass(frozen=True, slots=True)
class Outside:
    """Of a draft that came with an API key: it is nobody's until somebody opens it. `quiet`: the
    admins are not told that it came."""

    key_id: int
    quiet: bool = False

    @property
    def values(self) -> dict[str, Any]:
        notes = json.dumps({QUIET: True}) if self.quiet else None
        return {"api_key_id": self.key_id, "held_by": NOBODY, "notes": notes}


class UnopenedRow(NamedTuple):
    """A draft from outside, and the API key it came with."""

    id: int
    key_id: int


async def add(
    connection: AsyncConnection,
    *,
    title: str,
    content: str,
    author: int,
    now: int,
    urgent: bool = False,
    audience: str = "{}",
    outside: Outside | None = None,
) -> int:
    """Returns the new broadcast's id."""
    return await add_row(
        connection,
        insert(broadcasts).values(
            title=title,
            content=content,
            audience=audience,
            urgent=urgent,
            created_by=author,
            created_at=now,
            touched_at=now,
            **({} if outside is None else outside.values),
        ),
    )


async def unopened(
    connection: AsyncConnection, *, after: int, upto: int | None = None
) -> Sequence[UnopenedRow]:
    """Those above that number that came from outside, and nobody has opened yet, oldest first; of
    all of them without the quiet ones, `upto` a number with them."""
    row = broadcasts.c
    query = (
        select(row.id, row.api_key_id, row.notes)
        .where(row.id > after, row.api_key_id.is_not(None), row.held_by == NOBODY, _IS_DRAFT)
        .order_by(row.id)
    )
    if upto is not None:
        query = query.where(row.id <= upto)
    return [
        UnopenedRow(int(number), int(key_id))
        for number, key_id, notes in await connection.execute(query)
        if upto is not None or not json.loads(notes or "{}").get(QUIET)
    ]


async def newest_of_key(connection: AsyncConnection, api_key_id: int) -> int:
    """What came last with that key, whatever has become of it; 0: nothing."""
    query = select(func.max(broadcasts.c.id)).where(broadcasts.c.api_key_id == api_key_id)
    return int(await connection.scalar(query) or 0)


async def open_all(connection: AsyncConnection) -> None:
    """None of those that came from outside may be launched from there any more: their authors hold
    them."""
    await connection.execute(
        update(broadcasts)
        .where(_IS_DRAFT, broadcasts.c.held_by == NOBODY)
        .values(held_by=broadcasts.c.created_by)
    )


async def change(
    connection: AsyncConnection,
    broadcast_id: int,
    *,
    title: str,
    content: str,
    urgent: bool,
    now: int,
) -> bool:
    """False when there is no such draft (any more)."""
    result = await connection.execute(
        update(broadcasts)
        .where(broadcasts.c.id == broadcast_id, _IS_DRAFT)
        .values(title=title, content=content, urgent=urgent, touched_at=now)
    )
    return result.rowcount == 1


async def choose(
    connection: AsyncConnection, broadcast_id: int, *, audience: str, now: int
) -> bool:
    """Whom it is for; False when there is no such draft (any more)."""
    result = await connection.execute(
        update(broadcasts)
        .where(broadcasts.c.id == broadcast_id, _IS_DRAFT)
        .values(audience=audience, touched_at=now)
    )
    return result.rowcount == 1


async def audience_of(connection: AsyncConnection, broadcast_id: int) -> str | None:
    """What its draft says or said; None when it is gone."""
    query = select(broadcasts.c.audience).where(broadcasts.c.id == broadcast_id)
    audience: str | None = await connection.scalar(query)
    return audience


async def delete_one(connection: AsyncConnection, broadcast_id: int) -> bool:
    """False when there is no such draft (any more)."""
    result = await connection.execute(
        delete(broadcasts).where(broadcasts.c.id == broadcast_id, _IS_DRAFT)
    )
    return result.rowcount == 1


async def holder_of(connection: AsyncConnection, broadcast_id: int) -> int | None:
    """Who works on it, or did until it was launched; None when it is gone."""
    query = select(_HOLDER).where(broadcasts.c.id == broadcast_id)
    holder: int | None = await connection.scalar(query)
    return holder


async def hand_over(connection: AsyncConnection, broadcast_id: int, *, to: int, now: int) -> bool:
    """Somebody else works on it from now on; False when there is no such draft (any more).

    What was noted about it is about the chat of whoever had it, but for what is about no chat.
    """
    which = broadcasts.c.id == broadcast_id, _IS_DRAFT
    noted = json.loads(await connection.scalar(select(broadcasts.c.notes).where(*which)) or "{}")
    kept = {name: noted[name] for name in _OF_THE_DRAFT if name in noted}
    result = await connection.execute(
        update(broadcasts)
        .where(*which)
        .values(held_by=to, notes=json.dumps(kept) if kept else None, touched_at=now)
    )
    return result.rowcount == 1


async def note_time(connection: AsyncConnection, broadcast_id: int, at: int, *, own: bool) -> None:
    """When it is to go out (Unix seconds), and whether by everybody's own clock."""
    which = broadcasts.c.id == broadcast_id
    noted = json.loads(await connection.scalar(select(broadcasts.c.notes).where(which)) or "{}")
    noted |= {"at": at, "own": own}
    await connection.execute(update(broadcasts).where(which).values(notes=json.dumps(noted)))


async def note_repeat(connection: AsyncConnection, broadcast_id: int, repeat_id: int) -> None:
    """It is to become what rounds of that say."""
    which = broadcasts.c.id == broadcast_id
    notes = json.dumps({"repeat": repeat_id})
    await connection.execute(update(broadcasts).where(which).values(notes=notes))


async def find(connection: AsyncConnection, broadcast_id: int) -> DraftRow | None:
    query = _DRAFTS.where(broadcasts.c.id == broadcast_id)
    row = (await connection.execute(query)).first()
    return _record(row) if row else None


async def page(
    connection: AsyncConnection, *, offset: int, limit: int, holder: int | None = None
) -> tuple[Sequence[DraftRow], int]:
    """Newest first, and their number in all; `holder`: of one person only."""
    wanted = _IS_DRAFT if holder is None else _IS_DRAFT & (holder == _HOLDER)
    count = await connection.scalar(select(func.count()).select_from(broadcasts).where(wanted))
    rows = await connection.execute(
        _DRAFTS.where(wanted).order_by(broadcasts.c.id.desc()).offset(offset).limit(limit)
    )
    return [_record(row) for row in rows], int(count or 0)


async def notes_of(connection: AsyncConnection, broadcast_id: int) -> str | None:
    """What was noted about a draft, as JSON."""
    query = select(broadcasts.c.notes).where(broadcasts.c.id == broadcast_id)
    text: str | None = await connection.scalar(query)
    return text


async def save_notes(
    connection: AsyncConnection, broadcast_id: int, notes: str, *, now: int
) -> None:
    await connection.execute(
        update(broadcasts)
        .where(broadcasts.c.id == broadcast_id)
        .values(notes=notes, touched_at=now)
    )


async def erase_admin(connection: AsyncConnection, user_id: int) -> None:
    """Delete the person's drafts, but for those that others work on: these are theirs now."""
    mine, held = broadcasts.c.created_by == user_id, broadcasts.c.held_by
    theirs = held.is_not(None) & (held != user_id)
    await connection.execute(
        update(broadcasts).where(_IS_DRAFT, mine, theirs).values(created_by=held, held_by=None)
    )
    await connection.execute(delete(broadcasts).where(_IS_DRAFT, mine))
    await connection.execute(update(broadcasts).where(held == user_id).values(held_by=None))


def _record(row: Row[Any]) -> DraftRow:
    return DraftRow(**row._asdict())

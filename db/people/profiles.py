"""Subscribers with what is known of them, a page at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.audience.keys import Keys
from db.dialect.comparing import by_bytes
from db.schema.knowledge import fields, subscriber_fields, subscriber_tags, tags
from db.schema.subscribers import subscribers

_S = subscribers.c


@dataclass(frozen=True, kw_only=True, slots=True)
class Profile:
    """`number` is the database's own. Moments are Unix seconds."""

    number: int
    chat_id: int
    kind: str
    state: str
    first_name: str
    username: str | None
    language: str | None  # the chosen one, else Telegram's
    source: str | None
    joined_at: int
    tags: tuple[str, ...]
    fields: Mapping[str, str]


async def number_of(connection: AsyncConnection, chat_id: int) -> int | None:
    number: int | None = await connection.scalar(select(_S.id).where(_S.chat_id == chat_id))
    return number


async def get(connection: AsyncConnection, chat_id: int) -> Profile | None:
    found = await _read(connection, _ROWS.where(_S.chat_id == chat_id))
    return found[0] if found else None


async def page(
    connection: AsyncConnection,
    *,
    after: int,
    limit: int,
    state: str | None = None,
    tag_id: int | None = None,
) -> Sequence[Profile]:
    """The first `limit` above the number `after`."""
    query = _ROWS.where(_S.id > after).order_by(_S.id).limit(limit)
    if state is not None:
        query = query.where(_S.state == state)
    if tag_id is not None:
        tagged = subscriber_tags.c
        query = query.join(subscriber_tags, tagged.subscriber_id == _S.id).where(
            tagged.tag_id == tag_id
        )
    return await _read(connection, query)


def only(number: int) -> Keys:
    """That one, as a question for numbers."""
    return select(_S.id).where(_S.id == number)


async def _read(connection: AsyncConnection, query: Select[Any]) -> list[Profile]:
    rows = (await connection.execute(query)).mappings().all()
    numbers = [int(row["number"]) for row in rows]
    tagged = await _tags_of(connection, numbers)
    known = await _fields_of(connection, numbers)
    return [
        Profile(
            **row,
            tags=tuple(tagged.get(row["number"], ())),
            fields=known.get(row["number"], {}),
        )
        for row in rows
    ]


async def _tags_of(
    connection: AsyncConnection, numbers: Sequence[int]
) -> Mapping[int, Sequence[str]]:
    found: dict[int, list[str]] = {}
    rows = await connection.execute(
        select(subscriber_tags.c.subscriber_id, tags.c.name)
        .join(tags, tags.c.id == subscriber_tags.c.tag_id)
        .where(subscriber_tags.c.subscriber_id.in_(numbers))
        .order_by(by_bytes(tags.c.folded))
    )
    for number, name in rows:
        found.setdefault(number, []).append(name)
    return found


async def _fields_of(
    connection: AsyncConnection, numbers: Sequence[int]
) -> Mapping[int, Mapping[str, str]]:
    found: dict[int, dict[str, str]] = {}
    rows = await connection.execute(
        select(subscriber_fields.c.subscriber_id, fields.c.name, subscriber_fields.c.value)
        .join(fields, fields.c.id == subscriber_fields.c.field_id)
        .where(subscriber_fields.c.subscriber_id.in_(numbers))
        .order_by(fields.c.id)
    )
    for number, name, value in rows:
        found.setdefault(number, {})[name] = value
    return found


_ROWS: Select[Any] = select(
    _S.id.label("number"),
    _S.chat_id,
    _S.kind,
    _S.state,
    _S.first_name,
    _S.username,
    func.coalesce(_S.language, _S.language_code).label("language"),
    _S.source,
    _S.joined_at,
)

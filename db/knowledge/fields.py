"""Custom fields: what else is known of subscribers, a short text each.

They come with the further columns of an import (db/subscribers/csv_columns.py). A name begins with
a letter, so that it can be told from other things that stand in braces in a text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.connection.keys import add_row
from db.knowledge.names import Name
from db.schema.knowledge import fields, subscriber_fields
from db.schema.states import SignalKind
from db.schema.subscribers import subscribers
from db.series.coming.happened import happened
from db.series.records import Signal

MOST = 20
LONGEST_NAME = 32  # characters
LONGEST_VALUE = 64
RESERVED = "time"  # `{time …}` in a text is a moment

_NAME = re.compile(rf"[^\W\d_][\w .\-]{{0,{LONGEST_NAME - 1}}}")


def is_name(text: str) -> bool:
    """Whether a field, or a column of the subscriber's own row, may be called so."""
    return _NAME.fullmatch(text) is not None and text.split()[0].casefold() != RESERVED


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldRow:
    id: int
    name: str
    folded: str


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldValue:
    name: str
    value: str


async def every(connection: AsyncConnection) -> Sequence[FieldRow]:
    """In the order in which they came."""
    rows = await connection.execute(_EVERY)
    return [FieldRow(**row._asdict()) for row in rows]


async def of_chat(connection: AsyncConnection, chat_id: int) -> Sequence[FieldValue]:
    """What is known of one subscriber."""
    rows = await connection.execute(
        select(fields.c.name, subscriber_fields.c.value)
        .join(fields, fields.c.id == subscriber_fields.c.field_id)
        .join(subscribers, subscribers.c.id == subscriber_fields.c.subscriber_id)
        .where(subscribers.c.chat_id == chat_id)
        .order_by(fields.c.id)
    )
    return [FieldValue(name=name, value=value) for name, value in rows]


async def get(connection: AsyncConnection, field_id: int) -> FieldRow | None:
    row = (await connection.execute(_EVERY.where(fields.c.id == field_id))).first()
    return None if row is None else FieldRow(**row._asdict())


async def rename(connection: AsyncConnection, field_id: int, name: Name) -> None:
    renamed = update(fields).where(fields.c.id == field_id)
    await connection.execute(renamed.values(name=name.text, folded=name.folded))


async def remove(connection: AsyncConnection, field_id: int) -> None:
    """Nobody has a value any more; see db/knowledge/leftovers.py."""
    await connection.execute(delete(fields).where(fields.c.id == field_id))


async def add(connection: AsyncConnection, name: Name, now: int) -> int:
    """Returns its number."""
    values = {"name": name.text, "folded": name.folded, "created_at": now}
    return await add_row(connection, insert(fields).values(values))


async def put(
    connection: AsyncConnection, field_id: int, subscriber_id: int, value: str, *, now: int
) -> None:
    """In the place of another value; what that begins, it does."""
    known = await connection.scalar(
        select(subscriber_fields.c.value).where(
            subscriber_fields.c.field_id == field_id,
            subscriber_fields.c.subscriber_id == subscriber_id,
        )
    )
    row = {"field_id": field_id, "subscriber_id": subscriber_id, "value": value}
    new = insert(subscriber_fields).values(row)
    await connection.execute(
        new.on_conflict_do_update(
            index_elements=["field_id", "subscriber_id"], set_={"value": new.excluded.value}
        )
    )
    if known != value:
        signal = Signal(SignalKind.FIELD, field_id)
        await happened(connection, signal, [subscriber_id], now=now)


async def forget(connection: AsyncConnection, field_id: int, subscriber_id: int) -> None:
    """Of that one subscriber."""
    table = subscriber_fields.c
    await connection.execute(
        delete(subscriber_fields).where(
            table.field_id == field_id, table.subscriber_id == subscriber_id
        )
    )


async def known_of(connection: AsyncConnection, field_id: int) -> int:
    """Of how many subscribers it is known."""
    query = select(func.count()).where(subscriber_fields.c.field_id == field_id)
    return int(await connection.scalar(query) or 0)


_EVERY = select(fields.c.id, fields.c.name, fields.c.folded).order_by(fields.c.id)

"""What the values of a personal text look like among those who would get it.

For readers' connections: at a million subscribers a question takes some tenths of a second.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, and_, exists, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.broadcasts.variants import BASE
from db.dialect.comparing import by_bytes
from db.knowledge.personal import BUILT_IN, values_of
from db.schema.knowledge import fields, subscriber_fields
from db.schema.states import SubscriberState
from db.schema.subscribers import subscribers

CANDIDATES = 50  # by characters; which of them is the longest in UTF-16 units is for Python to say

_ACTIVE = subscribers.c.state == SubscriberState.ACTIVE


async def longest(connection: AsyncConnection, name: str, keys: FromClause | None = None) -> str:
    """The longest value, as Telegram counts; "" where nothing is known. `keys` as below."""
    value, query = _values(name, keys)
    rows = await connection.execute(
        query.where(value.is_not(None)).order_by(func.length(value).desc()).limit(CANDIDATES)
    )
    return max(rows.scalars(), key=_units, default="")


async def without(connection: AsyncConnection, name: str, keys: FromClause | None = None) -> int:
    """How many of the active have no value; `keys`: of these subscribers, by the column `id`."""
    query = select(func.count()).select_from(subscribers).where(*_these(keys), _unknown(name))
    return int(await connection.scalar(query) or 0)


def nameless(name: str, keys: FromClause) -> Select[int]:
    """The numbers of those of them, in order."""
    number = subscribers.c.id
    return select(number).where(*_these(keys), _unknown(name)).order_by(number)


def _unknown(name: str) -> ColumnElement[bool]:
    if name in BUILT_IN:
        return func.coalesce(subscribers.c[name], "") == ""
    return ~exists().where(
        fields.c.folded == name,
        subscriber_fields.c.field_id == fields.c.id,
        subscriber_fields.c.subscriber_id == subscribers.c.id,
    )


async def by_language(
    connection: AsyncConnection, keys: FromClause | None = None
) -> dict[str, int]:
    """The active ones, by language without its region, the largest first; "": not known."""
    count = func.count()
    rows = await connection.execute(
        select(BASE, count)
        .where(*_these(keys))
        .group_by(BASE)
        .order_by(count.desc(), by_bytes(BASE))
    )
    return {str(code): int(number) for code, number in rows}


def _these(keys: FromClause | None) -> list[ColumnElement[bool]]:
    """Whoever matches an audience is active."""
    return [_ACTIVE] if keys is None else [subscribers.c.id.in_(select(keys.c.id))]


async def typical(
    connection: AsyncConnection, names: Sequence[str], keys: FromClause | None = None
) -> Mapping[str, str]:
    """The values of the newest subscriber of whom all is known, else of whom most is."""
    for some in range(len(names), 0, -1):
        number = await connection.scalar(_newest(names[:some], keys))
        if number is not None:
            values = await values_of(connection, [number], names)
            return dict(zip(names, values[number], strict=True))
    return {}


async def of_chat(
    connection: AsyncConnection, chat_id: int, names: Sequence[str]
) -> Mapping[str, str] | None:
    """That person's own values; None: nobody who is subscribed."""
    query = select(subscribers.c.id).where(subscribers.c.chat_id == chat_id, _ACTIVE)
    number = await connection.scalar(query)
    if number is None:
        return None
    values = await values_of(connection, [number], names)
    return dict(zip(names, values.get(number, ()), strict=True)) if names else {}


def _newest(names: Sequence[str], keys: FromClause | None) -> Select[int]:
    query = select(subscribers.c.id).where(*_these(keys))
    for name in names:
        if name in BUILT_IN:
            query = query.where(func.coalesce(subscribers.c[name], "") != "")
        else:
            known = select(subscriber_fields.c.subscriber_id).join(fields, _is(name))
            query = query.where(subscribers.c.id.in_(known))
    return query.order_by(subscribers.c.id.desc()).limit(1)


def _values(name: str, keys: FromClause | None) -> tuple[Any, Select[str]]:
    """The column, and a query for it among those of them who have one."""
    if name in BUILT_IN:
        column = subscribers.c[name]
        return column, select(column).where(*_these(keys))
    column = subscriber_fields.c.value
    query = (
        select(column)
        .join(fields, _is(name))
        .join(subscribers, subscribers.c.id == subscriber_fields.c.subscriber_id)
        .where(*_these(keys))
    )
    return column, query


def _is(name: str) -> Any:
    return and_(fields.c.id == subscriber_fields.c.field_id, fields.c.folded == name)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2

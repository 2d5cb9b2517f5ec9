"""The time zone of a person: a custom field of a fixed name, whose values are checked.

Being a field, it is asked about, said in texts, imported, exported, merged and erased as all fields
are. Values are IANA names (`Europe/Lisbon`), written as the time zone database writes them; what an
earlier import brought in a field of that name, and is none, counts as not known.
"""

import zoneinfo
from collections.abc import Mapping
from functools import cache

from sqlalchemy import (
    ColumnElement,
    FromClause,
    delete,
    exists,
    func,
    literal,
    select,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.connection.keys import add_row
from db.dialect.comparing import by_bytes
from db.schema.knowledge import fields, subscriber_fields
from db.schema.states import SignalKind
from db.schema.subscribers import subscribers
from db.series.coming.happened import happened
from db.series.records import Signal
from db.subscribers import changes

FIELD = "timezone"  # its name, and the name folded


def zone_named(text: str) -> str | None:
    """A zone as the time zone database writes it, in any case of letters; None: there is none."""
    return _by_folded_name().get(text.strip().casefold())


async def of_chat(connection: AsyncConnection, chat_id: int) -> str | None:
    """None: not known."""
    query = (
        select(subscriber_fields.c.value)
        .join(fields, fields.c.id == subscriber_fields.c.field_id)
        .join(subscribers, subscribers.c.id == subscriber_fields.c.subscriber_id)
        .where(subscribers.c.chat_id == chat_id, fields.c.folded == FIELD)
    )
    value = await connection.scalar(query)
    return None if value is None else zone_named(value)


async def note(
    connection: AsyncConnection, chat_id: int, zone: str | None, *, now: int
) -> str | None:
    """What a person's zone is from now on; None: not known. Returns what is kept.

    Raises ValueError for what is no zone. Whoever is not known is kept as not subscribed.
    """
    own = select(subscribers.c.id).where(subscribers.c.chat_id == chat_id)
    field_id = await _field(connection)
    if zone is None:
        await connection.execute(
            delete(subscriber_fields).where(
                subscriber_fields.c.field_id == field_id,
                subscriber_fields.c.subscriber_id.in_(own),
            )
        )
        return None
    if (name := zone_named(zone)) is None:
        raise ValueError(f"there is no time zone {zone!r}")
    if field_id is None:
        new = fields.insert().values(name=FIELD, folded=FIELD, created_at=now)
        field_id = await add_row(connection, new)
    await changes.keep(connection, chat_id, now=now)
    known = await of_chat(connection, chat_id)
    row = select(literal(field_id), subscribers.c.id, literal(name))
    columns = ("field_id", "subscriber_id", "value")
    statement = insert(subscriber_fields).from_select(
        columns, row.where(subscribers.c.chat_id == chat_id)
    )
    await connection.execute(
        statement.on_conflict_do_update(
            index_elements=columns[:2], set_={"value": statement.excluded.value}
        )
    )
    if known != name:
        people = list((await connection.execute(own)).scalars())
        await happened(connection, Signal(SignalKind.FIELD, field_id), people, now=now)
    return name


async def are_known(connection: AsyncConnection) -> bool:
    """Anybody's."""
    field_id = await _field(connection)
    if field_id is None:
        return False
    known = exists().where(subscriber_fields.c.field_id == field_id)
    return bool(await connection.scalar(select(known)))


async def counted(connection: AsyncConnection) -> Mapping[str, int]:
    """Of how many subscribers each zone is known; what is none is left out. It reads all values."""
    query = (
        select(subscriber_fields.c.value, func.count())
        .where(subscriber_fields.c.field_id == await _field(connection))
        .group_by(subscriber_fields.c.value)
        .order_by(by_bytes(subscriber_fields.c.value))
    )
    rows = (await connection.execute(query)).all()
    return {value: int(count) for value, count in rows if zone_named(value) == value}


async def among(connection: AsyncConnection, people: FromClause) -> Mapping[str, int]:
    """The same of these subscribers alone: their numbers are in its column `id`."""
    query = (
        select(subscriber_fields.c.value, func.count())
        .select_from(people)
        .join(
            subscriber_fields,
            (subscriber_fields.c.subscriber_id == people.c.id)
            & (subscriber_fields.c.field_id == await _field(connection)),
        )
        .group_by(subscriber_fields.c.value)
        .order_by(by_bytes(subscriber_fields.c.value))
    )
    rows = (await connection.execute(query)).all()
    return {value: int(count) for value, count in rows if zone_named(value) == value}


def told_by(number: ColumnElement[int]) -> ColumnElement[bool]:
    """Which of `subscriber_fields` says the zone of this subscriber, for a query."""
    of_field = select(fields.c.id).where(fields.c.folded == FIELD).scalar_subquery()
    told = subscriber_fields.c
    return (told.field_id == of_field) & (told.subscriber_id == number)


async def _field(connection: AsyncConnection) -> int | None:
    """The field's number, once anybody's zone was known."""
    number: int | None = await connection.scalar(
        select(fields.c.id).where(fields.c.folded == FIELD)
    )
    return number


@cache
def _by_folded_name() -> Mapping[str, str]:
    """Looked for when the first is asked about: it walks through folders."""
    return {name.casefold(): name for name in zoneinfo.available_timezones()}

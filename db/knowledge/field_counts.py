"""How many active subscribers have a custom field, and which values."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.dialect.comparing import by_bytes
from db.knowledge.names import Name
from db.schema.knowledge import fields, subscriber_fields
from db.schema.states import SubscriberState
from db.schema.subscribers import subscribers


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldCount:
    id: int
    name: str
    count: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ValueCount:
    value: str
    count: int


async def every(connection: AsyncConnection) -> Sequence[FieldCount]:
    """In the order in which they came; one that nobody has is there too."""
    counted = (
        select(subscriber_fields.c.field_id, func.count().label("count"))
        .join(subscribers, subscribers.c.id == subscriber_fields.c.subscriber_id)
        .where(subscribers.c.state == SubscriberState.ACTIVE)
        .group_by(subscriber_fields.c.field_id)
        .subquery()
    )
    rows = await connection.execute(
        select(fields.c.id, fields.c.name, func.coalesce(counted.c.count, 0).label("count"))
        .outerjoin(counted, counted.c.field_id == fields.c.id)
        .order_by(fields.c.id)
    )
    return [FieldCount(**row._asdict()) for row in rows]


async def values(connection: AsyncConnection, name: str, *, limit: int) -> Sequence[ValueCount]:
    """The commonest first."""
    value, count = subscriber_fields.c.value, func.count().label("count")
    rows = await connection.execute(
        select(value, count)
        .join(fields, fields.c.id == subscriber_fields.c.field_id)
        .join(subscribers, subscribers.c.id == subscriber_fields.c.subscriber_id)
        .where(
            fields.c.folded == Name.read(name).folded,
            subscribers.c.state == SubscriberState.ACTIVE,
        )
        .group_by(subscriber_fields.c.value)
        .order_by(count.desc(), by_bytes(value))
        .limit(limit)
    )
    return [ValueCount(**row._asdict()) for row in rows]

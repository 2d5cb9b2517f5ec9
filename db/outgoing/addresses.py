"""Addresses that events are posted to: what they want, and how they do."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from db.connection.keys import add_row
from db.schema.automation.outgoing import event_addresses, outgoing_events

_A, _E = event_addresses.c, outgoing_events.c


class AddressRow(NamedTuple):
    """Moments in Unix seconds."""

    id: int
    url: str
    secret: str
    kinds: str  # codes of EventKind, blanks between them
    delivered: int
    given_up: int
    taken_at: int | None  # when it took one last
    failing_since: int | None
    failing_why: str | None  # a code: see broadcast/model/outgoing.py
    told_at: int | None
    off_at: int | None
    waiting: int


async def add(
    connection: AsyncConnection, *, url: str, secret: str, kinds: str, by: int, now: int
) -> int:
    """Returns its number."""
    values = {"url": url, "secret": secret, "kinds": kinds, "created_by": by, "created_at": now}
    return await add_row(connection, insert(event_addresses).values(values))


async def everyone(connection: AsyncConnection) -> Sequence[AddressRow]:
    """In the order in which they were added."""
    rows = await connection.execute(_ROWS.order_by(_A.id))
    return [AddressRow(**row) for row in rows.mappings()]


async def find(connection: AsyncConnection, address_id: int) -> AddressRow | None:
    row = (await connection.execute(_ROWS.where(_A.id == address_id))).mappings().first()
    return None if row is None else AddressRow(**row)


async def change(connection: AsyncConnection, address_id: int, **values: object) -> bool:
    """False when it is gone."""
    changed = update(event_addresses).where(_A.id == address_id).values(**values)
    return (await connection.execute(changed)).rowcount == 1


async def remove(connection: AsyncConnection, address_id: int) -> bool:
    """With what waits for it. False when it was gone."""
    await connection.execute(delete(outgoing_events).where(_E.address_id == address_id))
    gone = await connection.execute(delete(event_addresses).where(_A.id == address_id))
    return gone.rowcount == 1


async def erase_author(connection: AsyncConnection, user_id: int, *, nobody: int) -> None:
    """Of an admin who is erased."""
    mine = update(event_addresses).where(_A.created_by == user_id)
    await connection.execute(mine.values(created_by=nobody))


_WAITING = (
    select(func.count()).where(_E.address_id == _A.id).correlate(event_addresses).scalar_subquery()
)
_ROWS = select(*(_A[name] for name in AddressRow._fields[:-1]), _WAITING.label("waiting"))

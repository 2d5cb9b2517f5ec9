"""Events that wait for an address, and what became of those that were posted."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import BindParameter, bindparam, delete, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from db.schema.automation.outgoing import event_addresses, outgoing_events

MOST_WAITING = 50_000  # events of one address; of more the oldest go
LONGEST = 50_000  # seconds: nothing is put off for longer, so what is was put off by another clock

_A, _E = event_addresses.c, outgoing_events.c


class Waiting(NamedTuple):
    id: int
    event_id: str
    body: str
    happened_at: int
    attempts: int


async def due(
    connection: AsyncConnection, address_id: int, *, now: int, limit: int
) -> Sequence[Waiting]:
    """The oldest whose time has come; of each subject none but its oldest."""
    rows = await connection.execute(_DUE, {"whose": address_id, "now": now, "limit": limit})
    return [Waiting(*row) for row in rows]


async def next_probe(connection: AsyncConnection, address_id: int) -> Waiting | None:
    """Of an address that takes nothing just now: whichever has waited longest for its turn."""
    row = (await connection.execute(_PROBE, {"whose": address_id})).first()
    return None if row is None else Waiting(*row)


async def taken(
    connection: AsyncConnection, address_id: int, numbers: Collection[int], *, now: int
) -> None:
    """The address has them."""
    await _drop(connection, numbers)
    await connection.execute(
        update(event_addresses)
        .where(_A.id == address_id)
        .values(delivered=_A.delivered + len(numbers), taken_at=now)
    )


async def give_up(connection: AsyncConnection, address_id: int, numbers: Collection[int]) -> None:
    await _drop(connection, numbers)
    await _count_given_up(connection, address_id, len(numbers))


async def put_off(connection: AsyncConnection, number: int, *, until: int) -> None:
    """It was tried once more."""
    await connection.execute(
        update(outgoing_events)
        .where(_E.id == number)
        .values(due_at=until, attempts=_E.attempts + 1)
    )


async def release(connection: AsyncConnection, address_id: int, *, now: int) -> None:
    """The address takes events again: what was put off meanwhile is due, as if never tried."""
    await connection.execute(
        update(outgoing_events)
        .where(_E.address_id == address_id, or_(_E.due_at > now, _E.attempts > 0))
        .values(due_at=now, attempts=0)
    )


async def trim(connection: AsyncConnection, address_id: int, *, most: int = MOST_WAITING) -> int:
    """What is too much goes, the oldest first; how many that were."""
    newest = select(_E.id).where(_E.address_id == address_id).order_by(_E.id.desc())
    bound = await connection.scalar(newest.offset(most).limit(1))
    if bound is None:
        return 0
    gone = await connection.execute(
        delete(outgoing_events).where(_E.address_id == address_id, _E.id <= bound)
    )
    await _count_given_up(connection, address_id, gone.rowcount)
    return gone.rowcount


async def _drop(connection: AsyncConnection, numbers: Collection[int]) -> None:
    await connection.execute(delete(outgoing_events).where(_E.id.in_(list(numbers))))


async def _count_given_up(connection: AsyncConnection, address_id: int, count: int) -> None:
    await connection.execute(
        update(event_addresses).where(_A.id == address_id).values(given_up=_A.given_up + count)
    )


_before = outgoing_events.alias("before")
_IS_FIRST = or_(
    _E.subject == "",
    ~exists().where(
        _before.c.address_id == _E.address_id,
        _before.c.subject == _E.subject,
        _before.c.id < _E.id,
    ),
)
_FIRST_ONES = select(*(_E[name] for name in Waiting._fields)).where(
    _E.address_id == bindparam("whose"), _IS_FIRST
)
_NOW: BindParameter[int] = bindparam("now")
_DUE = (
    _FIRST_ONES.where(or_(_E.due_at <= _NOW, _E.due_at > _NOW + LONGEST))
    .order_by(_E.id)
    .limit(bindparam("limit"))
)
_PROBE = _FIRST_ONES.order_by(_E.due_at, _E.id).limit(1)

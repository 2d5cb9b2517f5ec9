"""What feeds list: what of it is new, what waits for a round, and what rounds have said.

An item is known by each of its keys (broadcast/model/feeds/identity.py); one that comes under a new
key beside one of those is the same, and is known by that, too, from then on.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, delete, func, insert, or_, select, update
from sqlalchemy.dialects.postgresql import insert as insert_unless
from sqlalchemy.ext.asyncio import AsyncConnection

from db.connection.keys import add_row
from db.schema.automation.repeating import feed_items, feed_keys

DAY = 86_400  # seconds
SOME = 300  # keys of a question
MOST_WAITING = 200  # of a feed; older ones are left out
WAITS = 7 * DAY  # how long one waits once a round had no room for it
REMEMBERED = 180 * DAY  # how long one is known that is listed no more

_I, _K = feed_items.c, feed_keys.c


class Listed(NamedTuple):
    """`said`: what is kept of it, as JSON; `published_at`: Unix seconds."""

    keys: frozenset[str]
    said: str
    published_at: int


class WaitingItem(NamedTuple):
    id: int
    said: str
    published_at: int


async def note(
    connection: AsyncConnection, feed_id: int, listed: Sequence[Listed], *, waits: bool, now: int
) -> int:
    """What the feed lists, the newest first; how many of it are new.

    `waits`: new ones are to be said. Else they count as known, and of the newest alone it is kept
    what it says.
    """
    known = await _known(connection, feed_id, {key for one in listed for key in one.keys})
    found: dict[int, Listed] = {}
    new = 0
    for place, one in reversed([*enumerate(listed)]):  # so that numbers rise with time
        number = next((known[key] for key in sorted(one.keys) if key in known), None)
        if number is None:
            new += 1
            said = one.said if waits or place == 0 else ""
            number = await _add(connection, feed_id, one, said, waits=waits, now=now)
        found[number] = one
        await _learn(connection, feed_id, number, one.keys - known.keys())
        known |= dict.fromkeys(one.keys - known.keys(), number)
    await _renew(connection, found, now=now)
    if new and waits:
        await _leave_out_the_oldest(connection, feed_id)
    return new


async def waiting(
    connection: AsyncConnection, feed_id: int, *, limit: int, now: int
) -> Sequence[WaitingItem]:
    """The newest first."""
    rows = await connection.execute(
        select(_I.id, _I.said, _I.published_at)
        .where(_waits(feed_id, now))
        .order_by(_I.published_at.desc(), _I.id.desc())
        .limit(limit)
    )
    return [WaitingItem(*row) for row in rows]


async def count_waiting(connection: AsyncConnection, feed_id: int, *, now: int) -> int:
    query = select(func.count()).select_from(feed_items).where(_waits(feed_id, now))
    return int(await connection.scalar(query) or 0)


async def count_sent(connection: AsyncConnection, feed_id: int, *, since: int) -> int:
    query = select(func.count()).where(_I.feed_id == feed_id, _I.sent_at >= since)
    return int(await connection.scalar(query) or 0)


async def newest(connection: AsyncConnection, feed_id: int) -> str | None:
    """What the newest says that anything is kept of; None: there is none."""
    query = (
        select(_I.said)
        .where(_I.feed_id == feed_id, _I.said != "")
        .order_by(_I.published_at.desc(), _I.id.desc())
        .limit(1)
    )
    found: str | None = await connection.scalar(query)
    return found


async def mark_sent(
    connection: AsyncConnection, feed_id: int, numbers: Collection[int], *, now: int
) -> bool:
    """A round says them, made in this transaction; what waits besides was passed over by it. False
    when one of them does not wait any more: then that round is not to be made."""
    result = await connection.execute(
        update(feed_items)
        .where(_I.feed_id == feed_id, _I.id.in_(numbers), _I.waits)
        .values(waits=False, sent_at=now)
    )
    if result.rowcount != len(numbers):
        return False
    await connection.execute(
        update(feed_items)
        .where(_I.feed_id == feed_id, _I.waits, _I.passed_at.is_(None))
        .values(passed_at=now)
    )
    return True


async def forget(connection: AsyncConnection, feed_id: int, *, now: int) -> None:
    """What it has not listed for long, and what has waited for too long."""
    await connection.execute(
        update(feed_items)
        .where(_I.feed_id == feed_id, _I.waits, _I.passed_at < now - WAITS)
        .values(waits=False)
    )
    old = select(_I.id).where(
        _I.feed_id == feed_id, _I.waits.is_(False), _I.seen_at < now - REMEMBERED
    )
    await connection.execute(delete(feed_keys).where(_K.item_id.in_(old)))
    await connection.execute(delete(feed_items).where(_I.id.in_(old)))


def _waits(feed_id: int, now: int) -> ColumnElement[bool]:
    patient = or_(_I.passed_at.is_(None), _I.passed_at >= now - WAITS)
    return and_(_I.feed_id == feed_id, _I.waits, patient)


async def _known(
    connection: AsyncConnection, feed_id: int, keys: Collection[str]
) -> dict[str, int]:
    found: dict[str, int] = {}
    asked = sorted(keys)
    for start in range(0, len(asked), SOME):
        rows = await connection.execute(
            select(_K.key, _K.item_id).where(
                _K.feed_id == feed_id, _K.key.in_(asked[start : start + SOME])
            )
        )
        found |= {str(key): int(number) for key, number in rows}
    return found


async def _add(
    connection: AsyncConnection, feed_id: int, one: Listed, said: str, *, waits: bool, now: int
) -> int:
    values = {"said": said, "published_at": one.published_at, "seen_at": now, "waits": waits}
    return await add_row(connection, insert(feed_items).values(feed_id=feed_id, **values))


async def _learn(
    connection: AsyncConnection, feed_id: int, number: int, keys: Collection[str]
) -> None:
    if keys:
        rows = [{"feed_id": feed_id, "key": key, "item_id": number} for key in sorted(keys)]
        await connection.execute(insert_unless(feed_keys).on_conflict_do_nothing(), rows)


async def _renew(connection: AsyncConnection, found: Mapping[int, Listed], *, now: int) -> None:
    """They are listed still; what waits is said as its feed says it now."""
    numbers = sorted(found)
    for start in range(0, len(numbers), SOME):
        some = numbers[start : start + SOME]
        await connection.execute(
            update(feed_items).where(_I.id.in_(some), _I.seen_at < now - DAY).values(seen_at=now)
        )
        rows = await connection.execute(select(_I.id, _I.said).where(_I.id.in_(some), _I.waits))
        for number, said in rows.all():
            if found[number].said != said:
                await connection.execute(
                    update(feed_items).where(_I.id == number).values(said=found[number].said)
                )


async def _leave_out_the_oldest(connection: AsyncConnection, feed_id: int) -> None:
    waits = and_(_I.feed_id == feed_id, _I.waits)
    kept = (
        select(_I.id)
        .where(waits)
        .order_by(_I.published_at.desc(), _I.id.desc())
        .limit(MOST_WAITING)
    )
    await connection.execute(
        update(feed_items).where(waits, _I.id.not_in(kept)).values(waits=False)
    )

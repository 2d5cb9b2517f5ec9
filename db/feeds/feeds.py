"""Feeds that rounds of repeats are made of: where they are, and how reading them goes."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Update, and_, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from db.connection.keys import add_row
from db.schema.automation.repeating import feed_items, feed_keys, feeds, repeats
from db.schema.states import RepeatState

_F = feeds.c


class FeedRow(NamedTuple):
    """Moments in Unix seconds; see db/schema/automation/repeating.py."""

    id: int
    repeat_id: int
    url: str
    title: str
    template: str
    heading: bool
    most_a_day: int
    etag: str | None
    modified: str | None
    read_at: int | None
    due_at: int
    failures: int
    failing_since: int | None
    failing_why: str | None
    told: bool


_FEEDS = select(*(_F[name] for name in FeedRow._fields))
# Nothing of what another address, or the time before a backup, has brought.
_AFRESH = {
    "etag": None,
    "modified": None,
    "read_at": None,
    "due_at": 0,
    "failures": 0,
    "failing_since": None,
    "failing_why": None,
    "told": False,
}


async def add(
    connection: AsyncConnection,
    repeat_id: int,
    *,
    url: str,
    title: str,
    template: str,
    most_a_day: int,
) -> int | None:
    """Its number; None: the repeat has ended. Whoever calls this has made sure that there is none
    yet."""
    runs = select(repeats.c.id).where(
        repeats.c.id == repeat_id, repeats.c.state != RepeatState.ENDED
    )
    if await connection.scalar(runs) is None:
        return None
    values = {"url": url, "title": title, "template": template, "most_a_day": most_a_day}
    return await add_row(connection, insert(feeds).values(repeat_id=repeat_id, **values))


async def of_repeat(connection: AsyncConnection, repeat_id: int) -> FeedRow | None:
    row = (await connection.execute(_FEEDS.where(_F.repeat_id == repeat_id))).first()
    return None if row is None else FeedRow(*row)


async def find(connection: AsyncConnection, feed_id: int) -> FeedRow | None:
    row = (await connection.execute(_FEEDS.where(_F.id == feed_id))).first()
    return None if row is None else FeedRow(*row)


class ReadFeed(NamedTuple):
    """With when the next round of its repeat comes."""

    row: FeedRow
    next_round: int | None


async def running(connection: AsyncConnection) -> Sequence[ReadFeed]:
    """Those that are read: their repeats run."""
    query = _FEEDS.add_columns(repeats.c.next_at).join(
        repeats, and_(repeats.c.id == _F.repeat_id, repeats.c.state == RepeatState.RUNNING)
    )
    rows = await connection.execute(query.order_by(_F.id))
    return [ReadFeed(FeedRow(*row[:-1]), row[-1]) for row in rows]


async def change(connection: AsyncConnection, feed_id: int, **values: object) -> bool:
    """False when it is gone."""
    result = await connection.execute(update(feeds).where(_F.id == feed_id).values(**values))
    return result.rowcount == 1


async def readdress(connection: AsyncConnection, feed_id: int, *, url: str, title: str) -> bool:
    """What is listed there counts as known; what waited does not wait any more. False when it is
    gone."""
    await _forget_waiting(connection, feed_id)
    return await change(connection, feed_id, url=url, title=title, **_AFRESH)


async def doubt_all(connection: AsyncConnection) -> None:
    """Of what a backup has not heard of rounds may have said everything: all that is listed next
    counts as known."""
    await _forget_waiting(connection)
    await connection.execute(update(feeds).values(**_AFRESH))


async def were_read(
    connection: AsyncConnection,
    row: FeedRow,
    *,
    now: int,
    due_at: int,
    **values: object,
) -> bool:
    """It works; `values`: what else is known of it now. False where it has another address, or is
    gone, or somebody else has read it meanwhile: then nothing of it is to be written."""
    result = await connection.execute(
        _same(row).values(
            read_at=now,
            due_at=due_at,
            failures=0,
            failing_since=None,
            failing_why=None,
            told=False,
            **values,
        )
    )
    return result.rowcount == 1


async def failed(
    connection: AsyncConnection, row: FeedRow, why: str, *, now: int, due_at: int
) -> bool:
    """False as above."""
    result = await connection.execute(
        _same(row).values(
            due_at=due_at,
            failures=row.failures + 1,
            failing_since=now if row.failing_since is None else row.failing_since,
            failing_why=why,
        )
    )
    return result.rowcount == 1


async def remove(connection: AsyncConnection, feed_id: int) -> bool:
    """With all that it listed. False when it was gone."""
    await connection.execute(delete(feed_keys).where(feed_keys.c.feed_id == feed_id))
    await connection.execute(delete(feed_items).where(feed_items.c.feed_id == feed_id))
    return (await connection.execute(delete(feeds).where(_F.id == feed_id))).rowcount == 1


async def of_ended(connection: AsyncConnection) -> Sequence[int]:
    """Those whose repeats have ended."""
    query = (
        select(_F.id)
        .join(repeats, repeats.c.id == _F.repeat_id)
        .where(repeats.c.state == RepeatState.ENDED)
    )
    return [int(number) for (number,) in await connection.execute(query)]


async def _forget_waiting(connection: AsyncConnection, feed_id: int | None = None) -> None:
    forgotten = update(feed_items).where(feed_items.c.waits)
    if feed_id is not None:
        forgotten = forgotten.where(feed_items.c.feed_id == feed_id)
    await connection.execute(forgotten.values(waits=False))


def _same(row: FeedRow) -> Update:
    return update(feeds).where(
        _F.id == row.id,
        _F.url == row.url,
        _F.due_at == row.due_at,
        _F.read_at.is_not_distinct_from(row.read_at),
    )

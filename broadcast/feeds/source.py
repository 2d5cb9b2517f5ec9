"""What rounds say that are made of a feed: its new items, as many as may go out."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.feeds.rhythm import is_behind
from broadcast.model.content import Content
from broadcast.model.feeds.composing import FeedWay, compose
from broadcast.model.feeds.item import FeedItem
from broadcast.model.feeds.template import ItemTemplate
from broadcast.model.repeating.repeat import rule_of
from broadcast.repeating.content import RoundContent, RoundOutdated
from db.audience.audience import Audience
from db.broadcasts import broadcasts
from db.connection.database import Database
from db.feeds import feeds, items
from db.feeds.feeds import FeedRow
from db.repeating.repeats import RepeatRow
from runtime.clock import Clock


@dataclass(frozen=True, slots=True)
class Said:
    """Which items of which feed."""

    feed_id: int
    items: tuple[int, ...]


class FeedSource:
    """A RoundSource of those repeats that have a feed."""

    def __init__(
        self, database: Database, clock: Clock, read: Callable[[int], Awaitable[None]]
    ) -> None:
        """`read`: that feed, now."""
        self._database = database
        self._clock = clock
        self._read = read

    async def takes(self, connection: AsyncConnection, row: RepeatRow) -> bool:
        return await feeds.of_repeat(connection, row.id) is not None

    async def prepare(self, row: RepeatRow) -> RoundContent | None:
        await self._catch_up(row)
        now = int(self._clock.time())
        zone = rule_of(row).zone
        async with self._database.read() as connection:
            feed = await feeds.of_repeat(connection, row.id)
            draft = await broadcasts.find(connection, row.broadcast_id)
            if feed is None or draft is None:
                return None
            gone = await items.count_sent(connection, feed.id, since=_midnight(now, zone))
            room = max(0, feed.most_a_day - gone)
            found = await items.waiting(connection, feed.id, limit=room, now=now)
        if not found:
            return None
        composed = compose(
            Content.load(draft.content),
            [FeedItem.load(one.said) for one in found],
            way_of(feed, zone),
        )
        said = Said(feed.id, tuple(one.id for one in found[: composed.said]))
        return RoundContent(
            content=composed.content, audience=Audience.load(draft.audience), memory=said
        )

    async def _catch_up(self, row: RepeatRow) -> None:
        """Where the bot was down before the round, nobody has read what is new."""
        async with self._database.read() as connection:
            feed = await feeds.of_repeat(connection, row.id)
        if feed is not None and is_behind(feed, row.next_at, int(self._clock.time())):
            await self._read(feed.id)

    async def written(
        self, connection: AsyncConnection, _row: RepeatRow, said: RoundContent, _round_id: int
    ) -> None:
        """Raises RoundOutdated when one of them is not to be said any more."""
        memory: Said = said.memory
        now = int(self._clock.time())
        if not await items.mark_sent(connection, memory.feed_id, memory.items, now=now):
            raise RoundOutdated


def way_of(feed: FeedRow, zone: ZoneInfo) -> FeedWay:
    return FeedWay(
        template=ItemTemplate.load(feed.template),
        heading=feed.heading,
        zone=zone,
        feed=feed.title,
    )


def _midnight(now: int, zone: ZoneInfo) -> int:
    """When the day began there."""
    today = datetime.fromtimestamp(now, zone).date()
    return int(datetime.combine(today, time(), zone).timestamp())

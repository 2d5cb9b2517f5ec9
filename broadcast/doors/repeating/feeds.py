"""Feeds as what rounds say: any admin may choose one for what is repeated, and change how it is
said. Each act is one transaction."""

import logging
from dataclasses import replace

from broadcast.doors.roles import require_admin_still
from broadcast.feeds.fetching import FeedFetcher
from broadcast.feeds.reader import FeedReader
from broadcast.feeds.source import way_of
from broadcast.model.actor import Actor, require_admin
from broadcast.model.content import Content
from broadcast.model.errors import NoSuchRepeat
from broadcast.model.events import Events, RepeatChanged
from broadcast.model.feeds.composing import FeedWay, compose
from broadcast.model.feeds.feed import MOST_A_DAY, Feed, FeedFound, NoSuchFeed
from broadcast.model.feeds.item import FeedItem
from broadcast.model.feeds.template import ItemTemplate
from broadcast.model.formatting.formatted import Formatted
from broadcast.model.repeating.repeat import rule_of
from broadcast.repeating.content import RoundContent
from db.audience.audience import Audience
from db.broadcasts import broadcasts
from db.connection.database import Database
from db.feeds import feeds, items
from db.repeating import repeats
from runtime.clock import Clock

USUAL_A_DAY = 3

logger = logging.getLogger(__name__)


class Feeds:
    """Raises NoSuchFeed where a repeat has none, NoSuchRepeat where there is no such repeat."""

    def __init__(
        self,
        database: Database,
        fetcher: FeedFetcher,
        reader: FeedReader,
        events: Events,
        clock: Clock,
    ) -> None:
        self._database = database
        self._fetcher = fetcher
        self._reader = reader
        self._events = events
        self._clock = clock

    async def of(self, repeat_id: int) -> Feed | None:
        """None: its rounds say what its message says."""
        async with self._database.read() as connection:
            row = await feeds.of_repeat(connection, repeat_id)
            if row is None:
                return None
            waiting = await items.count_waiting(connection, row.id, now=self._now())
        return Feed.from_row(row, waiting)

    async def look(self, address: str, *, by: Actor) -> FeedFound:
        """What is there; nothing is kept. Raises FeedError."""
        require_admin(by)
        reading = await self._fetcher.find(address)
        return FeedFound(
            url=reading.url,
            title=reading.title,
            count=len(reading.items),
            newest=next(iter(reading.items), None),
        )

    async def choose(self, repeat_id: int, found: FeedFound, *, by: Actor) -> None:
        """Its rounds say what is new there from now on. Where there is a feed already, the way it
        is said stays."""
        require_admin(by)
        async with self._database.write() as connection:
            await require_admin_still(connection, by)
            row = await feeds.of_repeat(connection, repeat_id)
            if row is None:
                feed_id = await feeds.add(
                    connection,
                    repeat_id,
                    url=found.url,
                    title=found.title,
                    template=ItemTemplate().dump(),
                    most_a_day=USUAL_A_DAY,
                )
                if feed_id is None:
                    raise NoSuchRepeat(f"repeat {repeat_id} has ended")
            else:
                feed_id = row.id
                await feeds.readdress(connection, feed_id, url=found.url, title=found.title)
            await repeats.tell_anew(connection, repeat_id)
        await self._reader.read_now(feed_id)
        self._changed(repeat_id, "has a feed", by)

    async def read_now(self, repeat_id: int, *, by: Actor) -> None:
        """How it went, the feed says."""
        require_admin(by)
        feed = await self._get(repeat_id)
        await self._reader.read_now(feed.id)

    async def change_template(self, repeat_id: int, words: Formatted | None, *, by: Actor) -> None:
        """None: the usual one. Raises BadTemplate."""
        require_admin(by)
        template = ItemTemplate() if words is None else ItemTemplate.read(words)
        await self._change(repeat_id, "says its items otherwise", by, template=template.dump())

    async def change_most(self, repeat_id: int, most_a_day: int, *, by: Actor) -> None:
        """At most so many items on a day of the repeat's zone."""
        most = min(max(most_a_day, MOST_A_DAY[0]), MOST_A_DAY[-1])
        await self._change(repeat_id, f"says {most} items a day at most", by, most_a_day=most)

    async def change_heading(self, repeat_id: int, *, stands: bool, by: Actor) -> None:
        """Whether what the repeat's message says stands above the items."""
        await self._change(repeat_id, "has its message above or not", by, heading=stands)

    async def remove(self, repeat_id: int, *, by: Actor) -> None:
        """Its rounds say what its message says again."""
        require_admin(by)
        feed = await self._get(repeat_id)
        async with self._database.write() as connection:
            await require_admin_still(connection, by)
            await feeds.remove(connection, feed.id)
            await repeats.tell_anew(connection, repeat_id)
        self._changed(repeat_id, "has no feed any more", by)

    async def sample(self, repeat_id: int, found: FeedFound | None = None) -> RoundContent | None:
        """The newest item as people would get it; None: there is none. `found`: of a feed that is
        not chosen yet."""
        async with self._database.read() as connection:
            row = await repeats.find(connection, repeat_id)
            draft = None if row is None else await broadcasts.find(connection, row.broadcast_id)
            if row is None or draft is None:
                raise NoSuchRepeat(f"there is no repeat {repeat_id}")
            feed = await feeds.of_repeat(connection, repeat_id)
            kept = None if feed is None else await items.newest(connection, feed.id)
        item = None if kept is None else FeedItem.load(kept)
        zone = rule_of(row).zone
        way = None if feed is None else way_of(feed, zone)
        if found is not None:
            item = found.newest
            usual = FeedWay(template=ItemTemplate(), heading=True, zone=zone, feed="")
            way = replace(way or usual, feed=found.title)
        if item is None or way is None:
            return None
        composed = compose(Content.load(draft.content), [item], way)
        return RoundContent(content=composed.content, audience=Audience.load(draft.audience))

    async def _change(self, repeat_id: int, how: str, by: Actor, **values: object) -> None:
        require_admin(by)
        feed = await self._get(repeat_id)
        async with self._database.write() as connection:
            await require_admin_still(connection, by)
            if not await feeds.change(connection, feed.id, **values):
                raise NoSuchFeed(f"repeat {repeat_id} has no feed")
        self._changed(repeat_id, how, by)

    async def _get(self, repeat_id: int) -> Feed:
        feed = await self.of(repeat_id)
        if feed is None:
            raise NoSuchFeed(f"repeat {repeat_id} has no feed")
        return feed

    def _changed(self, repeat_id: int, how: str, by: Actor) -> None:
        logger.info("repeat %d %s, by %d", repeat_id, how, by.user_id)
        self._events.say(RepeatChanged(repeat_id=repeat_id))

    def _now(self) -> int:
        return int(self._clock.time())

"""What is repeated, made of feeds: time in a test's hands, and a server that says what it is told
to. The reading is done here and not in another process (test_parsing.py has that)."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from broadcast.doors.repeating.feeds import Feeds
from broadcast.feeds.fetching import FeedFetcher
from broadcast.feeds.parsing import read
from broadcast.feeds.reader import FeedReader
from broadcast.feeds.source import FeedSource
from broadcast.model.content import Content
from broadcast.model.feeds.feed import Feed
from broadcast.model.feeds.item import FeedItem
from db.connection.database import Database
from db.schema.automation.repeating import feed_items
from db.schema.ledger import runs
from runtime.outside import Answer, OutsideError, WhyNot
from tests.actors import editor
from tests.unit.feeds.samples import numbered, rss
from tests.unit.planning.house import PLANNER, JumpingClock
from tests.unit.repeating.house import RepeatHouse

URL = "https://shop.example/feed"
BY = editor(PLANNER)


class Server:
    """An Outside. It answers 304 to whoever has its ETag."""

    def __init__(self) -> None:
        self.status, self.body = 200, rss([])
        self.headers: dict[str, str] = {}
        self.trouble: WhyNot | None = None
        self.asked: list[Mapping[str, str]] = []

    def lists(self, *items: FeedItem) -> None:
        """The first one is the newest."""
        self.body = rss(items)

    def check(self, url: str) -> None:
        raise NotImplementedError

    async def get(
        self, url: str, *, largest: int, seconds: float, headers: Mapping[str, str] | None = None
    ) -> Answer:
        self.asked.append(headers or {})
        if self.trouble is not None:
            raise OutsideError(self.trouble)
        etag = self.headers.get("etag")
        if etag is not None and (headers or {}).get("If-None-Match") == etag:
            return Answer(status=304, url=url)
        return Answer(status=self.status, url=url, headers=self.headers, body=self.body)

    async def post(self, *_: Any, **__: Any) -> Answer:
        raise NotImplementedError


class Here:
    """A Parser."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []

    async def parse(self, body: bytes, *, url: str, kind: str) -> dict[str, Any]:
        self.bodies.append(body)
        return read(body, url, kind)


class FeedHouse(RepeatHouse):
    """One process."""

    def __init__(
        self, database: Database, clock: JumpingClock, server: Server, **rules: Any
    ) -> None:
        source = FeedSource(database, clock, lambda number: self.reader.read_now(number))
        super().__init__(database, clock, source, **rules)
        self.server, self.parser = server, Here()
        fetcher = FeedFetcher(server, self.parser)
        self.reader = FeedReader(database, fetcher, self.told.events, clock)
        self.feeds = Feeds(database, fetcher, self.reader, self.told.events, clock)

    async def fed(self, *items: FeedItem, rule: str = "FREQ=DAILY", most: int = 20) -> int:
        """A repeat whose feed lists these already."""
        self.server.lists(*items)
        number = await self.repeat(rule)
        await self.feeds.choose(number, await self.feeds.look(URL, by=BY), by=BY)
        await self.feeds.change_most(number, most, by=BY)
        return number

    async def passes(self, seconds: float) -> float | None:
        """As before; feeds are read first."""
        self.clock.now += seconds
        await self.reader.once()
        self.clock.now -= seconds
        return await super().passes(seconds)

    async def feed(self, repeat_id: int) -> Feed:
        found = await self.feeds.of(repeat_id)
        assert found is not None
        return found

    async def said(self, repeat_id: int) -> list[str]:
        """The texts of all rounds."""
        found = []
        for number in await self.rounds(repeat_id):
            broadcast = await self.planning.reports.get(number)
            (call,) = Content.load(broadcast.content).calls()
            found.append(str(call.params["text"]))
        return found

    async def titles(self, repeat_id: int) -> list[list[str]]:
        """Of each round the items that it says."""
        texts = await self.said(repeat_id)
        return [[line for line in text.splitlines() if line.startswith("Item")] for text in texts]

    async def come_round(self, seconds: int) -> None:
        """So long in one go, and the rounds that come of it reach everybody."""
        await self.passes(seconds)
        for number in await self._unfinished():
            await self.finish(number)

    async def _unfinished(self) -> list[int]:
        query = select(runs.c.broadcast_id).where(runs.c.state != "finished")
        async with self.database.read() as connection:
            return [int(number) for (number,) in await connection.execute(query)]

    async def items(self) -> int:
        return await self.count(feed_items)

    async def begin_anew(self, **rules: Any) -> "FeedHouse":
        """The process after this one."""
        return FeedHouse(self.database, self.clock, self.server, **rules)


def items(*numbers: int, **parts: object) -> list[FeedItem]:
    return [numbered(number, **parts) for number in numbers]

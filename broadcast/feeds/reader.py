"""Reads all feeds of a bot, each on its rhythm, and notes what is new in them.

One task, which sleeps until the first is due; a few are read at once, so that a server that does
not answer keeps no other waiting.
"""

import asyncio
import logging
from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.feeds import rhythm
from broadcast.feeds.fetching import FeedFetcher, Mark, Reading
from broadcast.model.events import Event, Events, FeedFails, FeedWorks, RepeatChanged
from broadcast.model.feeds.feed import FeedError
from broadcast.model.feeds.identity import keys_of
from db.connection.database import Database
from db.connection.rounds import keep_looking
from db.errors import DatabaseTrouble
from db.feeds import feeds, items
from db.feeds.feeds import FeedRow, ReadFeed
from db.feeds.items import Listed
from runtime.clock import Clock
from runtime.wake import Wake

AT_ONCE = 4  # servers that are asked
LOOK_AGAIN = 60.0  # seconds at most: somebody may set the machine's clock, or let it sleep
CLEAN_EVERY = 86_400  # seconds

logger = logging.getLogger(__name__)


class FeedReader:
    """A background task over all feeds."""

    def __init__(
        self, database: Database, fetcher: FeedFetcher, events: Events, clock: Clock
    ) -> None:
        self._database = database
        self._fetcher = fetcher
        self._events = events
        self._clock = clock
        self._wake = Wake(clock)
        self._bodies: dict[int, bytes] = {}  # hashes of what was read last; lost at the end
        self._cleaned_at = 0.0
        events.listen(self._heard)

    async def run_forever(self) -> None:
        await keep_looking(
            self.once, self._wake, logger=logger, failing="feeds cannot be read just now"
        )

    async def once(self) -> float | None:
        """Read what is due; seconds until something may be, None: when something changes."""
        await self._clean()
        now = self._clock.time()
        due = [one.row for one in await self._running() if rhythm.due_at(one) <= now]
        for start in range(0, len(due), AT_ONCE):
            await self._try_together(due[start : start + AT_ONCE])
        running = await self._running()
        await self._tell([one.row for one in running])
        if not running:
            return None
        first = min(rhythm.due_at(one) for one in running) - self._clock.time()
        return min(max(first, 0.0), LOOK_AGAIN)

    async def read_now(self, feed_id: int) -> None:
        """Whatever its rhythm is. What came of it the feed's row says."""
        async with self._database.read() as connection:
            row = await feeds.find(connection, feed_id)
        if row is not None:
            await self._read(row)

    async def _try_together(self, rows: Sequence[FeedRow]) -> None:
        """Raises what the first of them raises, once all have ended."""
        for ended in await asyncio.gather(*map(self._try, rows), return_exceptions=True):
            if isinstance(ended, BaseException):
                raise ended

    async def _try(self, row: FeedRow) -> None:
        """One that nobody foresaw must not keep the others from being read."""
        try:
            await self._read(row)
        except DatabaseTrouble:
            raise
        except Exception:
            logger.exception("feed %d cannot be read", row.id)
            await self._failed(row, FeedError("heavy"))

    async def _read(self, row: FeedRow) -> None:
        known = Mark(etag=row.etag, modified=row.modified, body=self._bodies.get(row.id, b""))
        first = row.read_at is None
        try:
            reading = await self._fetcher.fetch(row.url, Mark() if first else known)
        except FeedError as error:
            await self._failed(row, error)
            return
        now = int(self._clock.time())
        async with self._database.write() as connection:
            written = await _note(connection, row, reading, now=now)
        if not written:  # another address, or somebody else was faster
            return
        if reading is not None:
            self._bodies[row.id] = reading.mark.body
        if row.told:
            self._events.say(FeedWorks(repeat_id=row.repeat_id))

    async def _failed(self, row: FeedRow, error: FeedError) -> None:
        now = int(self._clock.time())
        due_at = rhythm.due_after_failure(row, error.why, now, retry_after=error.retry_after)
        logger.warning("feed %d cannot be read: %s", row.id, error.why)
        async with self._database.write() as connection:
            await feeds.failed(connection, row, error.why, now=now, due_at=due_at)

    async def _tell(self, rows: Sequence[FeedRow]) -> None:
        """Whoever dies in between tells it twice."""
        now = self._clock.time()
        for row in rows:
            if rhythm.is_to_be_told(row, int(now)):
                self._events.say(FeedFails(repeat_id=row.repeat_id))
                async with self._database.write() as connection:
                    await feeds.change(connection, row.id, told=True)

    async def _clean(self) -> None:
        """Once a day: what is listed nowhere any more, and feeds of repeats that have ended."""
        now = self._clock.time()
        if now - self._cleaned_at < CLEAN_EVERY:
            return
        self._cleaned_at = now
        async with self._database.read() as connection:
            ended = await feeds.of_ended(connection)
            running = [one.row.id for one in await feeds.running(connection)]
        for number in ended:
            async with self._database.write() as connection:
                await feeds.remove(connection, number)
        for number in running:
            async with self._database.write() as connection:
                await items.forget(connection, number, now=int(now))

    async def _running(self) -> Sequence[ReadFeed]:
        async with self._database.read() as connection:
            return await feeds.running(connection)

    def _heard(self, event: Event) -> None:
        if isinstance(event, RepeatChanged):
            self._wake.ring()


async def _note(
    connection: AsyncConnection, row: FeedRow, reading: Reading | None, *, now: int
) -> bool:
    """What was read, in one transaction. Of the first reading everything counts as known: nobody
    asked for what was there before."""
    due_at = rhythm.due_after_success(now)
    if reading is None:
        return await feeds.were_read(connection, row, now=now, due_at=due_at)
    known = {"etag": reading.mark.etag, "modified": reading.mark.modified}
    told = {**known, "title": reading.title or row.title}
    if not await feeds.were_read(connection, row, now=now, due_at=due_at, **told):
        return False
    new = await items.note(
        connection, row.id, listed(reading, now=now), waits=row.read_at is not None, now=now
    )
    if new:
        logger.info("feed %d lists %d new items", row.id, new)
    return True


def listed(reading: Reading, *, now: int) -> list[Listed]:
    """A date to come would stand above all that is new for ever."""
    keys = keys_of(reading.items, reading.home)
    return [
        Listed(
            keys=known,
            said=item.dump(),
            published_at=now if item.published_at is None else min(item.published_at, now),
        )
        for item, known in zip(reading.items, keys, strict=True)
    ]

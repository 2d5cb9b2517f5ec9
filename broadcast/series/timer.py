"""Hands people over to the run of their next step when its time has come.

One task for all series, which sleeps until the first of all is due. What is due it reads from the
database, a chunk at a time, each a transaction from whose end a restart goes on: the row in the
ledger, the counters of the run and how far somebody is are written together.
"""

import logging
import math
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.model.events import Event, Events, SeriesChanged
from broadcast.series import existing, handing
from broadcast.series.bell import Bell
from broadcast.series.handing import Handed
from broadcast.series.one_at_a_time import OneAtATime
from db.connection.chunk_size import ChunkSize
from db.connection.database import Database
from db.connection.rounds import RETRY, keep_looking
from db.errors import DatabaseTrouble
from db.series import due, late, series, steps
from db.series.coming import silent
from db.series.records import SeriesRow
from runtime.clock import Clock

logger = logging.getLogger(__name__)

# Seconds at most while a series runs: a tap, a tag, an import or a program beside the bot may have
# put somebody into one, and the machine's clock may be set. A look takes a millisecond.
LOOK_AGAIN = 5.0
SILENCE = 3_600.0  # seconds between two looks for those who are silent
BREATH = 0.2  # seconds from a look that found nobody to the next
LATE = 60.0  # seconds between two looks for those who are late
MOST_LATE = 4_000  # people of one transaction
FIRST_CHUNK = 500  # people; then as many as can be written in a moment


class SeriesTimer:
    """A background task over all series."""

    def __init__(
        self,
        database: Database,
        events: Events,
        clock: Clock,
        turns: OneAtATime,
        timezone: ZoneInfo,
        rate: float,
        bell: Bell,
    ) -> None:
        """`timezone`: of whoever's own is not known;
        `rate`: messages/s, of which steps that are under way take some time; `bell`: somebody comes
        into a series, perhaps."""
        self._database = database
        self._clock = clock
        self._turns = turns
        self._rules = handing.Rules(timezone=timezone, rate=rate)
        self._bell = bell
        self._size = ChunkSize(FIRST_CHUNK)
        self._silence_at = self._late_at = -math.inf
        self._next_look = -math.inf
        events.listen(self._heard)

    async def run_forever(self) -> None:
        await keep_looking(
            self.once,
            self._bell.wake,
            logger=logger,
            failing="who is due in a series cannot be looked for just now",
        )

    async def once(self) -> float | None:
        """Hand over who is due; seconds until somebody may be, None: when something changes."""
        if (early := self._next_look - self._clock.monotonic()) > 0:
            return early  # many come at once
        async with self._database.read() as connection:
            running, first = await due.next_due(connection)
            begun = await existing.is_any_begun(connection)
        if not running:
            return None
        now = int(self._clock.time())
        if first is not None and first <= now:
            return 0.0 if await self._hand_over(now) else RETRY  # there may be more
        if await self._skip_late(now) or (begun and await self._put_in(now)):
            return self._database.gap
        if await self._look_for_silent(now):
            return self._database.gap
        self._next_look = self._clock.monotonic() + BREATH
        rest = LOOK_AGAIN if first is None else first - self._clock.time()
        return self._bell.rest(max(0.0, min(rest, LOOK_AGAIN)))

    async def _running(self) -> Sequence[SeriesRow]:
        async with self._database.read() as connection:
            return await series.running(connection)

    async def _hand_over(self, now: int) -> bool:
        """A chunk of each; False: of none anybody could be."""
        rows = await self._running()
        async with self._turns.alone():
            done = [await self._chunk(row, now) for row in rows]
            if any(one.handed for one in done):
                await self._turns.reload()
        await self._clock.sleep(self._database.gap)
        return any(one.looked_at for one in done)

    async def _chunk(self, row: SeriesRow, now: int) -> Handed:
        """One that nobody foresaw must not keep the others from their time."""
        begun = 0.0

        async def work(connection: AsyncConnection) -> Handed:
            nonlocal begun
            begun = self._clock.monotonic()  # the file is locked from here on
            return await handing.hand_over_some(
                connection, row.id, self._rules, now=now, limit=self._size.rows
            )

        try:
            done = await self._database.transact(work)
        except DatabaseTrouble:
            raise
        except Exception:
            logger.exception("nobody can be handed over in series %d", row.id)
            return Handed(0, 0)
        if done.looked_at >= self._size.rows:
            self._size.took(self._clock.monotonic() - begun, done.looked_at)
        return done

    async def _skip_late(self, now: int) -> bool:
        """Who waits in the run of a step, and need not wait any more."""
        if self._clock.monotonic() < self._late_at:
            return False
        skipped = 0
        rows = [row for row in await self._running() if row.expires_after is not None]
        async with self._turns.alone():
            for row in rows:
                async with self._database.write() as connection:
                    line = await steps.of_series(connection, row.id)
                    skipped += await late.skip(connection, row, line, now=now, limit=MOST_LATE)
            if skipped:
                await self._turns.reload()
        if not skipped:
            self._late_at = self._clock.monotonic() + LATE
        return skipped > 0

    async def _put_in(self, now: int) -> bool:
        """Who was there when a series began, a stretch at a time."""
        for row in await self._running():
            async with self._database.write() as connection:
                if await existing.go_on(connection, row, now=now):
                    return True
        return False

    async def _look_for_silent(self, now: int) -> bool:
        if self._clock.monotonic() < self._silence_at:
            return False
        self._silence_at = self._clock.monotonic() + SILENCE
        async with self._database.read() as connection:
            asked = await series.silences(connection)
        found = 0
        for row, days in asked:
            async with self._database.write() as connection:
                found += await silent.enrol(connection, row, days=days, now=now)
        return found > 0

    def _heard(self, event: Event) -> None:
        if isinstance(event, SeriesChanged):
            self._bell.wake.ring()

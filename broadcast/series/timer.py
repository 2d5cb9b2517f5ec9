"""Hands people over to the run of their next step when its time has come.

One task for all series, which sleeps until the first of all is due. What is due it reads from the
database, a chunk at a time, each a transaction from whose end a restart goes on: the row in the
ledger, the counters of the run and how far somebody is are written together.
"""

import logging
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.model.events import Event, Events, SeriesChanged
from broadcast.series import existing, handing
from broadcast.series.one_at_a_time import OneAtATime
from db.connection.chunk_size import ChunkSize
from db.connection.database import Database
from db.connection.rounds import keep_looking
from db.series import due, series, silent
from db.series.records import SeriesRow
from runtime.clock import Clock
from runtime.wake import Wake

logger = logging.getLogger(__name__)

# Seconds at most while a series runs: somebody may set the machine's clock, or a program beside the
# bot may have put people into one.
LOOK_AGAIN = 60.0
SILENCE = 3_600.0  # seconds between two looks for those who are silent
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
        wake: Wake,
    ) -> None:
        """`timezone`: of whoever's own is not known;
        `rate`: messages/s, of which steps that are under way take some time; `wake`: somebody has
        come into a series."""
        self._database = database
        self._clock = clock
        self._turns = turns
        self._rules = handing.Rules(timezone=timezone, rate=rate)
        self._wake = wake
        self._size = ChunkSize(FIRST_CHUNK)
        self._silence_at = 0.0
        events.listen(self._heard)

    async def run_forever(self) -> None:
        await keep_looking(
            self.once,
            self._wake,
            logger=logger,
            failing="who is due in a series cannot be looked for just now",
        )

    async def once(self) -> float | None:
        """Hand over who is due; seconds until somebody may be, None: when something changes."""
        async with self._database.read() as connection:
            rows = await series.running(connection)
            first = await due.next_due(connection, [row.id for row in rows])
        if not rows:
            return None
        now = int(self._clock.time())
        if first is not None and first <= now:
            await self._hand_over(rows, now)
            return 0.0  # there may be more
        if await self._put_in(rows, now) or await self._look_for_silent(now):
            return self._database.gap
        rest = LOOK_AGAIN if first is None else first - self._clock.time()
        return max(0.0, min(rest, LOOK_AGAIN))

    async def _hand_over(self, rows: Sequence[SeriesRow], now: int) -> None:
        """A chunk of each."""
        handed = 0
        async with self._turns.alone():
            for row in rows:
                begun = 0.0

                async def work(
                    connection: AsyncConnection, series_id: int = row.id
                ) -> handing.Handed:
                    nonlocal begun
                    begun = self._clock.monotonic()  # the file is locked from here on
                    return await handing.hand_over_some(
                        connection, series_id, self._rules, now=now, limit=self._size.rows
                    )

                done = await self._database.transact(work)
                if done.looked_at >= self._size.rows:
                    self._size.took(self._clock.monotonic() - begun, done.looked_at)
                handed += done.handed
            if handed:
                await self._turns.reload()
        await self._clock.sleep(self._database.gap if handed else 0)

    async def _put_in(self, rows: Sequence[SeriesRow], now: int) -> bool:
        """Who was there when a series began, a stretch at a time."""
        for row in rows:
            async with self._database.read() as connection:
                if not await existing.is_enrolling(connection, row.id):
                    continue
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
            self._wake.ring()

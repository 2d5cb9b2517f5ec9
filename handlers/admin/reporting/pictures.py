"""Pictures for a report, drawn in a process of their own (drawing.py).

One at a time: the taps of ten admins must not fill the memory.
"""

import asyncio
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from broadcast.doors.doors import Doors
from broadcast.model.broadcast import Broadcast
from handlers.admin.reporting import cohorts, series
from handlers.admin.reporting.series import Reader, Task
from handlers.language.texts import Texts
from runtime.child_process import ChildFailed, ChildTooSlow, ask
from runtime.clock import Clock

MODULE = "handlers.admin.reporting.drawing"
WITHIN = 30.0  # seconds; it takes one, on a busy machine a few
GROWTH_DAYS = 90


class Picture(StrEnum):
    """What can be drawn."""

    DELIVERIES = "deliveries"
    GROWTH = "growth"
    SOURCES = "sources"
    RETENTION = "retention"


class NotDrawn(Exception):
    """The picture could not be drawn."""

    def __init__(self, *, too_slow: bool = False) -> None:
        super().__init__()
        self.too_slow = too_slow


class Pictures:
    """Draws them."""

    def __init__(self, doors: Doors, texts: Texts, timezone: ZoneInfo, clock: Clock) -> None:
        self._doors = doors
        self._texts = texts
        self._timezone = timezone
        self._clock = clock
        self._one_at_a_time = asyncio.Lock()

    async def draw(
        self, picture: Picture, locale: str, broadcast: Broadcast | None = None
    ) -> bytes | None:
        """A PNG; None where there is nothing to show yet. Raises NotDrawn."""
        reader = Reader(
            texts=self._texts, locale=locale, timezone=self._timezone, now=self._clock.time()
        )
        task = await self._task(picture, reader, broadcast)
        if task is None:
            return None
        try:
            async with self._one_at_a_time:
                return await ask(MODULE, task, within=WITHIN, clock=self._clock)
        except (ChildFailed, OSError) as error:
            raise NotDrawn(too_slow=isinstance(error, ChildTooSlow)) from error

    async def _task(
        self, picture: Picture, reader: Reader, broadcast: Broadcast | None
    ) -> Task | None:
        statistics = self._doors.statistics
        if picture is Picture.GROWTH:
            return await self._growth(reader)
        if picture is Picture.RETENTION:
            return await self._retention(reader)
        if picture is Picture.SOURCES:
            return series.sources(await statistics.sources(), reader)
        if broadcast is None:
            return None
        return series.deliveries(await statistics.minutes(broadcast.id), broadcast, reader)

    async def _growth(self, reader: Reader) -> Task | None:
        """Up to today, by the days of the settings' zone; its offset is that of today."""
        now = datetime.fromtimestamp(reader.now, tz=self._timezone)
        first_day = (now.date() - series.EPOCH).days - GROWTH_DAYS + 1
        row = await self._doors.statistics.growth(
            first_day=first_day, days=GROWTH_DAYS, offset=now.utcoffset() or timedelta(0)
        )
        return series.growth(row, first_day, reader)

    async def _retention(self, reader: Reader) -> Task | None:
        now = datetime.fromtimestamp(reader.now, tz=self._timezone)
        week = cohorts.this_week((now.date() - series.EPOCH).days)
        rows = await self._doors.statistics.cohorts(
            first_week=week - cohorts.WEEKS - cohorts.WHOLE_AFTER + 1,
            weeks=cohorts.WEEKS,
            offset=now.utcoffset() or timedelta(0),
        )
        return cohorts.retention(rows, week, reader)

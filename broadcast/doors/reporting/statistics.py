"""What reports and their pictures are drawn from."""

from collections.abc import Sequence
from datetime import timedelta

from broadcast.doors.reports import Reports
from broadcast.model.broadcast import Broadcast
from db.connection.database import Database
from db.records import GrowthRow, LeaverRow, LeaversRow, MinuteRow, SourceRow, TallyRow
from db.reports import cohorts, growth, leavers, minutes, sources, tallies
from db.reports.cohorts import CohortRow

LONGEST = 30.0  # seconds


class Statistics:
    """Reads; what goes through all subscribers takes a second of a reader's at a million. What
    takes much longer raises TookTooLong."""

    def __init__(self, database: Database, reports: Reports) -> None:
        self._database = database
        self._reports = reports

    async def minutes(self, broadcast_id: int) -> Sequence[MinuteRow]:
        """The answers to a broadcast, in order; minutes without any are left out."""
        run_id = (await self._reports.get(broadcast_id)).run_id
        if run_id is None:
            return []
        async with self._database.read(within=LONGEST) as connection:
            return await minutes.of_run(connection, run_id)

    async def tallies(self, broadcast: Broadcast) -> Sequence[TallyRow]:
        """How far each of its versions got; nothing before the end. Counted once, and kept."""
        if broadcast.run_id is None or not broadcast.is_over:
            return []
        return await tallies.of_run(self._database, broadcast.run_id)

    async def leavers(self, broadcast: Broadcast, *, now: float) -> LeaversRow | None:
        """Who left by themselves within a day of the launch, as far as that has come by `now`; once
        it is over they are counted for good."""
        if broadcast.launched_at is None or broadcast.run_id is None:
            return None
        over = now >= broadcast.launched_at + leavers.DAY
        async with self._database.read(within=LONGEST) as connection:
            if over and (known := await leavers.kept(connection, broadcast.run_id)) is not None:
                return known
            found = await leavers.leavers(connection, **_day_after(broadcast, now))
        if over:
            async with self._database.write() as connection:
                await leavers.keep(connection, broadcast.run_id, found)
        return found

    async def leavers_page(
        self, broadcast: Broadcast, *, now: float, after: int, limit: int
    ) -> Sequence[LeaverRow]:
        """The first `limit` of them above the subscriber number `after`."""
        async with self._database.read(within=LONGEST) as connection:
            return await leavers.page(
                connection, **_day_after(broadcast, now), after=after, limit=limit
            )

    async def leavers_before(
        self, broadcast: Broadcast, *, now: float, after: int, limit: int
    ) -> int:
        """What to go on after for the page before the one above `after`; 0: the first page."""
        async with self._database.read(within=LONGEST) as connection:
            return await leavers.page_before(
                connection, **_day_after(broadcast, now), after=after, limit=limit
            )

    async def growth(self, *, first_day: int, days: int, offset: timedelta) -> GrowthRow:
        """`first_day`: days since 1970 where clocks are `offset` ahead of UTC."""
        async with self._database.read(within=LONGEST) as connection:
            return await growth.growth(
                connection,
                first_day=first_day,
                days=days,
                offset=int(offset.total_seconds()),
            )

    async def cohorts(
        self, *, first_week: int, weeks: int, offset: timedelta
    ) -> Sequence[CohortRow]:
        """`first_week`: as db/reports/cohorts.py counts them, where clocks are `offset` ahead."""
        async with self._database.read(within=LONGEST) as connection:
            return await cohorts.cohorts(
                connection,
                first_week=first_week,
                weeks=weeks,
                offset=int(offset.total_seconds()),
            )

    async def sources(self) -> Sequence[SourceRow]:
        """The largest first."""
        async with self._database.read(within=LONGEST) as connection:
            return await sources.sources(connection)


def _day_after(broadcast: Broadcast, now: float) -> dict[str, int]:
    """From the launch on; nothing before there was one."""
    launched_at = broadcast.launched_at or int(now)
    return {"launched_at": launched_at, "until": min(int(now), launched_at + leavers.DAY)}

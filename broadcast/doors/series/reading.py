"""Series as they stand, with figures."""

from collections.abc import Mapping, Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.doors.series.kept import Kept
from broadcast.model.errors import NoSuchSeries
from broadcast.model.series.series import Series, SeriesDetail, figures_of, in_it, step_of
from broadcast.series.existing import is_enrolling, matching
from db.audience import facts
from db.audience.audience import Audience
from db.audience.facts import CannotAsk
from db.connection.database import Database
from db.schema.states import EnrolmentState
from db.series import figures, naming, series, steps
from db.series.records import BEGINS, ENDS, CountRow, OpenRow, SeriesRow, StepRow
from runtime.clock import Clock

Counted = tuple[Sequence[CountRow], Sequence[OpenRow]]
"""How people stand in a series, and whom a run of its steps has not sent to yet."""


class SeriesReports:
    """Counted when asked for, by a reader that keeps nobody waiting; of a series with very many
    people the numbers are some seconds old at most."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._counts: Kept[Counted] = Kept(clock)  # by series
        self._people: Kept[Mapping[int, tuple[int, int]]] = Kept(clock)

    async def page(self, *, offset: int, limit: int) -> tuple[Sequence[Series], int]:
        """By name, and how many there are in all."""
        async with self._database.read() as connection:
            rows = await series.page(connection, offset=offset, limit=limit)
            people = await self._people.get(None, lambda: figures.by_series(connection))
            count = await series.count(connection)
        return [_with_people(row, steps=n, people=people.get(row.id)) for row, n in rows], count

    async def detail(self, series_id: int) -> SeriesDetail:
        """Raises NoSuchSeries."""
        async with self._database.read() as connection:
            row = await found(connection, series_id)
            rows = await steps.of_series(connection, series_id)
            counts, under_way = await self._counts.get(
                series_id, lambda: counted(connection, series_id, rows)
            )
            runs = [step.run_id for step in rows if step.run_id is not None]
            answered = await figures.answered(connection, runs)
            begins = await series.signals(connection, series_id, does=BEGINS)
            ends = await series.signals(connection, series_id, does=ENDS)
            missing = await _missing(connection, row, now=int(self._clock.time()))
            enrolling = await is_enrolling(connection, series_id)
            named = dict.fromkeys((*begins, *ends))
            gone = [one for one in named if not await naming.is_there(connection, one)]
        # What was kept may be older than what the runs say.
        still = {step.run_id for step in rows if step.total > step.done}
        under_way = [one for one in under_way if one.run_id in still]
        people = in_it(counts, under_way)
        shown = figures_of(rows, counts, answered, under_way)
        return SeriesDetail(
            series=_with_people(row, steps=len(rows), people=people),
            steps=tuple(step_of(one, of) for one, of in zip(rows, shown, strict=True)),
            begins=tuple(begins),
            ends=tuple(ends),
            missing=missing,
            gone=tuple(gone),
            enrolling=enrolling,
        )

    async def broadcast_of(self, run_id: int) -> int | None:
        """Whose answers a signal waits for; None: it is gone."""
        async with self._database.read() as connection:
            return await naming.broadcast(connection, run_id)

    async def existing(self, series_id: int) -> int:
        """How many who are subscribed already would come into it, if it was chosen: those who meet
        its conditions, and to whom what begins it has happened. Raises NoSuchSeries, CannotAsk."""
        async with self._database.read() as connection:
            row = await found(connection, series_id)
            return await matching(connection, row, now=int(self._clock.time()))

    async def finished(self, series_id: int) -> int:
        """How many have got all of its steps: a step added at the end may go to them, too."""
        async with self._database.read() as connection:
            count = await steps.count(connection, series_id)
            state = EnrolmentState.FINISHED
            return await series.how_many(connection, series_id, state, step=count)


async def found(connection: AsyncConnection, series_id: int) -> SeriesRow:
    """Raises NoSuchSeries."""
    row = await series.get(connection, series_id)
    if row is None:
        raise NoSuchSeries(f"there is no series {series_id}")
    return row


async def counted(connection: AsyncConnection, series_id: int, line: Sequence[StepRow]) -> Counted:
    runs = [one.run_id for one in line if one.run_id is not None and one.total > one.done]
    counts = await figures.counts(connection, series_id)
    return counts, await figures.under_way(connection, series_id, runs) if runs else ()


async def _missing(connection: AsyncConnection, row: SeriesRow, *, now: int) -> CannotAsk | None:
    try:
        await facts.read(connection, Audience.load(row.audience), now=now)
    except CannotAsk as cannot:
        return cannot
    return None


def _with_people(row: SeriesRow, *, steps: int, people: tuple[int, int] | None) -> Series:
    waiting, finished = people or (0, 0)
    return Series.from_row(row, steps=steps, waiting=waiting, finished=finished)

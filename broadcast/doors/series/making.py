"""Making a series: its name, its steps, what begins and ends it, and for whom it is.

All of it can be changed while it runs. A step is known by the number of its broadcast, wherever it
stands.
"""

import logging
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.doors.roles import require_admin_still
from broadcast.doors.series.reading import found
from broadcast.model.actor import Actor, require_admin
from broadcast.model.content import Content
from broadcast.model.errors import NoSuchSeries, SeriesRefused
from broadcast.model.events import Events, SeriesChanged
from broadcast.model.series import rules
from broadcast.model.series.mistakes import SeriesMistake
from broadcast.model.series.series import LONGEST_NAME, MOST_SERIES, MOST_STEPS
from broadcast.model.series.wait import AT_ONCE, Wait
from broadcast.series.one_at_a_time import OneAtATime
from broadcast.series.reckoning import reckon_anew
from db.audience.audience import Audience
from db.connection.database import Database
from db.knowledge.names import Name
from db.schema.states import SeriesState
from db.series import due, series, steps
from db.series.records import SeriesRow, Signal, StepRow
from db.series.steps import Says
from runtime.clock import Clock

PIECE = 10_000  # people who are forgotten in one transaction: some twenty milliseconds
GAP = 0.02  # seconds between two, for other writers

logger = logging.getLogger(__name__)


class SeriesMaking:
    """What is done to one raises NoSuchSeries where it is gone, SeriesRefused with what is wrong
    with it; one that has ended is not changed any more."""

    def __init__(
        self,
        database: Database,
        turns: OneAtATime,
        events: Events,
        clock: Clock,
        timezone: ZoneInfo,
    ) -> None:
        """`timezone`: of whoever's own is not known."""
        self._database = database
        self._turns = turns
        self._events = events
        self._clock = clock
        self._timezone = timezone

    async def create(self, typed: str, *, by: Actor) -> int:
        """A draft without steps; its number."""
        require_admin(by)
        name = Name.read(typed)
        async with self._database.write() as connection:
            if await series.count(connection) >= MOST_SERIES:
                raise SeriesRefused(SeriesMistake.TOO_MANY)
            await _check_name(connection, name, None)
            number = await series.add(connection, name, by=by.user_id, now=self._now())
        logger.info("series %d is made, by %d", number, by.user_id)
        self._tell(number)
        return number

    async def rename(self, series_id: int, typed: str, *, by: Actor) -> None:
        require_admin(by)
        name = Name.read(typed)
        async with self._database.write() as connection:
            await found(connection, series_id)
            await _check_name(connection, name, series_id)
            await series.rename(connection, series_id, name, now=self._now())
        self._tell(series_id)

    async def delete(self, series_id: int, *, by: Actor) -> None:
        """A draft, or one that has ended, with its steps and figures; one that is gone is fine."""
        require_admin(by)
        gone = PIECE
        while gone == PIECE:
            async with self._database.write() as connection:
                await require_admin_still(connection, by)
                row = await series.get(connection, series_id)
                if row is None:
                    return
                if row.state in series.ALIVE:
                    raise SeriesRefused(SeriesMistake.STATE)
                gone = await series.forget_people(connection, series_id, limit=PIECE)
                if gone < PIECE:
                    await steps.delete_all(connection, series_id)
                    await series.delete_whole(connection, series_id)
            if gone == PIECE:
                await self._clock.sleep(GAP)
        logger.info("series %d is deleted, by %d", series_id, by.user_id)
        self._tell(series_id)

    # steps

    async def add_step(
        self,
        series_id: int,
        content: Content,
        *,
        wait: Wait = AT_ONCE,
        also_finished: bool = False,
        by: Actor,
    ) -> int:
        """Behind the others; its broadcast's number. `also_finished`: those who have got all steps
        so far get it too, when it has waited from now on."""
        require_admin(by)
        content = rules.as_step(content)
        async with self._turns.alone(), self._database.write() as connection:
            await require_admin_still(connection, by)
            row = await _open(connection, series_id)
            position = await steps.count(connection, series_id)
            if position >= MOST_STEPS:
                raise SeriesRefused(SeriesMistake.TOO_MANY_STEPS)
            number = await steps.add(
                connection,
                series_id,
                position,
                _says(content),
                wait=wait.dump(),
                by=by.user_id,
                now=self._now(),
            )
            if row.state != SeriesState.DRAFT:
                await self._launch(connection, row, number, by=by)
                if also_finished:
                    now = self._now()
                    await due.take_up_finished(connection, series_id, step=position, due_at=now)
                    await self._reckon(connection, series_id, position, since=now)
        self._tell(series_id)
        return number

    async def rewrite_step(
        self, series_id: int, step_id: int, content: Content, *, by: Actor
    ) -> None:
        """For everybody to whom it was not sent yet, those included who just wait for their turn.
        Returns when no call with the old text is on its way."""
        require_admin(by)
        content = rules.as_step(content)
        async with self._database.read() as connection:
            step = await _step(connection, series_id, step_id)
        async with self._turns.while_still(step.run_id), self._database.write() as connection:
            await _open(connection, series_id)
            step = await _step(connection, series_id, step_id)
            await steps.rewrite(
                connection,
                step,
                _says(content),
                messages=min(len(content.calls(number)) for number in content.numbers),
            )
        logger.info("step %d of series %d is rewritten, by %d", step_id, series_id, by.user_id)
        self._tell(series_id)

    async def set_wait(self, series_id: int, step_id: int, wait: Wait, *, by: Actor) -> None:
        """For whoever gets the step before from now on; who waits for it already goes on so."""
        require_admin(by)
        async with self._database.write() as connection:
            await _open(connection, series_id)
            step = await _step(connection, series_id, step_id)
            await steps.set_wait(connection, series_id, step.position, wait.dump())
        self._tell(series_id)

    async def remove_step(self, series_id: int, step_id: int, *, by: Actor) -> None:
        """Who waits for its time waits for the next one, as if there had never been another; who
        waits for their turn does not get it. The last one of a series that was started stays."""
        require_admin(by)
        async with self._turns.alone():
            async with self._database.write() as connection:
                row = await _open(connection, series_id)
                step = await _step(connection, series_id, step_id)
                if row.state != SeriesState.DRAFT and await steps.count(connection, series_id) < 2:
                    raise SeriesRefused(SeriesMistake.NO_STEPS)
                await steps.remove(connection, step, now=self._now())
                await self._reckon(connection, series_id, step.position)
            await self._turns.reload()
        logger.info("step %d of series %d is removed, by %d", step_id, series_id, by.user_id)
        self._tell(series_id)

    async def move_step(self, series_id: int, step_id: int, *, up: bool, by: Actor) -> None:
        """One place; at the end of the line it stays. Nobody gets one twice, or misses one, for
        it: who has had the one gets the other."""
        require_admin(by)
        async with self._turns.alone(), self._database.write() as connection:
            await _open(connection, series_id)
            step = await _step(connection, series_id, step_id)
            first = step.position - 1 if up else step.position
            if 0 <= first < await steps.count(connection, series_id) - 1:
                await steps.exchange(connection, series_id, first)
                await self._reckon(connection, series_id, first)
        self._tell(series_id)

    # what begins and ends it, and for whom it is

    async def turn_signal(
        self, series_id: int, signal: Signal, *, does: str, on: bool | None = None, by: Actor
    ) -> None:
        """It begins the series for somebody, or ends it for them (`does`: BEGINS, ENDS), or does so
        no more. `on`: the one of both, whatever it was; None: the other than now. Those that other
        admins choose at the same time stay."""
        require_admin(by)
        signal = Signal(str(signal.kind), signal.ref, signal.part)
        async with self._database.write() as connection:
            await _open(connection, series_id)
            chosen = await series.signals(connection, series_id, does=does)
            others = [one for one in chosen if one != signal]
            wanted = signal not in chosen if on is None else on
            new = [*others, signal] if wanted else others
            rules.check_signals(new, does=does)
            await series.set_signals(connection, series_id, new, does=does)
        self._tell(series_id)

    async def set_audience(self, series_id: int, audience: Audience, *, by: Actor) -> None:
        """For whoever comes in from now on. Whom a step reaches hangs on its topic alone."""
        require_admin(by)
        kept = Audience(must=audience.must, must_not=audience.must_not, topic=audience.topic)
        async with self._database.write() as connection:
            await _open(connection, series_id)
            await series.change(connection, series_id, now=self._now(), audience=kept.dump())
            await steps.set_audience(connection, series_id, Audience(topic=kept.topic).dump())
        self._tell(series_id)

    async def set_expiry(self, series_id: int, seconds: int | None, *, by: Actor) -> None:
        """How late a step may be; later it goes to nobody, and the next one is awaited."""
        require_admin(by)
        rules.check_expiry(seconds)
        async with self._database.write() as connection:
            await _open(connection, series_id)
            await series.change(connection, series_id, now=self._now(), expires_after=seconds)
        self._tell(series_id)

    async def _launch(
        self, connection: AsyncConnection, row: SeriesRow, number: int, *, by: Actor
    ) -> None:
        topic = Audience(topic=Audience.load(row.audience).topic)
        await steps.launch(
            connection,
            number,
            by=by.user_id,
            now=self._now(),
            audience=topic.dump(),
            paused=row.state == SeriesState.PAUSED,
        )

    async def _reckon(
        self,
        connection: AsyncConnection,
        series_id: int,
        position: int,
        *,
        since: int | None = None,
    ) -> None:
        """Whoever waits for the step there gets it when its own wait is over."""
        await reckon_anew(
            connection, series_id, position, self._timezone, now=self._now(), since=since
        )

    def _tell(self, series_id: int) -> None:
        self._events.say(SeriesChanged(series_id=series_id))

    def _now(self) -> int:
        return int(self._clock.time())


def _says(content: Content) -> Says:
    return Says(content.title, content.dump(), content.options.urgent)


async def _open(connection: AsyncConnection, series_id: int) -> SeriesRow:
    """One that has not ended."""
    row = await found(connection, series_id)
    if row.state == SeriesState.ENDED:
        raise SeriesRefused(SeriesMistake.STATE)
    return row


async def _step(connection: AsyncConnection, series_id: int, step_id: int) -> StepRow:
    for one in await steps.of_series(connection, series_id):
        if one.broadcast_id == step_id:
            return one
    raise NoSuchSeries(f"series {series_id} has no step {step_id}")


async def _check_name(connection: AsyncConnection, name: Name, own: int | None) -> None:
    if not name.fits(LONGEST_NAME):
        raise SeriesRefused(SeriesMistake.BAD_NAME)
    holder = await series.named(connection, name)
    if holder not in (None, own):
        raise SeriesRefused(SeriesMistake.TAKEN_NAME)

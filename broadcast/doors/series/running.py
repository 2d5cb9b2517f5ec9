"""Starting a series, holding it up, ending it; putting people in; playing it to oneself."""

import logging
from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.doors.roles import require_admin_still
from broadcast.doors.series.reading import found
from broadcast.doors.series.trials import Trials
from broadcast.model.actor import Actor, require_admin
from broadcast.model.errors import SeriesRefused
from broadcast.model.events import Events, SeriesChanged
from broadcast.model.series.mistakes import SeriesMistake
from broadcast.series import existing
from broadcast.series.one_at_a_time import OneAtATime
from db.audience import facts
from db.audience.audience import Audience
from db.audience.facts import CannotAsk
from db.connection.database import Database
from db.schema.states import PauseReason, SeriesPause, SeriesState
from db.series import late, naming, series, steps
from db.series.coming import enrolling
from db.series.records import BEGINS
from runtime.clock import Clock

logger = logging.getLogger(__name__)

_S = SeriesState


class SeriesRunning:
    """Each act is one transaction: of two taps one counts, the other raises SeriesRefused. What is
    done to one that is gone raises NoSuchSeries."""

    def __init__(
        self,
        database: Database,
        turns: OneAtATime,
        trials: Trials,
        events: Events,
        clock: Clock,
    ) -> None:
        self._database = database
        self._turns = turns
        self._trials = trials
        self._events = events
        self._clock = clock

    async def start(self, series_id: int, *, existing_too: bool = False, by: Actor) -> None:
        """From now on it begins for whoever what begins it happens to; `existing_too`: and for
        those to whom it has happened before. Raises SeriesRefused: NO_STEPS, NO_BEGINNING, MISSING,
        STATE."""
        require_admin(by)
        async with self._turns.alone(), self._database.write() as connection:
            await require_admin_still(connection, by)
            row = await found(connection, series_id)
            line = await steps.of_series(connection, series_id)
            if not line:
                raise SeriesRefused(SeriesMistake.NO_STEPS)
            if not await series.signals(connection, series_id, does=BEGINS):
                raise SeriesRefused(SeriesMistake.NO_BEGINNING)
            try:
                await facts.read(connection, Audience.load(row.audience), now=self._now())
            except CannotAsk as cannot:
                raise SeriesRefused(SeriesMistake.MISSING) from cannot
            await self._move(connection, series_id, _S.RUNNING, out_of=[_S.DRAFT])
            topic = Audience(topic=Audience.load(row.audience).topic).dump()
            for step in line:
                await steps.launch(
                    connection, step.broadcast_id, by=by.user_id, now=self._now(), audience=topic
                )
            if existing_too:
                await existing.begin(connection, series_id, now=self._now())
        logger.info("series %d is started, by %d", series_id, by.user_id)
        self._tell(series_id)

    async def pause(self, series_id: int, *, by: Actor) -> None:
        """Everybody keeps their place, and whoever comes in meanwhile has one."""
        require_admin(by)
        async with self._turns.alone():
            async with self._database.write() as connection:
                await found(connection, series_id)
                await self._move(
                    connection, series_id, _S.PAUSED, out_of=[_S.RUNNING], why=SeriesPause.ADMIN
                )
                await steps.pause_runs(connection, series_id, PauseReason.ADMIN)
            await self._turns.reload()
        logger.info("series %d is paused, by %d", series_id, by.user_id)
        self._tell(series_id)

    async def resume(self, series_id: int, *, by: Actor) -> None:
        """Whose step has come meanwhile gets it now, unless it is too late for it. A step that has
        paused by itself is resumed by itself. After a backup was put back, whoever may have had a
        step since is not sent it: they are uncertain."""
        require_admin(by)
        async with self._turns.alone():
            async with self._database.write() as connection:
                await require_admin_still(connection, by)
                row = await found(connection, series_id)
                await self._move(connection, series_id, _S.RUNNING, out_of=[_S.PAUSED])
                line = await steps.of_series(connection, series_id)
                await late.skip(connection, row, line, now=self._now())
                await steps.resume_runs(connection, series_id, _reasons(row.paused_why))
            await self._turns.reload()
        logger.info("series %d is resumed, by %d", series_id, by.user_id)
        self._tell(series_id)

    async def end(self, series_id: int, *, by: Actor) -> None:
        """For good: nobody comes in, and nobody gets another step."""
        require_admin(by)
        async with self._turns.alone():
            async with self._database.write() as connection:
                await found(connection, series_id)
                await self._move(connection, series_id, _S.ENDED, out_of=[_S.RUNNING, _S.PAUSED])
                await steps.end_runs(connection, series_id, now=self._now())
                await existing.forget(connection, series_id)
            await self._turns.reload()
        logger.info("series %d is ended, by %d", series_id, by.user_id)
        self._tell(series_id)

    async def enrol_existing(self, series_id: int, *, by: Actor) -> None:
        """Those who are subscribed already, and to whom what begins it has happened before. It goes
        on by itself, over a restart too; UNDER_WAY while it does."""
        require_admin(by)
        async with self._database.write() as connection:
            row = await found(connection, series_id)
            if row.state not in series.ALIVE:
                raise SeriesRefused(SeriesMistake.STATE)
            if await existing.is_enrolling(connection, series_id):
                raise SeriesRefused(SeriesMistake.UNDER_WAY)
            await existing.begin(connection, series_id, now=self._now())
        logger.info("who was there is put into series %d, by %d", series_id, by.user_id)
        self._tell(series_id)

    async def enrol(self, series_id: int, chat_ids: Sequence[int], *, by: Actor) -> int:
        """Some people, whatever begins it; those who are subscribed and meet its conditions. How
        many are new in it."""
        require_admin(by)
        async with self._database.write() as connection:
            row = await found(connection, series_id)
            if row.state not in series.ALIVE:
                raise SeriesRefused(SeriesMistake.STATE)
            people = await naming.subscribers_of(connection, chat_ids)
            new = await enrolling.enrol(
                connection, series_id, row.audience, people, now=self._now()
            )
        self._tell(series_id)
        return new

    async def try_it(self, series_id: int, *, by: Actor) -> None:
        """Plays it to who asks, in their own chat, a minute a step; how that ends is said as the
        event SeriesTried. What was being played to them before ends. Raises NO_STEPS."""
        require_admin(by)
        async with self._database.read() as connection:
            await found(connection, series_id)
            if not await steps.count(connection, series_id):
                raise SeriesRefused(SeriesMistake.NO_STEPS)
        await self._trials.begin(series_id, by=by)

    async def stop_trying(self, *, by: Actor) -> None:
        """Nothing where nothing is played."""
        require_admin(by)
        await self._trials.stop(by=by)

    async def tell_interrupted(self) -> None:
        """What was being played when the process before ended is over: said once (SeriesTried)."""
        await self._trials.tell_interrupted()

    def is_trying(self, series_id: int, *, by: Actor) -> bool:
        """Whether it is being played to them now."""
        require_admin(by)
        return self._trials.is_playing(series_id, by=by)

    async def _move(
        self,
        connection: AsyncConnection,
        series_id: int,
        new: SeriesState,
        *,
        out_of: Sequence[SeriesState],
        why: SeriesPause | None = None,
    ) -> None:
        moved = await series.move(
            connection, series_id, new, out_of=out_of, now=self._now(), why=why
        )
        if not moved:
            raise SeriesRefused(SeriesMistake.STATE)

    def _tell(self, series_id: int) -> None:
        self._events.say(SeriesChanged(series_id=series_id))

    def _now(self) -> int:
        return int(self._clock.time())


def _reasons(why: str | None) -> Sequence[PauseReason]:
    """For which its runs stand still, as long as it does."""
    match why:
        case SeriesPause.RESTORED:
            return PauseReason.ADMIN, PauseReason.RESTORED
        case SeriesPause.OTHER_BOT:
            return PauseReason.ADMIN, PauseReason.OTHER_BOT
    return (PauseReason.ADMIN,)

"""Playing a series to an admin, a minute a step: as test messages go, so that nothing is counted
and nobody is enrolled by it.

It survives no restart; that it did not is said after one.
"""

import asyncio
import json
import logging
from collections.abc import Mapping

from broadcast.doors.composing.personal_texts import PersonalTexts
from broadcast.doors.previews import Previews
from broadcast.model.actor import Actor
from broadcast.model.content import Content
from broadcast.model.errors import CallRefused, CallUnanswered, NotAllowed
from broadcast.model.events import Events, SeriesTried
from broadcast.model.series.trial import MINUTE, TrialEnd
from db import engine_state
from db.connection.database import Database
from db.errors import DatabaseTrouble
from db.series import steps
from runtime.clock import Clock
from runtime.supervisor import Supervisor

KEY = "series that are tried"  # in the engine's memory: by admin, which one, as JSON

logger = logging.getLogger(__name__)


class Trials:
    """One for each admin at most."""

    def __init__(
        self,
        database: Database,
        previews: Previews,
        personal: PersonalTexts,
        events: Events,
        supervisor: Supervisor,
        clock: Clock,
    ) -> None:
        self._database = database
        self._previews = previews
        self._personal = personal
        self._events = events
        self._supervisor = supervisor
        self._clock = clock
        self._playing: dict[int, tuple[int, asyncio.Task[None]]] = {}
        self._shown: dict[int, int] = {}  # by admin, steps

    async def tell_interrupted(self) -> None:
        """Those that the process before was playing; once. Raises DatabaseTrouble."""
        for admin, series_id in (await self._noted()).items():
            if admin not in self._playing:
                await self._note(admin, None)
                self._say(series_id, admin, TrialEnd.RESTARTED)

    async def begin(self, series_id: int, *, by: Actor) -> None:
        """What was being played to them ends."""
        await self.stop(by=by)
        await self._note(by.user_id, series_id)
        self._shown[by.user_id] = 0
        task = self._supervisor.spawn(self._play(series_id, by), name="try a series")
        self._playing[by.user_id] = series_id, task

    async def stop(self, *, by: Actor) -> None:
        """At the end of the process nothing is said: the next one does."""
        series_id, task = self._playing.pop(by.user_id, (0, None))
        if task is None or task.done():
            return
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await self._note(by.user_id, None)
        self._say(series_id, by.user_id, TrialEnd.STOPPED)

    def is_playing(self, series_id: int, *, by: Actor) -> bool:
        return self._playing.get(by.user_id, (0, None))[0] == series_id

    async def _play(self, series_id: int, by: Actor) -> None:
        end, detail = TrialEnd.REFUSED, None
        try:
            end = await self._steps(series_id, by)
        except (CallRefused, CallUnanswered) as refusal:
            detail = str(refusal)
        except NotAllowed:
            end = TrialEnd.STOPPED  # no admin any more
        except DatabaseTrouble as trouble:
            logger.warning("series %d cannot be played on: %s", series_id, trouble)
        self._playing.pop(by.user_id, None)
        await self._note(by.user_id, None)
        self._say(series_id, by.user_id, end, detail)

    async def _steps(self, series_id: int, by: Actor) -> TrialEnd:
        """As they are when their time comes."""
        place = 0
        while True:
            async with self._database.read() as connection:
                line = await steps.of_series(connection, series_id)
                if place >= len(line):
                    return TrialEnd.DONE if place else TrialEnd.GONE
                text = line[place].content
                variant = await steps.variant_for(connection, text, by.user_id)
            content = Content.load(text)
            calls = await self._personal.calls_for(content, by.user_id, variant=variant)
            await self._previews.show(calls, by=by)
            place += 1
            self._shown[by.user_id] = place
            if place < len(line):
                await self._clock.sleep(MINUTE)

    def _say(self, series_id: int, admin: int, end: TrialEnd, detail: str | None = None) -> None:
        shown = self._shown.pop(admin, 0)
        self._events.say(
            SeriesTried(series_id=series_id, by=admin, shown=shown, end=end, detail=detail)
        )

    async def _noted(self) -> Mapping[int, int]:
        async with self._database.read() as connection:
            stored = json.loads(await engine_state.recall(connection, KEY) or "{}")
        return {int(admin): int(series_id) for admin, series_id in stored.items()}

    async def _note(self, admin: int, series_id: int | None) -> None:
        async with self._database.write() as connection:
            noted = json.loads(await engine_state.recall(connection, KEY) or "{}")
            noted.pop(str(admin), None)
            if series_id is not None:
                noted[str(admin)] = series_id
            await engine_state.save(connection, {KEY: json.dumps(noted)})

"""Reads the runs anew when somebody has launched, paused, resumed or cancelled one."""

import logging
from collections.abc import Sequence

from broadcast.runs.active_runs import ActiveRuns
from db.errors import DatabaseTrouble
from runtime.clock import Clock
from runtime.supervisor import Supervisor
from runtime.wake import Wake

logger = logging.getLogger(__name__)

RETRY = 1.0  # seconds until runs that could not be read are read again


class RunReloader:
    """Brings the active runs up to date, and wakes those who work on them."""

    def __init__(
        self, active_runs: ActiveRuns, supervisor: Supervisor, clock: Clock, wakes: Sequence[Wake]
    ) -> None:
        self._active_runs = active_runs
        self._supervisor = supervisor
        self._clock = clock
        self._wakes = wakes

    async def reload(self) -> None:
        """Now, or soon: whatever the database says, no pause and no launch may be missed."""
        try:
            await self._active_runs.reload()
        except DatabaseTrouble as error:
            logger.warning("the runs could not be read: %s", error)
            self._supervisor.spawn(self._reload_later(), name="reload")
        for wake in self._wakes:
            wake.ring()

    async def _reload_later(self) -> None:
        await self._clock.sleep(RETRY)
        await self.reload()

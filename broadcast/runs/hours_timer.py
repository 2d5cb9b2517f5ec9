"""Wakes those who work on the runs when one may go on, stands still, or has expired.

One task for all of them: what a moment brings, each run reckons for itself (broadcast/hours).
"""

import logging
from collections.abc import Sequence

from broadcast.hours.house import HouseRules
from broadcast.hours.standing import ALWAYS, Standing
from broadcast.model.events import BroadcastChanged, Events
from broadcast.runs.active_runs import ActiveRuns
from broadcast.runs.run import ActiveRun
from db.connection.database import Database
from db.connection.rounds import keep_looking
from db.ledger import parts
from runtime.clock import Clock
from runtime.wake import Wake

logger = logging.getLogger(__name__)

FREEZING = 1.0  # seconds until a snapshot that is being written is looked at again
LOOK_AGAIN = 60.0  # seconds at most while something waits: somebody may set the machine's clock


class HoursTimer:
    """A background task; it sleeps while nothing is sent that any hour could hold up."""

    def __init__(
        self,
        database: Database,
        active_runs: ActiveRuns,
        house: HouseRules,
        events: Events,
        clock: Clock,
        *,
        others: Sequence[Wake],
    ) -> None:
        """It is woken by a launch, too (`house.wake`); `others` are rung when hours have changed
        something."""
        self._database = database
        self._active_runs = active_runs
        self._wake = house.wake
        self._events = events
        self._clock = clock
        self._others = others
        self._seen: dict[int, Standing] = {}
        self._counted: set[int] = set()  # runs of which it is known how many wait

    async def run_forever(self) -> None:
        await keep_looking(
            self.once,
            self._wake,
            logger=logger,
            failing="who waits for their hours cannot be counted now",
        )

    async def once(self) -> float | None:
        """Tell what has changed; seconds until more may have, None: when it is rung."""
        before, self._seen = self._seen, {}
        waits: list[float] = []
        for run in self._active_runs:
            now = self._seen[run.id] = run.parts.standing
            if _differs(now, before.get(run.id, ALWAYS)):
                self._counted.discard(run.id)
                self._tell(run)
            if run.parts.divided and now.opens_at is not None and run.id not in self._counted:
                if run.frozen:
                    await self._count(run)
                else:  # who waits can be counted once all of them stand in the ledger
                    waits.append(FREEZING)
            if now.until is not None:
                waits.append(min(max(now.until - self._clock.time(), 0.0), LOOK_AGAIN))
        self._counted &= self._seen.keys()
        return min(waits, default=None)

    async def _count(self, run: ActiveRun) -> None:
        """Who waits, once for as long as the same parts are closed: nobody of them is sent to."""
        async with self._database.read() as connection:
            run.parts.count_pending(await parts.pending_by_part(connection, run.id))
        self._counted.add(run.id)
        self._events.say(BroadcastChanged(broadcast_id=run.broadcast_id))

    def _tell(self, run: ActiveRun) -> None:
        run.parts.more()
        for wake in self._others:
            wake.ring()
        self._events.say(BroadcastChanged(broadcast_id=run.broadcast_id))


def _differs(now: Standing, before: Standing) -> bool:
    return (now.open, now.silent, now.expired) != (before.open, before.silent, before.expired)

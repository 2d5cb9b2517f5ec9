"""Wakes those who work on the runs when one may go on, stands still, or has expired.

One task for all of them: what a moment brings, each run reckons for itself (broadcast/hours).
"""

from collections.abc import Sequence

from broadcast.hours.house import HouseRules
from broadcast.hours.standing import ALWAYS, Standing
from broadcast.model.events import BroadcastChanged, Events
from broadcast.runs.active_runs import ActiveRuns
from broadcast.runs.run import ActiveRun
from runtime.clock import Clock
from runtime.wake import Wake

LOOK_AGAIN = 60.0  # seconds at most while something waits: somebody may set the machine's clock


class HoursTimer:
    """A background task; it sleeps while nothing is sent that any hour could hold up."""

    def __init__(
        self,
        active_runs: ActiveRuns,
        house: HouseRules,
        events: Events,
        clock: Clock,
        *,
        others: Sequence[Wake],
    ) -> None:
        """It is woken by a launch, too (`house.wake`); `others` are rung when hours have changed
        something."""
        self._active_runs = active_runs
        self._wake = house.wake
        self._events = events
        self._clock = clock
        self._others = others
        self._seen: dict[int, Standing] = {}

    async def run_forever(self) -> None:
        while True:
            self._wake.clear()
            await self._wake.wait(self.once())

    def once(self) -> float | None:
        """Tell what has changed; seconds until more may have, None: when it is rung."""
        before, self._seen = self._seen, {}
        waits: list[float] = []
        for run in self._active_runs:
            now = self._seen[run.id] = run.standing
            if _differs(now, before.get(run.id, ALWAYS)):
                self._tell(run)
            if now.until is not None:
                waits.append(min(max(now.until - self._clock.time(), 0.0), LOOK_AGAIN))
        return min(waits, default=None)

    def _tell(self, run: ActiveRun) -> None:
        run.more()
        for wake in self._others:
            wake.ring()
        self._events.say(BroadcastChanged(broadcast_id=run.broadcast_id))


def _differs(now: Standing, before: Standing) -> bool:
    return (now.open, now.silent, now.expired) != (before.open, before.silent, before.expired)

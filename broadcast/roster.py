"""The runs that the engine has something to do for, as it holds them in memory."""

import asyncio
from collections.abc import Iterator, Sequence

from broadcast.clock import Clock
from broadcast.content import Content
from broadcast.guard import ContentGuard
from broadcast.meter import RateMeter
from broadcast.model import BroadcastState
from broadcast.sender import PreparedCall, prepare
from db import runs
from db.engine import Database
from db.records import RunRow


class ActiveRun:
    """One unsettled run: its encoded calls, its guard, its speed."""

    def __init__(self, row: RunRow, clock: Clock) -> None:
        self._clock = clock
        self.id = row.id
        self.broadcast_id = row.broadcast_id
        self.urgent = row.urgent
        self.state = BroadcastState(row.state)
        self.calls: tuple[PreparedCall, ...] = prepare(Content.load(row.content))
        self.guard = ContentGuard()
        self.meter = RateMeter(clock)
        self.left = row.left
        self.audience_upto = row.audience_upto
        self.frozen_upto = row.frozen_upto
        self.frozen = row.frozen
        self.exhausted = False  # the last claim found nothing; wait until there is more
        self.news = 0  # counts what came in, so that a claim under way cannot overlook it
        self.held = False  # about to pause itself: no call leaves any more

    @property
    def sendable(self) -> bool:
        return self.state is BroadcastState.RUNNING and not self.held

    def more(self) -> None:
        """There is, or soon will be, something to claim."""
        self.exhausted = False
        self.news += 1

    def refresh(self, row: RunRow) -> None:
        """Take over what the database says."""
        state = BroadcastState(row.state)
        if state is BroadcastState.RUNNING and self.state is not BroadcastState.RUNNING:
            self.guard = ContentGuard()  # resumed: it is given another chance
            self.meter = RateMeter(self._clock)
            self.held = False
        self.state = state
        self.more()  # what this tells was perhaps missed meanwhile
        self.left = row.left
        # What was read may be older than what the settler has committed since.
        self.frozen_upto = max(self.frozen_upto, row.frozen_upto)
        self.frozen = self.frozen or row.frozen


class Roster:
    """All unsettled runs by their id."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._runs: dict[int, ActiveRun] = {}
        self._reading = asyncio.Lock()  # what is read later must not be overtaken

    async def reload(self) -> None:
        """Read the unsettled runs. Raises DatabaseTrouble."""
        async with self._reading:
            async with self._database.read() as connection:
                rows = await runs.unsettled(connection)
            self._take(rows)

    def _take(self, rows: Sequence[RunRow]) -> None:
        known, self._runs = self._runs, {}
        for row in rows:
            run = known.get(row.id)
            if run is None:
                run = ActiveRun(row, self._clock)
            else:
                run.refresh(row)
            self._runs[row.id] = run

    def get(self, run_id: int) -> ActiveRun | None:
        return self._runs.get(run_id)

    def __iter__(self) -> Iterator[ActiveRun]:
        return iter(tuple(self._runs.values()))

    def claimable(self) -> list[ActiveRun]:
        """Running ones in which somebody may be left; urgent ones alone while there are any."""
        ready = [run for run in self._runs.values() if run.sendable and not run.exhausted]
        return [run for run in ready if run.urgent] or ready

    @property
    def left(self) -> int:
        """Recipients without an outcome, in all running ones."""
        return sum(run.left for run in self._runs.values() if run.sendable)

    @property
    def running(self) -> int:
        return sum(run.sendable for run in self._runs.values())

"""What goes on behind a launch and a cancel: writing the snapshot, skipping whoever was left.

Both touch every recipient, so both go in pieces, each a transaction short enough that no other
writer waits long, and each leaving a state from which a restart goes on.
"""

import asyncio
import logging
from collections.abc import Callable

from broadcast.ledger.health import StorageWatch
from broadcast.sending.active_runs import ActiveRun, ActiveRuns
from db.connection.database import Database
from db.errors import DatabaseTrouble
from db.ledger import runs, snapshot
from db.schema.states import BroadcastState
from runtime.clock import Clock

logger = logging.getLogger(__name__)

FIRST_PIECE = 200  # recipients: the first message should not wait for the snapshot
PIECE = 4_000  # recipients in one transaction: some ten milliseconds
GAP = (
    0.1  # seconds between two: SQLite looks for a gap at such intervals when another program waits
)
RETRY = 2.0  # seconds until a failing database, or a claim in flight, is looked at again


class SnapshotWriter:
    """A background task over all unsettled runs. `progressed` hears of runs that may go on."""

    def __init__(
        self,
        database: Database,
        roster: ActiveRuns,
        clock: Clock,
        storage: StorageWatch,
        *,
        progressed: Callable[[ActiveRun], None],
        settled: Callable[[ActiveRun], None],
    ) -> None:
        self._database = database
        self._roster = roster
        self._clock = clock
        self._storage = storage
        self._progressed = progressed
        self._settled = settled
        self._wake = asyncio.Event()

    def wake(self) -> None:
        """Something was launched, cancelled or put back."""
        self._wake.set()

    async def work(self) -> None:
        while True:
            self._wake.clear()
            try:
                busy = [await self._piece(run) for run in self._roster]
            except DatabaseTrouble as error:
                logger.warning("cannot go on with the ledger just now: %s", error)
                self._storage.failed("settler", str(error))
                await self._clock.sleep(RETRY)
                continue
            self._storage.worked("settler")
            if any(busy):
                await self._clock.sleep(GAP)
            else:
                await self._wake.wait()

    async def _piece(self, run: ActiveRun) -> bool:
        """Do a little for this run; False when there is nothing to do."""
        if not run.frozen:
            await self._freeze(run)
            return True
        if run.state is BroadcastState.CANCELLED:
            return await self._skip(run)
        return False

    async def _freeze(self, run: ActiveRun) -> None:
        async with self._database.write() as connection:
            upto, frozen = await snapshot.freeze_piece(
                connection,
                run.id,
                after=run.frozen_upto,
                upto=run.audience_upto,
                limit=PIECE if run.frozen_upto else FIRST_PIECE,
            )
        run.frozen_upto, run.frozen = upto, frozen  # only once it is committed
        self._progressed(run)

    async def _skip(self, run: ActiveRun) -> bool:
        async with self._database.write() as connection:
            if await snapshot.skip_piece(connection, run.id, limit=PIECE):
                return True
            complete = await runs.is_complete(connection, run.id)
        if complete:
            self._settled(run)
        return False

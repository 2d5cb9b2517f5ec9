"""What goes on behind a launch and a cancel: writing the snapshot, skipping whoever was left.

Both touch every recipient, so both go in pieces, each a transaction short enough that no other
writer waits long, and each leaving a state from which a restart goes on.
"""

import logging

from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.ledger.health import StorageWatch
from broadcast.runs.active_runs import ActiveRuns
from broadcast.runs.run import ActiveRun
from broadcast.sending.chunk_size import ChunkSize
from broadcast.sending.endings import RunEndings
from db.connection.database import Database
from db.errors import DatabaseTrouble
from db.ledger import runs, snapshot
from db.schema.states import BroadcastState
from runtime.clock import Clock
from runtime.wake import Wake

logger = logging.getLogger(__name__)

FIRST_PIECE = 200  # recipients: the first message should not wait for the snapshot
PIECE = 4_000  # recipients in the second one; then as many as can be written in a moment
SKIPPED = 4_000  # recipients of a cancelled run in one transaction: some ten milliseconds
GAP = (
    0.1  # seconds between two: SQLite looks for a gap at such intervals when another program waits
)
RETRY = 2.0  # seconds until a failing database, or a claim in flight, is looked at again


class SnapshotWriter:
    """A background task over all unsettled runs."""

    def __init__(
        self,
        database: Database,
        active_runs: ActiveRuns,
        endings: RunEndings,
        storage: StorageWatch,
        clock: Clock,
        *,
        wake: Wake,
        send_wake: Wake,
    ) -> None:
        """`wake`: something was launched, cancelled or put back; `send_wake`: there is more to
        send."""
        self._database = database
        self._active_runs = active_runs
        self._endings = endings
        self._storage = storage
        self._clock = clock
        self._wake = wake
        self._send_wake = send_wake
        self._chunk = ChunkSize(PIECE)

    async def run_forever(self) -> None:
        while True:
            self._wake.clear()
            try:
                busy = [await self._piece(run) for run in self._active_runs]
            except DatabaseTrouble as error:
                logger.warning("cannot go on with the ledger just now: %s", error)
                self._storage.failed("snapshot writer", error)
                await self._clock.sleep(RETRY)
                continue
            self._storage.worked("snapshot writer")
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
        limit, begun = self._chunk.rows if run.frozen_upto else FIRST_PIECE, 0.0

        async def work(connection: AsyncConnection) -> tuple[int, bool]:
            nonlocal begun
            begun = self._clock.monotonic()  # the file is locked from here on
            return await snapshot.freeze_piece(
                connection, run.id, after=run.frozen_upto, upto=run.audience_upto, limit=limit
            )

        upto, frozen = await self._database.transact(work)
        if run.frozen_upto:
            self._chunk.took(self._clock.monotonic() - begun, limit)
        run.froze(upto, all_of_it=frozen)
        self._send_wake.ring()

    async def _skip(self, run: ActiveRun) -> bool:
        async with self._database.write() as connection:
            if await snapshot.skip_piece(connection, run.id, limit=SKIPPED):
                return True
            complete = await runs.is_complete(connection, run.id)
        if complete:
            self._endings.finished(run.id)
        return False

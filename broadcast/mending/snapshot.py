"""Writing down who has a message of the run that a mending works on, a chunk at a time."""

from collections.abc import Callable

from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.runs.run import ActiveRun
from db.connection.chunk_size import ChunkSize
from db.connection.database import Database
from db.mending import recipients
from db.mending.recipients import Frozen
from runtime.clock import Clock


class MendingSnapshot:
    """The part of the snapshot writer that knows mendings."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        size: ChunkSize,
        goes_on: Callable[[int], None],
        *,
        first: int,
    ) -> None:
        """`goes_on`: the run that stood still for it does so no more; `first`: recipients in the
        first chunk."""
        self._database = database
        self._clock = clock
        self._size = size
        self._goes_on = goes_on
        self._first = first

    async def freeze_some(self, run: ActiveRun) -> bool:
        """True: there is more to do, or calls to wait for. Raises DatabaseTrouble."""
        after, upto = run.frozen_upto, run.audience_upto
        limit, begun = self._size.rows if after else self._first, 0.0

        async def work(connection: AsyncConnection) -> Frozen:
            nonlocal begun
            begun = self._clock.monotonic()  # the file is locked from here on
            return await recipients.freeze_chunk(
                connection, run.id, after=after, upto=upto, limit=limit
            )

        frozen = await self._database.transact(work)
        if after and frozen.moved and not frozen.complete:  # the last one has fewer rows
            self._size.took(self._clock.monotonic() - begun, limit)
        run.froze(frozen.upto, all_of_it=frozen.complete, held=frozen.skipped)
        if frozen.goes_on and run.script.mending is not None:
            self._goes_on(run.script.mending.source_run_id)
        return True

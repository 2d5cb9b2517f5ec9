"""Writing down who has a message of the run that a mending works on, a chunk at a time."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.runs.run import ActiveRun
from db.connection.chunk_size import ChunkSize
from db.connection.database import Database
from db.mending import recipients
from db.mending.recipients import Frozen
from runtime.backoff import Backoff
from runtime.clock import Clock

# Seconds until calls of the source that are on their way are looked for again: most answers come
# within a second, and Telegram is given a minute for one.
SOONEST, LATEST = 0.1, 2.0


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
        self._waits: dict[int, _Wait] = {}  # by run: of those that wait for calls

    def wait(self, runs: Iterable[ActiveRun]) -> float | None:
        """Seconds until one of these is to be looked at again; None: none waits."""
        waits = {run.id: self._waits[run.id] for run in runs if run.id in self._waits}
        self._waits = waits
        until = min((one.until for one in waits.values()), default=None)
        return None if until is None else max(0.0, until - self._clock.monotonic())

    async def freeze_some(self, run: ActiveRun) -> bool:
        """False: nothing can be done just now. Raises DatabaseTrouble."""
        waits = self._waits.get(run.id)
        if waits is not None and self._clock.monotonic() < waits.until:
            return False
        if (await self._freeze(run)).moved:
            self._waits.pop(run.id, None)
            return True
        waits = self._waits.setdefault(run.id, _Wait())
        waits.until = self._clock.monotonic() + waits.pause.next()
        return False

    async def _freeze(self, run: ActiveRun) -> Frozen:
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
        return frozen


@dataclass(kw_only=True, slots=True)
class _Wait:
    """Of a run that waits for calls of its source."""

    until: float = 0.0  # monotonic seconds
    pause: Backoff = field(default_factory=lambda: Backoff(SOONEST, LATEST))

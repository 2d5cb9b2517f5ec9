"""What goes on behind a launch and an end: writing the snapshot, skipping whoever was left when it
was cancelled, or has expired.

Both touch every recipient, so both go in chunks, each a transaction short enough that no other
writer waits long, and each leaving a state from which a restart goes on.
"""

import logging
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.ledger.health import StorageWatch
from broadcast.mending.snapshot import MendingSnapshot
from broadcast.runs.active_runs import ActiveRuns
from broadcast.runs.run import ActiveRun
from broadcast.sending.endings import RunEndings
from db.audience.facts import CannotAsk
from db.broadcasts import version_tests
from db.connection.chunk_size import ChunkSize
from db.connection.database import Database
from db.errors import DatabaseTrouble
from db.ledger import runs, snapshot
from db.schema.states import BroadcastState, SkipReason
from runtime.clock import Clock
from runtime.wake import Wake

logger = logging.getLogger(__name__)

RETRY = 2.0  # seconds until a failing database, or a claim in flight, is looked at again


@dataclass(frozen=True, kw_only=True, slots=True)
class Chunks:
    """How much is written at once."""

    first: int = 200  # recipients: the first message should not wait for the snapshot
    second: int = 4_000  # recipients; then as many as can be written in a moment
    skipped: int = 4_000  # recipients of a cancelled run: some ten milliseconds
    gap: float | None = None  # seconds between two; None: as the database wants


class SnapshotWriter:
    """A background task over all unsettled runs."""

    def __init__(
        self,
        database: Database,
        active_runs: ActiveRuns,
        endings: RunEndings,
        storage: StorageWatch,
        clock: Clock,
        chunks: Chunks,
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
        self._chunks = chunks
        self._wake = wake
        self._send_wake = send_wake
        self._gap = database.gap if chunks.gap is None else chunks.gap
        self._size = ChunkSize(chunks.second)
        self._mendings = MendingSnapshot(
            database, clock, ChunkSize(chunks.second), endings.source_goes_on, first=chunks.first
        )

    async def run_forever(self) -> None:
        while True:
            self._wake.clear()
            try:
                busy = [await self._chunk(run) for run in self._active_runs]
            except DatabaseTrouble as error:
                logger.warning("cannot go on with the ledger just now: %s", error)
                self._storage.failed("snapshot writer", error)
                await self._clock.sleep(RETRY)
                continue
            self._storage.worked("snapshot writer")
            if any(busy):
                await self._clock.sleep(self._gap)
            else:
                unfrozen = [run for run in self._active_runs if not run.frozen]
                await self._wake.wait(self._mendings.wait(unfrozen))

    async def _chunk(self, run: ActiveRun) -> bool:
        """Do a little for this run; False when there is nothing to do."""
        if not run.frozen and run.script.mending is not None:
            busy = await self._mendings.freeze_some(run)
            self._send_wake.ring()
            return busy
        if not run.frozen:
            return await self._freeze_some(run)
        if _is_over(run):
            return await self._skip(run)
        return False

    async def _freeze_some(self, run: ActiveRun) -> bool:
        """False when nobody can tell (any more) whom it is for: then it pauses itself, and one that
        is cancelled, or has expired, ends with whoever is in it already."""
        try:
            await self._freeze(run)
        except CannotAsk as cannot:
            logger.warning("broadcast %d cannot be set up: %s", run.broadcast_id, cannot)
            if not _is_over(run):
                self._endings.cannot_ask(run, cannot)
                return False
            async with self._database.write() as connection:
                await snapshot.close(connection, run.id, upto=run.audience_upto)
            run.froze(run.audience_upto, all_of_it=True)
        return True

    async def _freeze(self, run: ActiveRun) -> None:
        limit, begun = self._size.rows if run.frozen_upto else self._chunks.first, 0.0
        after, upto = await self._before_next(run), run.audience_upto

        async def work(connection: AsyncConnection) -> tuple[int, bool, int]:
            nonlocal begun
            begun = self._clock.monotonic()  # the file is locked from here on
            held = await runs.held(connection, run.id) if run.script.tries else 0
            reached, frozen = await snapshot.freeze_chunk(
                connection, run.id, after=after, upto=upto, limit=limit
            )
            more = await runs.held(connection, run.id) - held if run.script.tries else 0
            return reached, frozen, more

        reached, frozen, held = await self._database.transact(work)
        if run.frozen_upto and not frozen:  # the last one has fewer rows
            self._size.took(self._clock.monotonic() - begun, limit)
        run.froze(reached, all_of_it=frozen, held=held)
        self._send_wake.ring()

    async def _before_next(self, run: ActiveRun) -> int:
        """The number below that of the next recipient; for everyone nobody is looked for."""
        if run.for_everyone:
            return run.frozen_upto
        async with self._database.read() as connection:
            following = await snapshot.next_recipient(
                connection, run.id, after=run.frozen_upto, upto=run.audience_upto
            )
        return run.audience_upto if following is None else following - 1

    async def _skip(self, run: ActiveRun) -> bool:
        cancelled = run.state is BroadcastState.CANCELLED
        reason = SkipReason.CANCELLED if cancelled else SkipReason.EXPIRED
        async with self._database.write() as connection:
            if await snapshot.skip_chunk(connection, run.id, reason, limit=self._chunks.skipped):
                return True
        if await self._release(run):
            return True
        async with self._database.write() as connection:
            complete = await runs.is_complete(connection, run.id)
            if complete and not cancelled:  # a paused one, too
                complete = await runs.finish(connection, run.id, now=int(self._clock.time()))
        if complete:
            self._endings.finished(run.id)
        return False

    async def _release(self, run: ActiveRun) -> bool:
        """Cancelled: who waited for the better version waits no more; False when nobody does.

        At the end once more from the start: a chat that has moved may stand below.
        """
        if not run.script.tries or run.state is not BroadcastState.CANCELLED:
            return False
        after = run.released
        async with self._database.write() as connection:
            reached = await version_tests.release_chunk(
                connection, run.id, after=after, limit=self._chunks.skipped
            )
        run.released = reached or 0
        return reached is not None or after > 0


def _is_over(run: ActiveRun) -> bool:
    """Whether nobody else is to get it."""
    return run.state is BroadcastState.CANCELLED or run.parts.expired

"""The ledger's writer: claims, outcomes in batches, and what an outcome changes besides.

Outcomes are facts: they wait in memory only until the next transaction, which comes within
FLUSH_SECONDS, and when the database cannot be written they are kept and written later. A claim's
transaction takes the waiting outcomes with it, so that a busy engine pays for one commit, not two.
"""

import asyncio
import logging
import math
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.ledger.entries import Batch, Claim, LedgerEntry, Share
from broadcast.ledger.health import StorageWatch
from broadcast.ledger.returns import RecentReturns
from broadcast.model.moves import check_delivery_move
from db import engine_state, message_numbers
from db.broadcasts import polls
from db.broadcasts.polls import SentPoll
from db.connection.database import Database
from db.errors import DatabaseTrouble
from db.ledger import delayed, deliveries, migrated_chats, runs
from db.records import ClaimedRow
from db.schema.states import BroadcastState, DeliveryState, PauseReason
from runtime.clock import Clock

logger = logging.getLogger(__name__)

WRITER = "ledger"
FLUSH_SECONDS = 0.2  # an outcome waits no longer than this for its commit
FLUSH_COUNT = 200  # outcomes that are committed without waiting
FIRST_PAUSE = 1.0  # seconds between tries to write to a database in trouble; doubled
LONGEST_PAUSE = 15.0

Work = Callable[[AsyncConnection], Awaitable[None]]


class Listener(Protocol):
    """Who hears what the commits bring about."""

    def may_finish(self, run_id: int) -> bool:
        """Everyone has an outcome: may it end like that? Asked in the database's thread."""
        ...

    def disputed(self, run_id: int) -> None:
        """It was not allowed to end; the commit is over."""
        ...

    def finished(self, run_id: int) -> None:
        """Nobody is left; a run that was running is finished now."""
        ...

    def more(self, run_id: int) -> None:
        """There is something to claim again."""
        ...


class Ledger:
    """Writes what the engine decides."""

    def __init__(
        self, database: Database, clock: Clock, storage: StorageWatch, *, resend_uncertain: bool
    ) -> None:
        self._database = database
        self._clock = clock
        self._storage = storage
        self._resend = resend_uncertain
        self._listener: Listener | None = None
        self._returned = RecentReturns(clock)
        self._batch = Batch()
        self._committed_at = -math.inf
        self._more: set[int] = set()
        self._wake = asyncio.Event()
        self._committing = asyncio.Lock()

    def listen(self, listener: Listener) -> None:
        self._listener = listener

    def note(self, note: LedgerEntry) -> None:
        """Keep an outcome; it is committed soon. Raises MoveNotAllowed for an impossible one."""
        check_delivery_move(DeliveryState.CLAIMED, note.state)
        self._batch.notes.append(note)
        self._wake.set()

    def put_back(self, claim: Claim) -> None:
        """The claim was not begun: nothing was sent."""
        self.note(LedgerEntry(claim=claim, state=DeliveryState.PENDING, step=claim.step))

    def set_aside(self, claim: Claim, seconds: float, *, paid: int = 0) -> None:
        """Nothing was sent, and its chat asked to wait: it goes back to pending, and waits."""
        state = DeliveryState.PENDING
        self.note(LedgerEntry(claim=claim, state=state, step=claim.step, paid=paid, aside=seconds))

    def remember(self, key: str, value: str) -> None:
        """Keep something for after a restart (db/engine_state.py)."""
        self._batch.memory[key] = value
        self._wake.set()

    def saw_number(self, number: int) -> None:
        """A message outside broadcasts, sent or received, in a private chat or a basic group."""
        self._batch.numbers.append(number)
        self._wake.set()

    def came_back(self, chat_id: int) -> None:
        """It said /start, or let the bot in again: what calls under way find out is old news."""
        self._returned.came(chat_id)

    def check_finished(self, run_id: int) -> None:
        """Look at the next commit whether anybody is left."""
        self._batch.touched.add(run_id)
        self._wake.set()

    async def claim(self, shares: Sequence[Share]) -> dict[int, list[Claim]]:
        """Claim for each run; one that is missing in the answer has none left.

        Raises DatabaseTrouble; then nothing is claimed.
        """
        claimed: dict[int, list[Claim]] = {}

        async def work(connection: AsyncConnection) -> None:
            for share in shares:
                rows, touched = await deliveries.claim(
                    connection, share.run_id, limit=share.count, recalled=share.recalled
                )
                if touched:
                    claimed[share.run_id] = [_claim(share.run_id, row) for row in rows]

        await self._commit(work)
        for share in shares:
            if share.run_id not in claimed:
                self.check_finished(share.run_id)
        return claimed

    async def pause(
        self,
        run_id: int,
        *,
        reason: PauseReason,
        detail: str | None,
        take_back: Sequence[int] = (),
    ) -> bool:
        """Pause a running run; refusals of these subscribers are nobody's and taken back.

        False when it does not run any more, or nobody is left: then it ends.
        """
        moved = False

        async def work(connection: AsyncConnection) -> None:
            nonlocal moved
            if take_back:
                await deliveries.take_back_failed(connection, run_id, take_back)
            if await runs.is_complete(connection, run_id):
                return
            moved = await runs.move(
                connection,
                run_id,
                new=BroadcastState.PAUSED,
                reason=reason,
                detail=detail,
            )

        await self._commit(work)
        return moved

    async def flush(self) -> None:
        """Commit what waits, and wait for a commit under way: then all that was noted is safe.

        Raises DatabaseTrouble; then it still waits.
        """
        await self._commit()

    async def run_forever(self) -> None:
        """The background task: flush soon after something came in, and keep trying in trouble."""
        pause = FIRST_PAUSE
        while True:
            await self._wake.wait()
            self._wake.clear()
            while (rest := self._rest()) > 0:
                await self._clock.sleep(rest)
            try:
                await self.flush()
                pause = FIRST_PAUSE
            except DatabaseTrouble:
                await self._clock.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
                self._wake.set()

    def _rest(self) -> float:
        """Seconds until a commit is due: claims commit often, and take the notes with them."""
        if len(self._batch.notes) >= FLUSH_COUNT:
            return 0.0
        return self._committed_at + FLUSH_SECONDS - self._clock.monotonic()

    async def _commit(
        self, work: Callable[[AsyncConnection], Awaitable[None]] | None = None
    ) -> None:
        async with self._committing:
            troubled = self._storage.failing(WRITER)
            if work is None and not troubled and not self._batch:
                return
            batch, self._batch = self._batch, Batch()

            begun = False

            async def transaction(connection: AsyncConnection) -> _Ends:
                nonlocal begun
                begun = True
                if troubled:
                    await engine_state.try_out(connection)
                await self._write(connection, batch)
                if work is not None:
                    await work(connection)
                return await self._finish(connection, batch)

            try:
                ends = await self._database.transact(transaction)
            except DatabaseTrouble as trouble:
                self._keep(batch)
                self._storage.failed(WRITER, str(trouble))
                raise
            except Exception:
                # Not the database's: it would be blamed, and everything would stop.
                logger.exception("what was to be written together could not be")
                await self._save_one_by_one(batch)
                raise
            except BaseException:  # the end of the process; a transaction that had begun has ended
                if not begun:
                    self._keep(batch)
                raise
            self._committed_at = self._clock.monotonic()
            self._storage.worked(WRITER)
        self._after(batch.notes, ends)

    def _keep(self, batch: Batch) -> None:
        """It was not written: it is first in the next commit."""
        self._batch = batch.followed_by(self._batch)
        self._wake.set()

    async def _save_one_by_one(self, batch: Batch) -> None:
        """A fault of ours in one outcome must not take the others with it, nor stop everything."""
        rest = Batch(touched=batch.touched)
        for note in batch.notes:
            if not await self._saved(Batch(notes=[note]), rest):
                # Should even that fail, its row stays claimed: the next start calls it uncertain.
                await self._saved(Batch(notes=[note.plain()]), rest)
        for alone in (Batch(memory=batch.memory), Batch(numbers=batch.numbers)):
            await self._saved(alone, rest)
        self._keep(rest)

    async def _saved(self, one: Batch, rest: Batch) -> bool:
        """Write it alone; what has to wait for the database joins the rest. False: it cannot be."""
        try:
            await self._database.transact(lambda connection: self._write(connection, one))
        except DatabaseTrouble:
            rest.add(one)
        except Exception:
            logger.exception("this could not be written: %r", one)
            return False
        else:
            rest.touched |= one.touched
            self._after(one.notes, _Ends())
        return True

    def _after(self, notes: list[LedgerEntry], ends: "_Ends") -> None:
        for note in notes:
            if note.then is not None:
                note.then()
            if note.state is DeliveryState.PENDING:
                self._more.add(note.claim.run_id)
        self._more |= ends.again
        if self._listener is not None:
            for run_id in ends.finished:
                self._listener.finished(run_id)
            for run_id in ends.disputed:
                self._listener.disputed(run_id)
            while self._more:
                self._listener.more(self._more.pop())

    async def _write(self, connection: AsyncConnection, batch: Batch) -> None:
        notes = batch.notes
        aside = [note.aside_row(self._clock.time()) for note in notes if note.aside is not None]
        await deliveries.record(connection, [note.row() for note in notes], aside)
        for run_id, paid in _paid(notes).items():
            await runs.add_to_counters(connection, run_id, {"paid": paid})
        for note in notes:
            if note.taken:
                await runs.keep_taken(connection, note.claim.run_id, note.taken)
        further = [row for note in notes for row in note.further_messages()]
        await deliveries.keep_messages(connection, further)
        await polls.note(connection, _polls(notes))
        now = int(self._clock.time())
        for state in {note.subscriber for note in notes if note.subscriber is not None}:
            found = [
                note.claim.subscriber_id
                for note in notes
                if note.subscriber is state
                and not self._returned.since(note.claim.chat_id, note.left)
            ]
            await migrated_chats.mark(connection, found, state=state, now=now)
        for note in notes:
            if note.new_chat_id is not None:
                await migrated_chats.move(
                    connection, old=note.claim.chat_id, new=note.new_chat_id, now=now
                )
        await engine_state.keep(connection, batch.memory)
        await message_numbers.keep(connection, batch.numbers, now=now)
        batch.touched |= {note.claim.run_id for note in notes}

    async def _finish(self, connection: AsyncConnection, batch: Batch) -> "_Ends":
        """End the runs in which nobody is left; called in the database's thread."""
        ends = _Ends()
        for run_id in batch.touched:
            if not await runs.is_complete(connection, run_id):
                continue
            if self._resend and await deliveries.resend_uncertain(connection, run_id):
                ends.again.add(run_id)
            elif self._listener is not None and not self._listener.may_finish(run_id):
                ends.disputed.add(run_id)
            else:
                await runs.move(
                    connection,
                    run_id,
                    new=BroadcastState.FINISHED,
                    finished_at=int(self._clock.time()),
                )
                await delayed.release(connection, run_id)
                ends.finished.add(run_id)
        return ends


@dataclass(frozen=True, slots=True)
class _Ends:
    """What a commit found out about runs in which nobody was left, by their ids."""

    finished: set[int] = field(default_factory=set)
    disputed: set[int] = field(default_factory=set)  # complete, but not to end like that
    again: set[int] = field(default_factory=set)  # their uncertain are sent again


def _polls(notes: Sequence[LedgerEntry]) -> list[SentPoll]:
    return [
        SentPoll(note.poll_id, note.claim.run_id, note.claim.subscriber_id)
        for note in notes
        if note.poll_id is not None
    ]


def _paid(notes: Sequence[LedgerEntry]) -> Counter[int]:
    paid: Counter[int] = Counter()
    for note in notes:
        if note.paid:
            paid[note.claim.run_id] += note.paid
    return paid


def _claim(run_id: int, row: ClaimedRow) -> Claim:
    return Claim(
        run_id=run_id,
        subscriber_id=row.subscriber_id,
        chat_id=row.chat_id,
        step=row.step,
        refused=row.refused,
        thread_id=row.thread_id,
    )

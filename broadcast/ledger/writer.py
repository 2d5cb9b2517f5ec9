"""The ledger's writer: outcomes in batches, and again until the database takes them.

Outcomes are facts: they wait in memory only until the next transaction, which comes within
FLUSH_SECONDS, sooner where something waits for it; and when the database cannot be written they are
kept and written later. A claim's transaction takes the waiting outcomes with it, so that an engine
at work pays for one commit, not two.
What a commit contains: broadcast/ledger/transaction.py.
"""

import asyncio
import logging
import math
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from botapi.message_numbers import SUPERGROUPS
from broadcast.caps.week_cap import WeekCap
from broadcast.ledger import transaction
from broadcast.ledger.entries import (
    PERHAPS_SENT,
    Claim,
    LedgerEntry,
    PendingWrites,
    Share,
)
from broadcast.ledger.health import StorageWatch
from broadcast.ledger.held_claims import HeldClaims
from broadcast.ledger.returns import RecentReturns
from broadcast.ledger.transaction import LedgerTransaction, RunEnds
from broadcast.model.moves import check_delivery_move
from broadcast.numbers.memory import Memory
from broadcast.numbers.recalled import KEY
from db import engine_state
from db.certainty.settling import Finding
from db.connection.database import Database
from db.errors import DatabaseTrouble
from db.recovery import in_doubt
from db.schema.states import DeliveryState, PauseReason
from runtime.backoff import Backoff
from runtime.clock import Clock
from runtime.lease import ALWAYS, Lease
from runtime.wake import Wake

logger = logging.getLogger(__name__)

WRITER = "ledger"
FLUSH_SECONDS = 0.5  # an outcome waits no longer than this for its commit
# The same for what something waits for: the next step of a delivery, a claim to be made again, the
# end of a run.
SOON_SECONDS = 0.2
FLUSH_COUNT = 200  # outcomes that are committed without waiting
FIRST_PAUSE = 1.0  # seconds between tries to write to a database in trouble; doubled, up to its own

Done = TypeVar("Done")


class Listener(Protocol):
    """Who hears what the commits bring about; asked and told on the event loop."""

    def disputed_runs(self) -> frozenset[int]:
        """Which runs must not end, though everyone should have an outcome."""
        ...

    def disputed(self, run_id: int) -> None:
        """Everyone has one, and it was not allowed to end; the commit is over."""
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
        self,
        database: Database,
        clock: Clock,
        storage: StorageWatch,
        *,
        resend_uncertain: bool,
        cap: WeekCap | None = None,
        lease: Lease = ALWAYS,
        memory: Memory | None = None,
    ) -> None:
        """`memory`: of message numbers; None: about lost answers nothing is found out."""
        self._database = database
        self._clock = clock
        self._storage = storage
        self._lease = lease
        self._cap = cap or WeekCap()
        self._memory = memory
        self._listener: Listener | None = None
        self._returned = RecentReturns(clock)
        self._transaction = LedgerTransaction(
            clock, self._returned, self._cap, resend_uncertain=resend_uncertain
        )
        self._waiting = PendingWrites()
        self._held = HeldClaims()
        self._in_doubt = False  # whether the last commit came through
        self._committed_at = -math.inf
        self._more: set[int] = set()
        self._wake = Wake(clock)
        self._soon = Wake(clock)  # rung when something waits for the next commit
        self._is_waited_for = False
        self._committing = asyncio.Lock()
        if memory is not None:
            memory.on_change = self._wake.ring

    @property
    def longest_pause(self) -> float:
        """Seconds between two tries of whoever has met trouble with the database."""
        return self._database.longest_pause

    def listen(self, listener: Listener) -> None:
        self._listener = listener

    def append(self, entry: LedgerEntry) -> None:
        """Keep an outcome; it is committed soon. Raises MoveNotAllowed for an impossible one."""
        check_delivery_move(DeliveryState.CLAIMED, entry.state)
        if self._memory is not None and not entry.claim.messages:
            entry = _remembered(self._memory, entry)
        self._waiting.entries.append(entry)
        if entry.is_waited_for:
            self._hurry()
        else:
            self._wake.ring()

    def put_back(self, claim: Claim) -> None:
        """The claim was not begun: nothing was sent."""
        self.append(LedgerEntry(claim=claim, state=DeliveryState.PENDING, step=claim.step))

    def delay(self, claim: Claim, seconds: float, *, paid: int = 0) -> None:
        """Nothing was sent, and its chat asked to wait: it goes back to pending, and waits."""
        state = DeliveryState.PENDING
        self.append(
            LedgerEntry(claim=claim, state=state, step=claim.step, paid=paid, delay=seconds)
        )

    def remember(self, key: str, value: str) -> None:
        """Keep something for after a restart (db/engine_state.py)."""
        self._waiting.engine_state[key] = value
        self._hurry()

    def found_out(self, finding: Finding) -> None:
        """What became of a lost answer; it is committed soon, and never after the numbers that are
        another message's because of it."""
        self._waiting.findings.append(finding)
        self._hurry()

    def came_back(self, chat_id: int) -> None:
        """It said /start, or let the bot in again: what calls under way find out is old news."""
        self._returned.came(chat_id)

    def came_back_since(self, chat_id: int, moment: float) -> bool:
        """Whether it did after that moment (monotonic seconds)."""
        return self._returned.since(chat_id, moment)

    def check_finished(self, run_id: int) -> None:
        """Look at the next commit whether anybody is left."""
        self._waiting.touched_runs.add(run_id)
        self._hurry()

    @property
    def may_claim(self) -> bool:
        """Whether the bot is ours just now: what is claimed is to be sent at once."""
        return self._lease.valid()

    async def claim(self, shares: Sequence[Share]) -> dict[int, list[Claim]]:
        """Claim for each run; one that is missing in the answer has none left.

        Raises DatabaseTrouble; then nothing is claimed.
        """
        low = 0 if self._memory is None else self._memory.highest
        claimed = await self._commit(
            lambda connection: transaction.claim(
                connection, shares, self._held, self._cap.at(self._clock.time()), low=low
            )
        )
        if self._memory is not None:
            claimed = {one: _with_lows(self._memory, claims) for one, claims in claimed.items()}
        for run_id, claims in claimed.items():
            self._held.took(run_id, claims)
        await self._note_crossings(claimed)
        for share in shares:
            if share.run_id not in claimed:
                self.check_finished(share.run_id)
        return claimed

    async def _note_crossings(self, claimed: Mapping[int, Sequence[Claim]]) -> None:
        """Before any of them leaves."""
        memory = self._memory
        if memory is None:
            return
        every = (claim for of_run in claimed.values() for claim in of_run)
        claims = [claim for claim in every if not claim.messages]
        if not memory.took(claims):
            return
        try:
            await self.flush()
        except DatabaseTrouble:  # nobody is told of them, and the next commit gives them back
            for claim in claims:
                memory.ended(claim)
            for run_id, of_run in claimed.items():
                self._held.let_go(run_id, of_run)
            raise

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
        now = int(self._clock.time())
        return await self._commit(
            lambda connection: transaction.pause(
                connection, run_id, reason=reason, detail=detail, take_back=take_back, now=now
            )
        )

    async def flush(self) -> None:
        """Commit what waits, and wait for a commit under way: then all that was told is safe.

        Raises DatabaseTrouble; then it still waits.
        """
        async with self._committing:
            if self._waiting or self._remembers_more or self._storage.failing(WRITER):
                await self._write(_nothing_more)

    async def run_forever(self) -> None:
        """The background task: flush soon after something came in, and keep trying in trouble."""
        backoff = Backoff(FIRST_PAUSE, self.longest_pause)
        while True:
            await self._wake.wait()
            self._wake.clear()
            while (rest := self._rest()) > 0:
                self._soon.clear()
                await self._soon.wait(rest)
            try:
                await self.flush()
                backoff.reset()
            except DatabaseTrouble:
                await self._clock.sleep(backoff.next())
                self._wake.ring()

    def _rest(self) -> float:
        """Seconds until a commit is due: claims commit often, and take what waits with them."""
        if len(self._waiting.entries) >= FLUSH_COUNT:
            return 0.0
        seconds = SOON_SECONDS if self._is_waited_for else FLUSH_SECONDS
        return self._committed_at + seconds - self._clock.monotonic()

    @property
    def _remembers_more(self) -> bool:
        memory = self._memory
        return memory is not None and (memory.changed or memory.chats.changed)

    def _hurry(self) -> None:
        """Something waits for the next commit."""
        self._is_waited_for = True
        self._wake.ring()
        self._soon.ring()

    async def _commit(self, work: Callable[[AsyncConnection], Awaitable[Done]]) -> Done:
        async with self._committing:
            return await self._write(work)

    async def _write(self, work: Callable[[AsyncConnection], Awaitable[Done]]) -> Done:
        """What waits, and the work, in one transaction. Raises what the work does."""
        writes, self._waiting = self._waiting, PendingWrites()
        if self._memory is not None and self._memory.changed:
            writes.engine_state[KEY] = self._memory.dump()
        if self._memory is not None and self._memory.chats.changed:
            writes.chats |= self._memory.chats.dump()
        self._is_waited_for = False
        run_ids, disputed = writes.runs(), self._disputed_runs()
        in_trouble, again = self._storage.failing(WRITER), self._in_doubt
        given_back: list[int] = []
        more: list[int] = []

        async def everything(connection: AsyncConnection) -> tuple[Done, RunEnds]:
            if in_trouble:
                await engine_state.try_out(connection)
            if again:
                given_back[:] = await in_doubt.give_back(connection, self._held.of)
            settled = await self._transaction.write(connection, writes, again=again)
            more[:] = settled.more
            done = await work(connection)
            touched = run_ids | settled.mendings
            return done, await self._transaction.finish_runs(connection, touched, disputed)

        try:
            done, ends = await self._database.transact(everything)
        except DatabaseTrouble as trouble:
            self._keep(writes)
            self._doubt()
            self._storage.failed(WRITER, trouble)
            raise
        except Exception:
            # Not the database's: it would be blamed, and everything would stop.
            logger.exception("what was to be written together could not be")
            await self._save_one_by_one(writes)
            raise
        except BaseException:  # the end of the process; a transaction that had begun has ended
            self._keep(writes)
            self._doubt()
            raise
        self._committed_at = self._clock.monotonic()
        self._storage.worked(WRITER)
        self._more.update(more)
        if again:
            self._in_doubt = False
            self._more |= run_ids.union(given_back)
        self._after(writes.entries, ends)
        return done

    def _disputed_runs(self) -> frozenset[int]:
        """Asked as the batch is cut, so that it is about the very outcomes that are in it."""
        return frozenset() if self._listener is None else self._listener.disputed_runs()

    def _doubt(self) -> None:
        """Whether it was written nobody knows: the next commit looks (db/recovery/in_doubt.py)."""
        self._in_doubt = True
        self._held.doubt()

    def _keep(self, writes: PendingWrites) -> None:
        """Perhaps it was not written: it is first in the next commit."""
        if self._memory is not None:
            self._memory.changed = True
        self._waiting = writes.followed_by(self._waiting)
        self._wake.ring()

    async def _save_one_by_one(self, writes: PendingWrites) -> None:
        """A fault of ours in one outcome must not take the others with it, nor stop everything."""
        rest = PendingWrites(touched_runs=writes.touched_runs)
        for entry in writes.entries:
            if not await self._saved(PendingWrites(entries=[entry]), rest):
                # Should even that fail, its row stays claimed: the next takeover calls it
                # uncertain.
                await self._saved(PendingWrites(entries=[entry.plain()]), rest)
        for finding in writes.findings:
            if not await self._saved(PendingWrites(findings=[finding]), rest):
                # Open, it would be judged anew, by numbers that are accounted for because of it.
                await self._saved(PendingWrites(findings=[finding.plain()]), rest)
        beside = PendingWrites(engine_state=writes.engine_state, chats=writes.chats)
        await self._saved(beside, rest)
        self._keep(rest)

    async def _saved(self, one: PendingWrites, rest: PendingWrites) -> bool:
        """Write it alone; what has to wait for the database joins the rest. False: it cannot be."""
        try:
            settled = await self._database.transact(
                lambda connection: self._transaction.write(connection, one)
            )
        except DatabaseTrouble:
            rest.add(one)
            self._doubt()
        except Exception:
            logger.exception("this could not be written: %r", one)
            return False
        else:
            rest.touched_runs |= one.runs() | settled.mendings
            self._more |= settled.more
            self._after(one.entries, RunEnds())
        return True

    def _after(self, entries: Sequence[LedgerEntry], ends: RunEnds) -> None:
        if self._memory is not None:
            self._memory.committed(entries)
        for entry in entries:
            self._held.ended(entry)
            if entry.on_commit is not None:
                entry.on_commit()
            if entry.state is DeliveryState.PENDING:
                self._more.add(entry.claim.run_id)
        self._more |= ends.resent
        if self._listener is not None:
            for run_id in ends.finished:
                self._listener.finished(run_id)
            for run_id in ends.disputed:
                self._listener.disputed(run_id)
            while self._more:
                self._listener.more(self._more.pop())


def _with_lows(memory: Memory, claims: list[Claim]) -> list[Claim]:
    """The same; supergroups and channels count for themselves."""
    if all(claim.chat_id > SUPERGROUPS for claim in claims):
        return claims
    return [
        claim
        if claim.chat_id > SUPERGROUPS
        else replace(claim, low=memory.chats.highest(claim.chat_id))
        for claim in claims
    ]


def _remembered(memory: Memory, entry: LedgerEntry) -> LedgerEntry:
    """The same; of a lost answer with what is to be known to find out about it."""
    claim = entry.claim
    if entry.message_ids:
        memory.brought(claim, entry.message_ids, entry.left_at)
    elif entry.state is DeliveryState.UNCERTAIN:
        return replace(entry, is_looked_into=True)
    elif entry.state in PERHAPS_SENT:
        memory.nameless(claim)
    return entry


async def _nothing_more(_connection: AsyncConnection) -> None:
    """What waits is all there is to write."""

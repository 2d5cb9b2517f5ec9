"""The worker: claims a little, sends at the limiter's pace, stops when it must.

One loop serves all running broadcasts. What is claimed and not begun is never more than a quarter
of a second's worth; when the gate closes, a broadcast pauses or the process is asked to stop, it
goes back to pending.
"""

import asyncio
import logging
import math
import random
from collections import deque
from dataclasses import dataclass
from itertools import chain, zip_longest

from broadcast.brake import OutageBrake
from broadcast.clock import Clock
from broadcast.delivery import Deliverer
from broadcast.events import (
    BroadcastChanged,
    BroadcastPausedItself,
    Events,
    StorageFailing,
    StorageWorksAgain,
)
from broadcast.ledger import Claim, Ledger
from broadcast.limiter import Limiter
from broadcast.model import PauseReason
from broadcast.roster import ActiveRun, Roster
from broadcast.sender import Sender
from broadcast.settler import Settler
from broadcast.storage import StorageWatch
from broadcast.supervisor import Supervisor
from db import deliveries
from db.engine import Database
from db.errors import DatabaseTrouble

logger = logging.getLogger(__name__)

CLAIM_SECONDS = 0.25  # of the rate: the most that is claimed and not begun
FIRST_CLAIM_PAUSE = 1.0  # seconds after a claim that the database refused; doubled
LONGEST_CLAIM_PAUSE = 15.0
LONGEST_WAIT = 0.25  # seconds: the loop looks around at least this often while it waits


@dataclass(frozen=True, kw_only=True, slots=True)
class Health:
    """Whether broadcasts can go out just now, and why not."""

    able_to_send: bool
    why: tuple[str, ...]


class Engine:
    """Runs everything that is launched. `start()` once, `drain()` at the end."""

    def __init__(
        self,
        database: Database,
        sender: Sender,
        limiter: Limiter,
        ledger: Ledger,
        roster: Roster,
        events: Events,
        supervisor: Supervisor,
        storage: StorageWatch,
        clock: Clock,
        chance: random.Random,
    ) -> None:
        self._database = database
        self._sender = sender
        self._limiter = limiter
        self._ledger = ledger
        self._roster = roster
        self._events = events
        self._supervisor = supervisor
        self._storage = storage
        self._clock = clock
        self._brake = OutageBrake(chance)
        self._deliverer = Deliverer(
            sender,
            limiter,
            ledger,
            self._brake,
            clock,
            pause=self._pause_itself,
            outage=self._outage,
            proceed=self._proceed,
        )
        self._settler = Settler(
            database, roster, clock, storage, progressed=self._more_of, settled=self._settled
        )
        self._queue: deque[Claim] = deque()
        self._calls: set[asyncio.Task[None]] = set()
        self._wake = asyncio.Event()
        self._refill: asyncio.Task[None] | None = None
        self._loop: asyncio.Task[None] | None = None
        self._claim_after = -math.inf
        self._claim_pause = FIRST_CLAIM_PAUSE
        self._stopping = False
        self._token_refused = False
        ledger.listen(self)
        storage.tell(self._storage_changed)

    # the life of the engine

    async def start(self) -> None:
        """Recover what a crash left, then go on with whatever is running."""
        async with self._database.write() as connection:
            lost = await deliveries.recover(connection)
        for run_id, count in lost.items():
            logger.warning("run %d: %d deliveries are uncertain after the last end", run_id, count)
        await self.reload()
        for run in self._roster:
            self._ledger.check_finished(run.id)
        self._supervisor.keep(self._ledger.keep_flushing, name="ledger")
        self._supervisor.keep(self._settler.work, name="settler")
        self._loop = self._supervisor.keep(self._work, name="engine")

    async def reload(self) -> None:
        """Something was launched, paused, resumed or cancelled: read it."""
        await self._roster.reload()
        self._settler.wake()
        self._wake.set()

    async def drain(self, seconds: float) -> None:
        """Stop claiming, let the calls in flight end for up to `seconds`, commit everything."""
        self._stopping = True
        self._wake.set()
        if self._loop is not None:
            await self._loop
        if self._refill is not None:
            await asyncio.wait([self._refill])
        self._return_queue()
        await self._await_calls(seconds)
        for call in self._calls:
            call.cancel()
        await asyncio.gather(*self._calls, return_exceptions=True)
        try:
            await self._ledger.flush()
            self._return_queue()  # next steps that the commit has just released
            await self._ledger.flush()
        except DatabaseTrouble as error:
            logger.error("the last outcomes could not be written (%s): uncertain later", error)  # noqa: TRY400

    async def _await_calls(self, seconds: float) -> None:
        deadline = self._clock.monotonic() + seconds
        while self._calls and self._clock.monotonic() < deadline:
            await self._clock.sleep(0.02)

    def health(self) -> Health:
        why = []
        if self._token_refused:
            why.append("the token was refused (401)")
        if self._limiter.gate_seconds > 0:
            why.append(f"flood control for another {self._limiter.gate_seconds:.0f} s")
        if self._brake.closed:
            why.append("Telegram does not answer")
        if self._storage.trouble is not None:
            why.append(f"the database cannot be written: {self._storage.trouble}")
        return Health(able_to_send=not why, why=tuple(why))

    def rate_of(self, run_id: int) -> float:
        """Recipients/s of a run over the last seconds."""
        run = self._roster.get(run_id)
        return run.meter.rate if run is not None else 0.0

    @property
    def running(self) -> int:
        """Runs that are being sent."""
        return self._roster.running

    # the loop

    async def _work(self) -> None:
        while not self._stopping:
            self._wake.clear()
            self._put_back_strays()
            if not self._able():
                self._return_queue()
                await self._clock.sleep(LONGEST_WAIT)
                continue
            self._refill_if_low()
            if not self._queue or self._limiter.room == 0 or self._untested():
                await self._wake.wait()
            elif (delay := self._limiter.delay()) > 0:
                await self._clock.sleep(min(delay, LONGEST_WAIT))
            else:
                self._begin(self._queue.popleft())

    def _able(self) -> bool:
        return self._limiter.gate_seconds == 0 and not self._brake.closed

    def _untested(self) -> bool:
        """After an outage one delivery goes alone until it is answered."""
        return self._brake.testing and self._limiter.in_flight > 0

    def _begin(self, claim: Claim) -> None:
        run = self._roster.get(claim.run_id)
        if run is None or not run.sendable:
            self._ledger.put_back(claim)
            return
        ticket = self._limiter.take(run.calls[claim.step].cost)
        call = self._supervisor.spawn(
            self._deliverer.deliver(claim, run, ticket), name=f"delivery {claim.subscriber_id}"
        )
        self._calls.add(call)
        call.add_done_callback(self._landed)

    def _landed(self, call: asyncio.Task[None]) -> None:
        self._calls.discard(call)
        self._wake.set()

    # claiming

    def _refill_if_low(self) -> None:
        most = max(1, math.ceil(self._limiter.rate * CLAIM_SECONDS))
        backing_off = self._clock.monotonic() < self._claim_after
        if backing_off or self._refill is not None or len(self._queue) > most // 2:
            return
        ready = self._roster.claimable()
        if ready:
            share = max(1, (most - len(self._queue)) // len(ready))
            self._refill = self._supervisor.spawn(self._claim(ready, share), name="claim")

    async def _claim(self, ready: list[ActiveRun], share: int) -> None:
        news = {run.id: run.news for run in ready}
        try:
            claimed = await self._ledger.claim([(run.id, share) for run in ready])
        except DatabaseTrouble as error:
            logger.warning("cannot claim: %s", error)
            self._back_off()
            return
        finally:
            self._refill = None
            self._wake.set()
        self._claim_pause = FIRST_CLAIM_PAUSE
        for run in ready:
            run.exhausted = run.id not in claimed and run.news == news[run.id]
        turns = chain.from_iterable(zip_longest(*claimed.values()))
        self._queue.extend(claim for claim in turns if claim is not None)

    def _back_off(self) -> None:
        """No claim, and so no call, until the database had some time to recover."""
        self._claim_after = self._clock.monotonic() + self._claim_pause
        self._supervisor.spawn(self._wake_in(self._claim_pause), name="claim again")
        self._claim_pause = min(self._claim_pause * 2, LONGEST_CLAIM_PAUSE)

    async def _wake_in(self, seconds: float) -> None:
        await self._clock.sleep(seconds)
        self._wake.set()

    def _proceed(self, claim: Claim) -> None:
        """The delivery's next step is claimed and committed: it is next."""
        self._queue.appendleft(claim)
        self._wake.set()

    def _put_back_strays(self) -> None:
        """Whoever paused or was cancelled has no claims waiting."""
        if all(self._sendable(claim) for claim in self._queue):
            return
        self._put_back(tuple(claim for claim in self._queue if not self._sendable(claim)))
        self._queue = deque(claim for claim in self._queue if self._sendable(claim))

    def _sendable(self, claim: Claim) -> bool:
        run = self._roster.get(claim.run_id)
        return run is not None and run.sendable

    def _return_queue(self) -> None:
        self._put_back(tuple(self._queue))
        self._queue.clear()

    def _put_back(self, claims: tuple[Claim, ...]) -> None:
        for claim in claims:
            self._ledger.put_back(claim)

    # what the ledger tells (broadcast.ledger.Listener)

    def finished(self, run_id: int) -> None:
        self._supervisor.spawn(self._after_finish(run_id), name=f"finish {run_id}")

    def more(self, run_id: int) -> None:
        run = self._roster.get(run_id)
        if run is not None:
            self._more_of(run)
            self._settler.wake()

    def _more_of(self, run: ActiveRun) -> None:
        run.more()
        self._wake.set()

    async def _after_finish(self, run_id: int) -> None:
        run = self._roster.get(run_id)
        await self.reload()
        if run is not None:
            self._events.say(BroadcastChanged(broadcast_id=run.broadcast_id))

    def _settled(self, run: ActiveRun) -> None:
        self.finished(run.id)

    # stopping by itself

    def _pause_itself(self, run: ActiveRun | None, reason: PauseReason, detail: str | None) -> None:
        if reason is PauseReason.TOKEN and not self._token_refused:
            self._token_refused = True
            logger.critical("Telegram refuses the token (401): everything is paused")
        for one in [run] if run is not None else list(self._roster):
            if one.sendable:
                one.held = True
                self._supervisor.spawn(
                    self._pause(one, reason, detail), name=f"pause {one.broadcast_id}"
                )

    async def _pause(self, run: ActiveRun, reason: PauseReason, detail: str | None) -> None:
        await self._until_written(run, reason, detail)
        await self.reload()
        self._events.say(
            BroadcastPausedItself(broadcast_id=run.broadcast_id, reason=reason, detail=detail)
        )

    async def _until_written(self, run: ActiveRun, reason: PauseReason, detail: str | None) -> None:
        while True:
            try:
                await self._ledger.pause(
                    run.id, reason=reason, detail=detail, take_back=run.guard.suspects
                )
            except DatabaseTrouble:
                await self._clock.sleep(1)
            else:
                return

    def _storage_changed(self, trouble: str | None) -> None:
        if trouble is None:
            logger.info("the database can be written again")
            self._events.say(StorageWorksAgain())
        else:
            logger.error("the database cannot be written, sending stops: %s", trouble)
            self._events.say(StorageFailing(detail=trouble))
        self._wake.set()

    def _outage(self) -> None:
        logger.error("Telegram does not answer properly: bulk waits until it does")
        self._supervisor.keep(self._probe, name="outage probe")

    async def _probe(self) -> None:
        """Ask with a call that sends nothing, less and less often, until it is answered."""
        while self._brake.closed and not self._stopping:
            await self._clock.sleep(self._brake.next_wait())
            if await self._sender.probe():
                logger.info("Telegram answers again")
                self._brake.open()
        self._wake.set()

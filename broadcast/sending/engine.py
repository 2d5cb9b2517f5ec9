"""The engine's life: it recovers, goes on, hears of what has changed, and ends in order."""

import asyncio
import logging
import math
import random
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from botapi.sender import Sender
from broadcast.guards.circuit_breaker import CircuitBreaker
from broadcast.ledger.end_log import tell_end
from broadcast.ledger.health import StorageWatch, keep_watching_file
from broadcast.ledger.writer import Ledger
from broadcast.model.events import BroadcastChanged, Events, StorageFailing, StorageWorksAgain
from broadcast.pace.chat_limits import MINUTE, ChatLimits
from broadcast.pace.limiter import Limiter
from broadcast.paid.access import Unpaid
from broadcast.paid.balance_poll import BalancePoll
from broadcast.sending.active_runs import ActiveRun, ActiveRuns
from broadcast.sending.loop import SendLoop
from broadcast.sending.payment import PaymentPolicy, charge_lost
from broadcast.sending.self_pause import SelfPause
from broadcast.sending.snapshot import SnapshotWriter
from db import engine_state
from db.connection.database import Database
from db.errors import DatabaseTrouble
from db.ledger import delayed, deliveries, runs
from db.schema.states import BroadcastState, PauseReason
from runtime.clock import Clock
from runtime.supervisor import Supervisor

logger = logging.getLogger(__name__)

BOT_KEY = "bot_id"
LAST_COMMIT = 1.5  # seconds for the last outcomes, after the calls in flight have ended
RELOAD_AGAIN = 1.0  # seconds until runs that could not be read are read again


class Halt(StrEnum):
    """Why a running broadcast stands still; it goes on by itself."""

    FLOOD = "flood"  # Telegram asked to wait
    OUTAGE = "outage"
    STORAGE = "storage"


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
        roster: ActiveRuns,
        chats: ChatLimits,
        events: Events,
        supervisor: Supervisor,
        storage: StorageWatch,
        stars: BalancePoll,
        payment: PaymentPolicy,
        clock: Clock,
        chance: random.Random,
        *,
        bot_id: int,
    ) -> None:
        self._database = database
        self._bot_id = bot_id
        self._limiter = limiter
        self._ledger = ledger
        self._roster = roster
        self._events = events
        self._supervisor = supervisor
        self._storage = storage
        self._stars = stars
        self._clock = clock
        self._breaker = CircuitBreaker(chance)
        self._stops = SelfPause(
            ledger, roster, sender, self._breaker, events, supervisor, clock, self.reload
        )
        self._bulk = SendLoop(
            sender,
            limiter,
            ledger,
            roster,
            chats,
            payment,
            self._breaker,
            self._stops,
            supervisor,
            clock,
        )
        self._settler = SnapshotWriter(
            database, roster, clock, storage, progressed=self._more_of, settled=self._settled
        )
        ledger.listen(self)
        storage.tell(self._storage_changed)

    # the life of the engine

    async def start(self) -> None:
        """Recover what a crash left, then go on with whatever is running."""
        async with self._database.write() as connection:
            lost = await deliveries.recover(connection)
            await charge_lost(connection, lost)
        for run_id, count in lost.items():
            logger.warning("run %d: %d deliveries are uncertain after the last end", run_id, count)
        await self._greet_bot()
        await self._recall_chats()
        await self._roster.reload()
        for run in self._roster:
            self._ledger.check_finished(run.id)
        self._supervisor.keep(self._ledger.keep_flushing, name="ledger")
        self._supervisor.keep(self._settler.work, name="settler")
        self._supervisor.keep(self._stars.keep, name="stars")
        watch = partial(keep_watching_file, self._database, self._storage, self._clock)
        self._supervisor.keep(watch, name="watch over the database's file")
        self._bulk.start()

    async def _recall_chats(self) -> None:
        """Chats in slow mode are asked by no other broadcast, and for no reply, before their time.

        Who waited for no more than a minute may have waited for the chat's pace.
        """
        async with self._database.read() as connection:
            waiting = await delayed.chats(connection, longer=math.ceil(MINUTE) + 1)
        for chat_id, row in waiting:
            self._limiter.chat_asked_to_wait(chat_id, row.seconds(self._clock.time()))

    async def _greet_bot(self) -> None:
        """Pause what runs if the token has become another bot's since the last start."""
        async with self._database.write() as connection:
            known = await engine_state.recall(connection, BOT_KEY)
            if known is not None and known != str(self._bot_id):
                logger.critical(
                    "these subscribers are bot %s's, the token is bot %d's: everything is paused",
                    known,
                    self._bot_id,
                )
                await runs.pause_running(connection, reason=PauseReason.OTHER_BOT)
            await engine_state.keep(connection, {BOT_KEY: str(self._bot_id)})

    async def reload(self) -> None:
        """Something was launched, paused, resumed or cancelled: read it, now or soon."""
        try:
            await self._roster.reload()
        except DatabaseTrouble as error:
            logger.warning("the runs could not be read: %s", error)
            self._supervisor.spawn(self._reload_later(), name="reload")
        self._settler.wake()
        self._bulk.wake()

    async def _reload_later(self) -> None:
        await self._clock.sleep(RELOAD_AGAIN)
        await self.reload()

    async def drain(self, seconds: float) -> None:
        """Stop claiming, let the calls in flight end for up to `seconds`, commit everything."""
        self._database.hurry()
        await self._bulk.end(seconds)
        try:
            async with asyncio.timeout(LAST_COMMIT):
                await self._ledger.flush()
                self._bulk.give_back()  # next steps that the commit has just released
                await self._ledger.flush()
        except Exception:  # whatever it is, the rest of the program must end in order
            logger.exception("the last outcomes could not be written: they are uncertain later")

    def health(self) -> Health:
        why = []
        if self._bulk.token_refused:
            why.append("the token was refused (401)")
        if self._limiter.gate_seconds > 0:
            why.append(f"flood control for another {self._limiter.gate_seconds:.0f} s")
        if self._breaker.is_open:
            why.append("Telegram does not answer")
        if self._storage.trouble is not None:
            why.append(f"the database cannot be written: {self._storage.trouble}")
        return Health(able_to_send=not why, why=tuple(why))

    def rate_of(self, run_id: int) -> float:
        """Recipients/s of a run over the last seconds; what is to be expected until it is known."""
        run = self._roster.get(run_id)
        if run is None:
            return 0.0
        rate = run.meter.rate
        return rate if rate is not None else self._limiter.rate / max(1, self.running)

    def try_now(self) -> bool:
        """Let one call go though Telegram asked to wait. False: it did not."""
        closed = self._limiter.gate_seconds > 0
        self._limiter.try_at_once()
        self._bulk.wake()
        return closed

    def waiting(self, run_id: int) -> tuple[int, float]:
        """How many recipients of a run wait because their chat asked to, for more than a minute;
        and how many seconds it is until the first of them may be asked."""
        run = self._roster.get(run_id)
        return run.aside.waiting_long() if run is not None else (0, 0.0)

    def unpaid(self, run_id: int) -> Unpaid | None:
        """Why a paid run does not pay just now; None while it does, and of one that is not paid."""
        run = self._roster.get(run_id)
        return run.unpaid if run is not None else None

    def halt(self) -> tuple[Halt, float] | None:
        """Why everything stands still, and for how many seconds at least."""
        if self._storage.trouble is not None:
            return Halt.STORAGE, 0.0
        if self._limiter.gate_seconds > 0:
            return Halt.FLOOD, self._limiter.gate_seconds
        return (Halt.OUTAGE, 0.0) if self._breaker.is_open else None

    @property
    def running(self) -> int:
        """Runs that are being sent."""
        return self._roster.running

    # what the ledger tells (broadcast.ledger.writer.Listener)

    def may_finish(self, run_id: int) -> bool:
        """Not when nobody took the content and some refused it: then it is the content's fault."""
        run = self._roster.get(run_id)
        running = run is not None and run.state is BroadcastState.RUNNING
        return run is None or not running or not run.guard.has_unconfirmed

    def disputed(self, run_id: int) -> None:
        run = self._roster.get(run_id)
        if run is not None:
            run.guard.blame_content()
            self._stops.pause(run, PauseReason.CONTENT, run.guard.detail)

    def finished(self, run_id: int) -> None:
        self._supervisor.spawn(self._after_finish(run_id), name=f"finish {run_id}")

    def more(self, run_id: int) -> None:
        run = self._roster.get(run_id)
        if run is not None:
            self._more_of(run)
            self._settler.wake()

    def _more_of(self, run: ActiveRun) -> None:
        run.more()
        self._bulk.wake()

    async def _after_finish(self, run_id: int) -> None:
        run = self._roster.get(run_id)
        await self.reload()
        if run is not None:
            self._events.say(BroadcastChanged(broadcast_id=run.broadcast_id))
            await tell_end(self._database, run.broadcast_id)

    def _settled(self, run: ActiveRun) -> None:
        self.finished(run.id)

    def _storage_changed(self, trouble: str | None) -> None:
        if trouble is None:
            logger.info("the database can be written again")
            self._events.say(StorageWorksAgain())
        else:
            logger.error("the database cannot be written, sending stops: %s", trouble)
            self._events.say(StorageFailing(detail=trouble))
        self._bulk.wake()

"""How the engine stops by itself: one broadcast, all of them, or until Telegram answers again."""

import logging

from botapi.sender import Sender
from broadcast.guards.circuit_breaker import CircuitBreaker
from broadcast.ledger.writer import Ledger
from broadcast.model.events import BroadcastPausedItself, Events
from broadcast.runs.active_runs import ActiveRuns
from broadcast.runs.reload import RunReloader
from broadcast.runs.run import ActiveRun
from db.errors import DatabaseTrouble
from db.schema.states import BroadcastState, PauseReason
from runtime.clock import Clock
from runtime.supervisor import Supervisor

logger = logging.getLogger(__name__)

LOOK_AGAIN = 0.1  # seconds: whether the calls on their way have been answered
RETRY = 1.0  # seconds until a pause that could not be written is tried again


class SelfPause:
    """Pauses runs with a reason, and probes during an outage."""

    def __init__(
        self,
        ledger: Ledger,
        active_runs: ActiveRuns,
        sender: Sender,
        breaker: CircuitBreaker,
        events: Events,
        supervisor: Supervisor,
        clock: Clock,
        reloader: RunReloader,
    ) -> None:
        self._ledger = ledger
        self._active_runs = active_runs
        self._sender = sender
        self._breaker = breaker
        self._events = events
        self._supervisor = supervisor
        self._clock = clock
        self._reloader = reloader

    def pause(self, run: ActiveRun | None, reason: PauseReason, detail: str | None) -> None:
        """Hold a run (None: all of them) at once, and write the pause behind that."""
        for one in [run] if run is not None else list(self._active_runs):
            if one.sendable:
                one.held = True
                self._supervisor.spawn(
                    self._pause(one, reason, detail), name=f"pause {one.broadcast_id}"
                )

    def outage(self) -> None:
        """The circuit breaker has opened: probe until it may close."""
        logger.error("Telegram does not answer properly: bulk waits until it does")
        self._supervisor.keep(self._probe, name="outage probe")

    async def _pause(self, run: ActiveRun, reason: PauseReason, detail: str | None) -> None:
        if reason is PauseReason.CONTENT and not await self._nobody_takes_it(run):
            run.held = False
            await self._reloader.reload()
            return
        if await self._written(run, reason, detail):
            run.state = BroadcastState.PAUSED
            # Without the detail: Telegram's words may quote the message.
            logger.warning("broadcast %d has paused itself: %s", run.broadcast_id, reason)
            said = BroadcastPausedItself(
                broadcast_id=run.broadcast_id, reason=reason, detail=detail
            )
            self._events.say(said)
        run.held = False  # from here on its state says it
        await self._reloader.reload()

    async def _nobody_takes_it(self, run: ActiveRun) -> bool:
        """Who was asked already may still take the message: then it is not at fault."""
        while run.guard.blames_content and run.begun > 0:
            await self._clock.sleep(LOOK_AGAIN)
        return run.guard.blames_content

    async def _written(self, run: ActiveRun, reason: PauseReason, detail: str | None) -> bool:
        take_back = run.guard.unconfirmed if reason is PauseReason.CONTENT else ()
        while True:
            try:
                paused = await self._ledger.pause(
                    run.id, reason=reason, detail=detail, take_back=take_back
                )
            except DatabaseTrouble:
                await self._clock.sleep(RETRY)
            except Exception:  # of an outcome in the same commit; held, and not paused, is no end
                logger.exception("broadcast %d could not be paused", run.broadcast_id)
                await self._clock.sleep(RETRY)
            else:
                if take_back:
                    run.guard.forget_unconfirmed()
                return paused

    async def _probe(self) -> None:
        """Ask with a call that sends nothing, less and less often, until it is answered."""
        while self._breaker.is_open:
            await self._clock.sleep(self._breaker.next_wait())
            if await self._sender.probe():
                logger.info("Telegram answers again")
                self._breaker.close()
        await self._reloader.reload()

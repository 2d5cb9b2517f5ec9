"""How the engine stops by itself: one broadcast, all of them, or until Telegram answers again."""

import logging

from botapi.sender import Sender
from broadcast.guards.circuit_breaker import CircuitBreaker
from broadcast.ledger.writer import Ledger
from broadcast.model.events import BroadcastPausedItself, Events
from broadcast.runs.active_runs import ActiveRuns
from broadcast.runs.reload import RunReloader
from broadcast.runs.run import ActiveRun
from broadcast.runs.stop_request import StopRequest
from db.errors import DatabaseTrouble
from db.schema.states import PauseReason
from runtime.clock import Clock
from runtime.supervisor import Supervisor

logger = logging.getLogger(__name__)

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

    def pause(self, run: ActiveRun, stop: StopRequest) -> None:
        """Hold a run at once, and write the pause behind that."""
        if run.pausable:
            run.hold()
            self._supervisor.spawn(self._pause(run, stop), name=f"pause {run.broadcast_id}")

    def pause_all(self, stop: StopRequest) -> None:
        """The same for whatever runs."""
        for run in self._active_runs:
            self.pause(run, stop)

    def outage(self) -> None:
        """The circuit breaker has opened: probe until it may close."""
        logger.error("Telegram does not answer properly: bulk waits until it does")
        self._supervisor.run_forever(self._probe, name="outage probe")

    async def _pause(self, run: ActiveRun, stop: StopRequest) -> None:
        reason, detail = stop.reason, stop.detail
        if reason is PauseReason.CONTENT and not await run.nobody_takes_it():
            run.release(paused=False)
            await self._reloader.reload()
            return
        paused = await self._written(run, stop)
        run.release(paused=paused)
        if paused:
            # Without the detail: Telegram's words may quote the message.
            logger.warning("broadcast %d has paused itself: %s", run.broadcast_id, reason)
            said = BroadcastPausedItself(
                broadcast_id=run.broadcast_id, reason=reason, detail=detail
            )
            self._events.say(said)
        await self._reloader.reload()

    async def _written(self, run: ActiveRun, stop: StopRequest) -> bool:
        """False: it does not run any more."""
        take_back = run.guards.unconfirmed if stop.reason is PauseReason.CONTENT else ()
        while True:
            try:
                paused = await self._ledger.pause(
                    run.id, reason=stop.reason, detail=stop.detail, take_back=take_back
                )
            except DatabaseTrouble:
                await self._clock.sleep(RETRY)
            except Exception:  # of an outcome in the same commit; held, and not paused, is no end
                logger.exception("broadcast %d could not be paused", run.broadcast_id)
                await self._clock.sleep(RETRY)
            else:
                if take_back:
                    run.guards.forget_unconfirmed()
                return paused

    async def _probe(self) -> None:
        """Ask with a call that sends nothing, less and less often, until it is answered."""
        while self._breaker.is_open:
            await self._clock.sleep(self._breaker.next_wait())
            if await self._sender.probe():
                logger.info("Telegram answers again")
                self._breaker.close()
        await self._reloader.reload()

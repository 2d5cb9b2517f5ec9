"""What follows from the commits: a run has ended, must not end like that, or has more to claim."""

from broadcast.ledger.end_log import tell_end
from broadcast.model.events import BroadcastChanged, Events
from broadcast.runs.active_runs import ActiveRuns
from broadcast.runs.reload import RunReloader
from broadcast.runs.run import ActiveRun
from broadcast.runs.stop_request import StopRequest
from broadcast.sending.self_pause import SelfPause
from db.audience.facts import CannotAsk
from db.connection.database import Database
from db.schema.states import PauseReason
from runtime.supervisor import Supervisor
from runtime.wake import Wake


class RunEndings:
    """Hears what the ledger brings about (broadcast.ledger.writer.Listener)."""

    def __init__(
        self,
        database: Database,
        active_runs: ActiveRuns,
        reloader: RunReloader,
        self_pause: SelfPause,
        events: Events,
        supervisor: Supervisor,
        *,
        send_wake: Wake,
        snapshot_wake: Wake,
    ) -> None:
        self._database = database
        self._active_runs = active_runs
        self._reloader = reloader
        self._self_pause = self_pause
        self._events = events
        self._supervisor = supervisor
        self._send_wake = send_wake
        self._snapshot_wake = snapshot_wake

    def disputed_runs(self) -> frozenset[int]:
        return self._active_runs.disputed()

    def disputed(self, run_id: int) -> None:
        run = self._active_runs.get(run_id)
        if run is not None:
            self._self_pause.pause(run, run.guards.blame_content())

    def cannot_ask(self, run: ActiveRun, cannot: CannotAsk) -> None:
        """Nobody can tell (any more) who else it is for: its admins have to decide."""
        stop = StopRequest(reason=PauseReason.AUDIENCE, detail=cannot.dump())
        self._self_pause.pause(run, stop)

    def source_goes_on(self, run_id: int) -> None:
        """Who has it is written down for its correction: the others get the new text."""
        self._supervisor.spawn(self._after_correction(run_id), name=f"go on {run_id}")

    def finished(self, run_id: int) -> None:
        self._supervisor.spawn(self._after_finish(run_id), name=f"finish {run_id}")

    def more(self, run_id: int) -> None:
        run = self._active_runs.get(run_id)
        if run is not None:
            run.parts.more()
            self._send_wake.ring()
            self._snapshot_wake.ring()

    async def _after_correction(self, run_id: int) -> None:
        await self._reloader.reload()
        run = self._active_runs.get(run_id)
        if run is not None:
            self._events.say(BroadcastChanged(broadcast_id=run.broadcast_id))

    async def _after_finish(self, run_id: int) -> None:
        run = self._active_runs.get(run_id)
        await self._reloader.reload()
        if run is not None:
            self._events.say(BroadcastChanged(broadcast_id=run.broadcast_id))
            await tell_end(self._database, run.broadcast_id)

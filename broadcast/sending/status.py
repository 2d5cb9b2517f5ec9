"""What the engine tells about itself: how fast it goes, and why it stands still."""

from broadcast.guards.circuit_breaker import CircuitBreaker
from broadcast.hours.standing import ALWAYS, Standing
from broadcast.ledger.health import StorageWatch
from broadcast.model.halt import Halt, HaltReason, Unpaid
from broadcast.pace.limiter import Limiter
from broadcast.runs.active_runs import ActiveRuns
from broadcast.sending.outcomes import OutcomeHandler


class EngineStatus:
    """Reads what the engine's parts know; changes nothing."""

    def __init__(
        self,
        active_runs: ActiveRuns,
        limiter: Limiter,
        breaker: CircuitBreaker,
        storage: StorageWatch,
        outcomes: OutcomeHandler,
    ) -> None:
        self._active_runs = active_runs
        self._limiter = limiter
        self._breaker = breaker
        self._storage = storage
        self._outcomes = outcomes

    def halts(self) -> tuple[Halt, ...]:
        """Why nothing can be sent just now, what weighs most first; empty when it can."""
        found = []
        if (trouble := self._storage.trouble) is not None:
            found.append(Halt(reason=HaltReason.STORAGE, detail=str(trouble)))
        if (seconds := self._limiter.gate_seconds) > 0:
            found.append(Halt(reason=HaltReason.FLOOD, seconds=seconds))
        if self._breaker.is_open:
            found.append(Halt(reason=HaltReason.OUTAGE))
        if self._outcomes.token_refused:
            found.append(Halt(reason=HaltReason.TOKEN))
        return tuple(found)

    def halt(self) -> Halt | None:
        """Why running broadcasts stand still; they go on by themselves."""
        lasting = (halt for halt in self.halts() if halt.reason is not HaltReason.TOKEN)
        return next(lasting, None)

    @property
    def running(self) -> int:
        """Runs that are being sent."""
        return self._active_runs.running

    def rate_of(self, run_id: int, *, cost: int) -> float:
        """Recipients/s of a run over the last seconds; what is to be expected until it is known,
        when each of them counts for `cost` messages."""
        run = self._active_runs.get(run_id)
        if run is None:
            return 0.0
        rate = run.rate
        return rate if rate is not None else self._limiter.rate / max(1, self.running) / cost

    def standing(self, run_id: int) -> tuple[Standing, int]:
        """Which parts of a run may be claimed now, and how many wait in the others."""
        run = self._active_runs.get(run_id)
        if run is None:
            return ALWAYS, 0
        return run.parts.standing, run.parts.closed_to_people(run.remaining)

    def waiting(self, run_id: int) -> tuple[int, float]:
        """How many recipients of a run wait because their chat asked to, for more than a minute;
        and how many seconds it is until the first of them may be asked."""
        run = self._active_runs.get(run_id)
        return run.delayed.waiting_long() if run is not None else (0, 0.0)

    def unpaid(self, run_id: int) -> Unpaid | None:
        """Why a paid run does not pay just now; None while it does, and of one that is not paid."""
        run = self._active_runs.get(run_id)
        return run.unpaid if run is not None else None

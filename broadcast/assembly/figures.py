"""What /metrics tells of an engine."""

from broadcast.pace.limiter import Limiter
from broadcast.runs.active_runs import ActiveRuns
from runtime.metrics import Metrics


def watch(metrics: Metrics, limiter: Limiter, active_runs: ActiveRuns) -> None:
    metrics.watch("herald_rate", "Messages/s that bulk may send now.", lambda: limiter.rate)
    metrics.watch(
        "herald_flood_gate_seconds",
        "Seconds until bulk may send again after a 429.",
        lambda: limiter.gate_seconds,
    )
    metrics.watch(
        "herald_recipients_left",
        "Recipients of running broadcasts without an outcome (at the last commit).",
        lambda: float(active_runs.remaining),
    )
    metrics.watch(
        "herald_running_broadcasts", "Broadcasts being sent.", lambda: float(active_runs.running)
    )

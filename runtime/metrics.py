"""What is counted about the calls, for /metrics (Prometheus)."""

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge


class Metrics:
    """Of one bot; those of all bots in a process are shown together (bot/house/metrics.py)."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry(auto_describe=True)
        self._requests = Counter(
            "tg_requests",
            "Calls to the Bot API by method and HTTP status (or 'network').",
            ["method", "status"],
            registry=self.registry,
        )
        self._retry_seconds = Gauge(
            "tg_retry_seconds_sum",
            "Seconds that Telegram asked to wait (retry_after), summed up by method.",
            ["method"],
            registry=self.registry,
        )
        self._in_flight = 0  # a number: a Gauge's lock twice for each call costs more than the rest
        self.watch("tg_inflight", "Calls that have no answer yet.", lambda: float(self._in_flight))
        # Looking a child up by its labels costs more than counting in it.
        self._children: dict[tuple[str, str], Counter] = {}

    def call_left(self) -> None:
        """A call went out."""
        self._in_flight += 1

    def answered(self, method: str, status: str) -> None:
        """Its answer came, or it ended without one."""
        self._in_flight -= 1
        child = self._children.get((method, status))
        if child is None:
            child = self._children[method, status] = self._requests.labels(method, status)
        child.inc()

    def told_to_wait(self, method: str, seconds: float) -> None:
        self._retry_seconds.labels(method).inc(seconds)

    def watch(self, name: str, description: str, value: Callable[[], float]) -> None:
        """A gauge that is read when somebody asks for it."""
        Gauge(name, description, registry=self.registry).set_function(value)

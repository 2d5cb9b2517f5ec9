"""What /metrics shows: the process's own figures, and those of each bot in it."""

from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, Metric

from runtime.metrics import Metrics

LABEL = "bot"  # its value: the bot's numeric id


class HouseMetrics:
    """Where several bots live, each figure of a bot has a label that names it."""

    def __init__(self, *, labelled: bool = False) -> None:
        self.registry = CollectorRegistry(auto_describe=True)
        self._labelled = labelled
        self._bots: dict[int, Metrics] = {}
        self._stalls = Counter(
            "herald_loop_stalls",
            "Times that the event loop stood still for a quarter of a second or longer.",
            registry=self.registry,
        )
        self._stall_seconds = Counter(
            "herald_loop_stall_seconds",
            "Seconds for which it did.",
            registry=self.registry,
        )

    def stood_still(self, seconds: float) -> None:
        """The event loop did, for so long."""
        self._stalls.inc()
        self._stall_seconds.inc(seconds)

    @contextmanager
    def shown(self, bot_id: int, metrics: Metrics) -> Iterator[None]:
        """A bot's figures among them, until the end of the block."""
        self._bots[bot_id] = metrics
        try:
            yield
        finally:
            del self._bots[bot_id]

    def collect(self) -> Iterator[Metric]:
        """One family a name, as Prometheus wants it, with the samples of all bots."""
        families: dict[str, Metric] = {}
        for bot_id, metrics in self._bots.items():
            label = {LABEL: str(bot_id)} if self._labelled else {}
            for found in metrics.registry.collect():
                family = families.setdefault(
                    found.name, Metric(found.name, found.documentation, found.type)
                )
                family.samples += [
                    sample._replace(labels=label | sample.labels) for sample in found.samples
                ]
        yield from self.registry.collect()
        yield from families.values()

    def exposition(self) -> bytes:
        """In the text format of Prometheus."""
        from prometheus_client import generate_latest

        return generate_latest(self)

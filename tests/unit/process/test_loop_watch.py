"""A loop that stands still is told and counted, and one that turns is not."""

import logging

import pytest

from bot.house.metrics import HouseMetrics
from bot.process.loop_watch import BEAT, STANDS_STILL, LoopWatch
from runtime.clock import SystemClock


class Slept(Exception):
    """The script is at its end."""


class Scripted(SystemClock):
    """Each sleep takes as much longer as the script says: so long the loop stood still."""

    def __init__(self, *still: float) -> None:
        self._still = [5.0, *still]  # the first: of the start itself
        self._now = 100.0

    def monotonic(self) -> float:
        return self._now

    async def sleep(self, seconds: float) -> None:
        if not self._still:
            raise Slept
        self._now += seconds + self._still.pop(0)


async def watched(*still: float) -> HouseMetrics:
    metrics = HouseMetrics()
    with pytest.raises(Slept):
        await LoopWatch(Scripted(*still), metrics.stood_still).run_forever()
    return metrics


def value(metrics: HouseMetrics, name: str) -> float | None:
    return metrics.registry.get_sample_value(name)


async def test_each_stretch_is_told_and_counted(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        metrics = await watched(0.0, 0.3, 0.01, 2.0, 0.0)
    assert value(metrics, "herald_loop_stalls_total") == 2
    assert value(metrics, "herald_loop_stall_seconds_total") == pytest.approx(2.3 + 2 * BEAT)
    assert [record.getMessage() for record in caplog.records] == [
        "the event loop stood still for 0.40 s",
        "the event loop stood still for 2.10 s",
    ]


async def test_one_that_turns_is_not(caplog: pytest.LogCaptureFixture) -> None:
    metrics = await watched(*[STANDS_STILL - BEAT - 0.001] * 50)
    assert value(metrics, "herald_loop_stalls_total") == 0
    assert caplog.records == []


async def test_the_shortest_that_counts_is_seen_wherever_it_begins() -> None:
    assert value(await watched(STANDS_STILL - BEAT), "herald_loop_stalls_total") == 1

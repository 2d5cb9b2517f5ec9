"""The rate that the admin reads."""

import pytest

from broadcast.runs.rate_meter import LEAST, WINDOW, RateMeter
from tests.clocks import VirtualClock


def go(clock: VirtualClock, meter: RateMeter, seconds: float, rate: int) -> None:
    for _ in range(int(seconds * rate)):
        clock.now += 1 / rate
        meter.count()


def test_it_says_nothing_before_it_knows() -> None:
    clock = VirtualClock()
    meter = RateMeter(clock)
    go(clock, meter, LEAST - 1, 20)
    assert meter.rate is None
    go(clock, meter, 2, 20)
    assert meter.rate == pytest.approx(20, rel=0.1)


def test_it_forgets_what_is_long_ago() -> None:
    clock = VirtualClock()
    meter = RateMeter(clock)
    go(clock, meter, 30, 50)
    go(clock, meter, WINDOW + 1, 10)
    assert meter.rate == pytest.approx(10, rel=0.2)
    clock.now += WINDOW + 2
    assert meter.rate == 0
    assert len(meter._seconds) == 0

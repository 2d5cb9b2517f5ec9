"""The machine's clock, over timers like uvloop's: rounded to milliseconds, by a clock that lags."""

import math

from hypothesis import given
from hypothesis import strategies as st

from runtime.clock import DAY, TICK, SystemClock


class Timers:
    def __init__(self, now: float) -> None:
        self.now = now
        self.asked: list[float] = []

    async def halved(self, seconds: float) -> None:
        """A timer that ends much too early."""
        self.asked.append(seconds)
        self.now += seconds / 2

    async def uvloop(self, seconds: float) -> None:
        """uvloop 0.23: whole milliseconds, from the last one that its own clock has seen."""
        self.asked.append(seconds)
        if seconds > 0:
            begun = math.floor(self.now / TICK)
            self.now = max(self.now, (begun + round(seconds / TICK)) * TICK)


@given(
    now=st.floats(min_value=1_000, max_value=1_001),
    seconds=st.floats(min_value=1e-6, max_value=2.0),
)
async def test_a_sleep_is_never_early_and_one_timer_is_enough(now: float, seconds: float) -> None:
    timers = Timers(now)
    await SystemClock(monotonic=lambda: timers.now, sleep=timers.uvloop).sleep(seconds)
    assert timers.now >= now + seconds
    assert timers.now <= now + seconds + 3 * TICK
    assert len(timers.asked) == 1


async def test_it_looks_again_after_a_timer_that_was_early_all_the_same() -> None:
    timers = Timers(1_000.0)
    await SystemClock(monotonic=lambda: timers.now, sleep=timers.halved).sleep(0.0104)
    assert timers.now >= 1_000.0104
    assert len(timers.asked) > 1


async def test_no_sleep_gives_the_others_a_turn_and_asks_for_no_timer() -> None:
    timers = Timers(1_000.0)
    clock = SystemClock(monotonic=lambda: timers.now, sleep=timers.halved)
    await clock.sleep(0.0)
    await clock.sleep(-1.0)
    assert timers.asked == [0, 0]


async def test_a_sleep_without_end_is_one_of_many_days() -> None:
    class Enough(Exception):
        pass

    async def sleep(seconds: float) -> None:
        assert seconds <= DAY + 2 * TICK
        raise Enough

    try:
        await SystemClock(sleep=sleep).sleep(math.inf)
    except Enough:
        return
    raise AssertionError("it never slept")

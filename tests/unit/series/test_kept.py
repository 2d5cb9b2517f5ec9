"""Figures that take long to count are not counted anew for each tap."""

from broadcast.doors.series.kept import QUICK, SHARE, Kept
from tests.clocks import VirtualClock


class Counting:
    """Takes so many seconds each time."""

    def __init__(self, clock: VirtualClock, seconds: float) -> None:
        self._clock = clock
        self._seconds = seconds
        self.times = 0

    async def count(self) -> int:
        self.times += 1
        self._clock.now += self._seconds
        return self.times


async def test_what_is_quick_is_always_new() -> None:
    clock = VirtualClock()
    kept, counting = Kept[int](clock), Counting(clock, QUICK / 2)
    assert [await kept.get(1, counting.count) for _ in range(3)] == [1, 2, 3]


async def test_what_is_slow_takes_its_share_of_the_time_and_no_more() -> None:
    clock = VirtualClock()
    kept, counting = Kept[int](clock), Counting(clock, 2.0)
    assert [await kept.get(1, counting.count) for _ in range(3)] == [1, 1, 1]
    assert await kept.get(2, counting.count) == 2  # another series
    clock.now += 2.0 / SHARE
    assert await kept.get(1, counting.count) == 3

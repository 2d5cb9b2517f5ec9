"""A key's calls in any stretch of time."""

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from bot.api.core.rates import MOST, Rates
from tests.clocks import VirtualClock


@given(
    st.integers(1, 300),
    st.lists(st.floats(0, 20, allow_nan=False), min_size=1, max_size=200),
)
def test_no_more_than_the_rate_and_what_was_saved(per_minute: int, gaps: list[float]) -> None:
    clock = VirtualClock()
    rates, begun, let = Rates(clock), clock.now, 0
    for gap in gaps:
        clock.now += gap
        let += rates.take(1, per_minute) == 0
    assert let <= per_minute + (clock.now - begun) * per_minute / 60 + 1e-6


@given(st.integers(1, 300))
def test_whoever_waits_as_long_as_was_said_is_let_in(per_minute: int) -> None:
    clock = VirtualClock()
    rates = Rates(clock)
    for _ in range(per_minute):
        assert rates.take(1, per_minute) == 0
    wait = rates.take(1, per_minute)
    assert wait >= 1
    clock.now += wait
    assert rates.take(1, per_minute) == 0


def test_keys_do_not_take_from_each_other_and_are_not_remembered_for_ever() -> None:
    rates = Rates(VirtualClock())
    assert rates.take(1, 1) == 0
    assert rates.take(1, 1) > 0
    for other in range(2, MOST + 2):
        assert rates.take(other, 1) == 0
    assert len(rates._left) == MOST


def test_two_hundred_a_second_are_let_in_as_rarely_as_any() -> None:
    """A minute of it; what is not let in costs a comparison, and asks the database nothing."""

    async def minute() -> int:
        clock, let = VirtualClock(), 0
        rates = Rates(clock)
        for _ in range(200 * 60):
            clock.now += 1 / 200
            let += rates.take(1, 60) == 0
        return let

    assert asyncio.run(minute()) <= 121

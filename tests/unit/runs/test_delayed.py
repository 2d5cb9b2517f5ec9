"""Who of a run is delayed, in order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.runs.delayed import LONG, Delayed
from tests.clocks import VirtualClock


@given(st.lists(st.tuples(st.integers(1, 8), st.floats(0, 100)), max_size=30))
def test_each_is_taken_once_and_never_before_its_time(puts: list[tuple[int, float]]) -> None:
    clock = VirtualClock()
    delayed = Delayed(clock)
    until: dict[int, float] = {}
    for number, seconds in puts:
        delayed.put(number, seconds)
        until[number] = clock.now + seconds  # what was said last counts
    taken: list[int] = []
    while (wait := delayed.seconds) is not None:
        clock.now += wait
        due = delayed.pop_due(3)
        assert due
        assert all(until[number] <= clock.now + 1e-6 for number in due)
        taken += due
    assert sorted(taken) == sorted(until)


def test_what_the_database_says_does_not_overrule_what_is_known() -> None:
    delayed = Delayed(VirtualClock())
    delayed.put(7, 50)
    delayed.recall(7, 1)
    delayed.recall(8, 2)
    assert delayed.seconds == 2
    assert delayed.pop_due(5) == []


def test_only_who_waits_long_is_worth_telling() -> None:
    delayed = Delayed(VirtualClock())
    delayed.put(1, LONG / 2)
    assert delayed.waiting_long() == (0, 0.0)
    delayed.put(2, 3_590)
    delayed.put(3, 600)
    many, first = delayed.waiting_long()
    assert many == 2
    assert first == pytest.approx(600)

"""Pauses between tries: each twice the one before, never more than the longest."""

import random

from hypothesis import given
from hypothesis import strategies as st

from runtime.backoff import Backoff


def test_each_pause_is_twice_the_one_before_up_to_the_longest() -> None:
    backoff = Backoff(1.0, 15.0)
    assert [backoff.next() for _ in range(6)] == [1.0, 2.0, 4.0, 8.0, 15.0, 15.0]
    backoff.reset()
    assert backoff.next() == 1.0


@given(seed=st.integers(), tries=st.integers(min_value=1, max_value=20))
def test_chance_moves_a_pause_by_no_more_than_its_part(seed: int, tries: int) -> None:
    plain, jittered = Backoff(1.0, 30.0), Backoff(1.0, 30.0, jitter=0.2, chance=random.Random(seed))
    for _ in range(tries):
        pause = plain.next()
        assert pause * 0.8 <= jittered.next() <= pause * 1.2

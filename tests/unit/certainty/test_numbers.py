"""Spans of numbers against a plain set."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.certainty.numbers import Numbers

NUMBERS = st.lists(st.integers(min_value=1, max_value=60), max_size=60)
PLENTY = 1_000


def missing_by_set(numbers: list[int], low: int, high: int) -> list[int] | None:
    if not numbers or low + 1 < numbers[0]:
        return None
    return [number for number in range(low + 1, high) if number not in set(numbers)]


@given(NUMBERS, st.integers(0, 65), st.integers(0, 65))
def test_what_is_missing_is_what_a_set_does_not_hold(
    numbers: list[int], low: int, high: int
) -> None:
    seen = Numbers()
    seen.update(numbers)
    assert seen.missing(low, high, limit=PLENTY) == missing_by_set(numbers, low, high)
    assert seen.highest == max((n for n in numbers if n >= numbers[0]), default=0)


@given(NUMBERS, st.integers(0, 65), st.integers(0, 65), st.integers(0, 9))
def test_a_limit_gives_the_first_ones(numbers: list[int], low: int, high: int, limit: int) -> None:
    seen = Numbers()
    seen.update(numbers)
    everything = seen.missing(low, high, limit=PLENTY)
    assert seen.missing(low, high, limit=limit) == (everything and everything[:limit])


@given(NUMBERS, st.integers(1, 8))
def test_the_line_that_is_kept_tells_the_same(numbers: list[int], most: int) -> None:
    seen = Numbers(most=most)
    seen.update(numbers)
    again = Numbers.load(seen.dump(), most=most)
    assert again.dump() == seen.dump()
    assert (again.known_from, again.highest) == (seen.known_from, seen.highest)
    for low in range(60):
        assert again.missing(low, 65, limit=PLENTY) == seen.missing(low, 65, limit=PLENTY)


@given(NUMBERS, st.integers(1, 4))
def test_what_was_forgotten_is_never_taken_for_accounted(numbers: list[int], most: int) -> None:
    """Too many spans: of the oldest nothing is told, and of the others the truth."""
    seen = Numbers(most=most)
    seen.update(numbers)
    held = set(numbers)
    for low in range(64):
        missing = seen.missing(low, 65, limit=PLENTY)
        assert missing is None or missing == [n for n in range(low + 1, 65) if n not in held]
    assert len(seen.dump().split()) <= 1 + 2 * most


def test_before_the_first_number_nothing_is_told() -> None:
    assert Numbers().missing(0, 10, limit=PLENTY) is None
    seen = Numbers()
    seen.add(7)
    assert seen.missing(5, 9, limit=PLENTY) is None
    assert seen.missing(6, 9, limit=PLENTY) == [8]


@pytest.mark.parametrize("line", ["7 1", "7 -1 2", "seven", "7 0 -3"])
def test_a_line_that_is_none_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"numbers|int"):
        Numbers.load(line)

"""Many leave: not a few, not as many as on any day, and not told by chance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records import LeaversRow
from handlers.admin.telling.leaving import AGES, FEWEST, age_due, many_leave, next_age


def row(count: int, usual: float | None) -> LeaversRow:
    return LeaversRow(unsubscribed=count // 2, blocked=count - count // 2, usual=usual)


@pytest.mark.parametrize(
    ("count", "usual", "many"),
    [
        (9, 0.0, False),  # so few that anybody sees them
        (10, 0.5, True),
        (10, 9.0, False),
        (45, 20.0, True),
        (39, 20.0, False),  # not twice as many
        (10, 4.0, False),  # twice as many, and still within chance
        (2_100, 1_000.0, True),
    ],
)
def test_beside_the_usual(count: int, usual: float, many: bool) -> None:
    assert many_leave(row(count, usual), 100_000) is many


@pytest.mark.parametrize(("count", "reached", "many"), [(20, 1_000, True), (19, 1_000, False)])
def test_a_share_counts_where_nobody_knows_what_is_usual(
    count: int, reached: int, many: bool
) -> None:
    assert many_leave(row(count, None), reached) is many


@given(st.integers(0, 5_000), st.floats(0, 3_000))
def test_more_leavers_are_never_fewer(count: int, usual: float) -> None:
    if many_leave(row(count, usual), 1):
        assert count >= FEWEST
        assert many_leave(row(count + 1, usual), 1)


def test_it_is_looked_at_a_few_times_in_the_day_after() -> None:
    looked, times = 0.0, 0
    for age in range(0, 100_000, 300):
        if age_due(age, looked):
            looked, times = age, times + 1
    assert times == len(AGES)
    assert next_age(AGES[0] - 1) == 1
    assert next_age(AGES[-1]) is None

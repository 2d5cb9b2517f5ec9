"""How many can still be taken back, and by when that has to begin."""

from hypothesis import given
from hypothesis import strategies as st

from broadcast.model.mending.reach import LONGEST, MARGIN, reach_of
from db.records import MinuteRow

NOW = 1_700_000_000
FIRST = NOW // 60


def minute(number: int, sent: int) -> MinuteRow:
    return MinuteRow(minute=number, sent=sent, blocked=0, unreachable=0, failed=0, uncertain=0)


def test_a_fresh_one_can_be_taken_back_whole() -> None:
    reach = reach_of([minute(FIRST, 600)], per_recipient=1, rate=30, now=NOW)
    assert (reach.sent, reach.reachable, reach.seconds) == (600, 600, 20)
    assert reach.begin_by == FIRST * 60 + LONGEST - MARGIN - 20


def test_what_grows_old_meanwhile_is_not_promised() -> None:
    """A minute of 3 000 takes two to be deleted at half the rate: the second's may wait less."""
    sent = [minute(FIRST + n, 3_000) for n in range(10)]
    late = (FIRST * 60 + LONGEST - MARGIN) - 60
    reach = reach_of(sent, per_recipient=1, rate=25, now=late)
    assert 0 < reach.reachable < reach.sent
    assert reach.begin_by is not None
    assert reach.begin_by >= late


def test_after_two_days_nobody_is_reached() -> None:
    reach = reach_of([minute(FIRST, 5)], per_recipient=1, rate=30, now=NOW + LONGEST)
    assert (reach.sent, reach.reachable, reach.begin_by) == (5, 0, None)


def test_an_album_takes_as_many_calls_as_it_has_items() -> None:
    one = reach_of([minute(FIRST, 60)], per_recipient=1, rate=30, now=NOW)
    ten = reach_of([minute(FIRST, 60)], per_recipient=10, rate=30, now=NOW)
    assert ten.seconds == 10 * one.seconds


@given(
    counts=st.lists(st.integers(0, 5_000), max_size=20),
    age=st.integers(0, LONGEST + 3_600),
    rate=st.floats(1, 1_000),
)
def test_whoever_begins_by_then_reaches_as_many(counts: list[int], age: int, rate: float) -> None:
    sent = [minute(FIRST + n, count) for n, count in enumerate(counts)]
    now = reach_of(sent, per_recipient=1, rate=rate, now=NOW + age)
    assert 0 <= now.reachable <= now.sent == sum(counts)
    if now.begin_by is None:
        assert now.reachable == 0
        return
    assert now.begin_by >= NOW + age - 1
    later = reach_of(sent, per_recipient=1, rate=rate, now=now.begin_by)
    assert later.reachable >= now.reachable - len(counts)  # the seconds are rounded

"""The group gets copies at a pace of its own, and one message instead of a rush."""

from hypothesis import given
from hypothesis import strategies as st

from handlers.inbox.rush import GATHERING, MINUTE, MOST_CALLS, SOON, Minute, Step, step

QUIET = 1e9


def test_what_can_be_copied_soon_is() -> None:
    assert step(1, QUIET) is Step.COPY
    assert step(SOON, QUIET) is Step.COPY
    assert step(SOON + 1, QUIET) is Step.SUM


def test_after_a_sum_more_is_gathered_and_a_rush_that_goes_on_is_summed_up_earlier() -> None:
    assert step(1, GATHERING - 1) is Step.WAIT
    assert step(500, GATHERING - 1) is Step.WAIT
    assert step(MOST_CALLS, GATHERING) is Step.COPY
    assert step(MOST_CALLS + 1, GATHERING) is Step.SUM
    assert step(MOST_CALLS + 1, 2 * GATHERING) is Step.COPY


@given(st.lists(st.floats(0, 100), max_size=60))
def test_no_minute_has_more_calls_than_that(pauses: list[float]) -> None:
    minute, made, now = Minute(), list[float](), 0.0
    for pause in pauses:
        now += pause
        if (wait := minute.wait(now)) > 0:
            now += wait
            assert minute.wait(now) <= 1e-6
        minute.book(now)
        made.append(now)
    for at in made:
        assert sum(at <= one < at + MINUTE - 1e-6 for one in made) <= MOST_CALLS

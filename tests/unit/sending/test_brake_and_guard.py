"""When to stop by oneself: outages, and content that nobody can be sent."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.guards.circuit_breaker import JITTER, CircuitBreaker
from broadcast.guards.content import REFUSALS, ContentGuard, Suspect


@pytest.fixture
def brake() -> CircuitBreaker:
    return CircuitBreaker(random.Random(1))


def test_three_unanswered_in_a_row_close_the_brake(brake: CircuitBreaker) -> None:
    assert [brake.unanswered() for _ in range(4)] == [False, False, True, False]
    assert brake.closed


def test_a_proper_answer_in_between_starts_the_count_again(brake: CircuitBreaker) -> None:
    for _ in range(10):
        assert not brake.unanswered()
        assert not brake.unanswered()
        brake.answered()
    assert not brake.closed


def test_answers_of_calls_from_before_the_outage_do_not_open_it(brake: CircuitBreaker) -> None:
    for _ in range(3):
        brake.unanswered()
    brake.answered()
    assert brake.closed


def test_probes_come_less_and_less_often(brake: CircuitBreaker) -> None:
    waits = [brake.next_wait() for _ in range(8)]
    for wait, plain in zip(waits, [1, 2, 4, 8, 16, 30, 30, 30], strict=True):
        assert plain * (1 - JITTER) <= wait <= plain * (1 + JITTER)


def test_after_an_outage_one_more_unanswered_call_closes_it_again(brake: CircuitBreaker) -> None:
    for _ in range(3):
        brake.unanswered()
    long_wait = [brake.next_wait() for _ in range(4)][-1]
    brake.open()
    assert brake.testing
    assert brake.unanswered()
    assert brake.next_wait() > long_wait * 1.3  # it does not start to hammer again


def test_a_good_delivery_ends_the_test(brake: CircuitBreaker) -> None:
    for _ in range(3):
        brake.unanswered()
    brake.open()
    brake.answered()
    assert not brake.testing
    assert not brake.unanswered()
    assert brake.next_wait() <= 1 + JITTER


def refusals(guard: ContentGuard, *numbers: int, step: int = 0, before: bool = False) -> list[bool]:
    return [guard.refused(Suspect(one, step, f"{one}"), before=before) for one in numbers]


def test_three_refusals_of_what_nobody_took_condemn_it() -> None:
    guard = ContentGuard()
    assert refusals(guard, 1, 2, 3, 4) == [False, False, True, False]
    assert guard.condemned
    assert guard.suspects == (1, 2, 3, 4)
    assert guard.detail == "4"


def test_any_number_of_refusals_is_the_recipients_own_once_somebody_took_it() -> None:
    guard = ContentGuard()
    assert guard.accepted()
    assert refusals(guard, *range(50)) == [False] * 50
    assert not guard.condemned
    assert not guard.unresolved
    assert not guard.accepted()  # no news


def test_who_takes_it_after_the_verdict_lifts_it() -> None:
    """Calls were on their way when three had refused it."""
    guard = ContentGuard()
    refusals(guard, 1, 2, 3)
    guard.accepted()
    assert not guard.condemned
    assert guard.suspects == ()  # they stay marked: it was about them
    assert refusals(guard, 4, 5, 6) == [False] * 3


def test_a_refusal_that_nobody_contradicted_is_unresolved() -> None:
    guard = ContentGuard()
    seen = [guard.unresolved]
    refusals(guard, 1)
    seen.append(guard.unresolved)
    guard.accepted()
    seen.append(guard.unresolved)
    assert seen == [False, True, False]


def test_after_a_resume_who_refused_before_proves_no_more_than_before() -> None:
    """Three who refuse voice messages paused it again at each resume."""
    guard = ContentGuard()
    refusals(guard, 1, 2, 3)
    guard.put_back()
    guard.go_on()
    seen = [guard.unresolved]
    assert refusals(guard, 1, 2, 3, before=True) == [False] * 3
    seen.append(guard.unresolved)
    assert seen == [False, True], "unless somebody takes it now"
    assert refusals(guard, 4, 5, 6) == [False, False, True]


def test_each_step_is_judged_for_itself() -> None:
    guard = ContentGuard()
    guard.accepted(0)
    assert refusals(guard, 1, 2, 3, step=1) == [False, False, True]
    assert refusals(guard, 4, 5, 6, step=0) == [False] * 3
    assert guard.condemned
    guard.accepted(1)
    assert not guard.condemned


def test_what_was_known_before_a_restart_counts() -> None:
    guard = ContentGuard(taken=1, suspects=[Suspect(1, 0, "old"), Suspect(2, 1, "new")])
    assert guard.suspects == (2,)
    assert guard.detail == "new"
    assert refusals(guard, *range(10), step=0) == [False] * 10


def test_when_there_is_nobody_else_to_ask_one_refusal_condemns_it() -> None:
    guard = ContentGuard()
    refusals(guard, 1)
    guard.condemn()
    assert guard.condemned


@given(
    events=st.lists(
        st.tuples(st.sampled_from(["take", "refuse", "resume"]), st.integers(0, 2)), max_size=60
    )
)
def test_only_what_nobody_takes_is_ever_condemned(events: list[tuple[str, int]]) -> None:
    guard, taken, asked = ContentGuard(), 0, 0
    for number, (what, step) in enumerate(events):
        if what == "take":
            guard.accepted(step)
            taken = max(taken, step + 1)
        elif what == "resume":
            guard.put_back()
            guard.go_on()
            asked = 0
        elif guard.refused(Suspect(number, step, None)):
            assert step >= taken
            assert asked + 1 >= REFUSALS
        asked += what == "refuse"
        assert guard.taken == taken
        assert not guard.condemned or guard.unresolved or taken < 3

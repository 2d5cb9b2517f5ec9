"""Whose fault a refusal is: the message's, or its recipient's."""

from hypothesis import given
from hypothesis import strategies as st

from broadcast.guards.content import REFUSALS, ContentGuard, Refusal


def refusals(guard: ContentGuard, *numbers: int, step: int = 0, before: bool = False) -> list[bool]:
    return [guard.refused(Refusal(one, step, f"{one}"), before=before) for one in numbers]


def test_three_refusals_of_what_nobody_took_blame_it() -> None:
    guard = ContentGuard()
    assert refusals(guard, 1, 2, 3, 4) == [False, False, True, False]
    assert guard.blames_content
    assert guard.unconfirmed == (1, 2, 3, 4)
    assert guard.detail == "4"


def test_any_number_of_refusals_is_the_recipients_own_once_somebody_took_it() -> None:
    guard = ContentGuard()
    assert guard.accepted()
    assert refusals(guard, *range(50)) == [False] * 50
    assert not guard.blames_content
    assert not guard.has_unconfirmed
    assert not guard.accepted()  # no news


def test_who_takes_it_after_the_verdict_lifts_it() -> None:
    """Calls were on their way when three had refused it."""
    guard = ContentGuard()
    refusals(guard, 1, 2, 3)
    guard.accepted()
    assert not guard.blames_content
    assert guard.unconfirmed == ()  # they stay marked: it was about them
    assert refusals(guard, 4, 5, 6) == [False] * 3


def test_a_refusal_that_nobody_contradicted_is_unconfirmed() -> None:
    guard = ContentGuard()
    seen = [guard.has_unconfirmed]
    refusals(guard, 1)
    seen.append(guard.has_unconfirmed)
    guard.accepted()
    seen.append(guard.has_unconfirmed)
    assert seen == [False, True, False]


def test_after_a_resume_who_refused_before_proves_no_more_than_before() -> None:
    """Three who refuse voice messages paused it again at each resume."""
    guard = ContentGuard()
    refusals(guard, 1, 2, 3)
    guard.forget_unconfirmed()
    guard.resume()
    seen = [guard.has_unconfirmed]
    assert refusals(guard, 1, 2, 3, before=True) == [False] * 3
    seen.append(guard.has_unconfirmed)
    assert seen == [False, True], "unless somebody takes it now"
    assert refusals(guard, 4, 5, 6) == [False, False, True]


def test_each_step_is_judged_for_itself() -> None:
    guard = ContentGuard()
    guard.accepted(0)
    assert refusals(guard, 1, 2, 3, step=1) == [False, False, True]
    assert refusals(guard, 4, 5, 6, step=0) == [False] * 3
    assert guard.blames_content
    guard.accepted(1)
    assert not guard.blames_content


def test_what_was_known_before_a_restart_counts() -> None:
    guard = ContentGuard(taken=1, refusals=[Refusal(1, 0, "old"), Refusal(2, 1, "new")])
    assert guard.unconfirmed == (2,)
    assert guard.detail == "new"
    assert refusals(guard, *range(10), step=0) == [False] * 10


def test_when_there_is_nobody_else_to_ask_one_refusal_blames_it() -> None:
    guard = ContentGuard()
    refusals(guard, 1)
    guard.blame_content()
    assert guard.blames_content


@given(
    events=st.lists(
        st.tuples(st.sampled_from(["take", "refuse", "resume"]), st.integers(0, 2)), max_size=60
    )
)
def test_only_what_nobody_takes_is_ever_blamed(events: list[tuple[str, int]]) -> None:
    guard, taken, asked = ContentGuard(), 0, 0
    for number, (what, step) in enumerate(events):
        if what == "take":
            guard.accepted(step)
            taken = max(taken, step + 1)
        elif what == "resume":
            guard.forget_unconfirmed()
            guard.resume()
            asked = 0
        elif guard.refused(Refusal(number, step, None)):
            assert step >= taken
            assert asked + 1 >= REFUSALS
        asked += what == "refuse"
        assert guard.taken == taken
        assert not guard.blames_content or guard.has_unconfirmed or taken < 3

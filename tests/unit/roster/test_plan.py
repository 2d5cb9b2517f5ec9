"""What a new list changes: nobody is touched without need, and everybody ends where they should."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from bot.roster.plan import plan

BOTS = st.integers(1, 6)
LISTS = st.dictionaries(BOTS, st.sampled_from("abc"))


def after(
    served: Mapping[int, str], wanted: Mapping[int, str], stopped: set[int]
) -> dict[int, str]:
    """Who is served when the plan is done: `leave` first, then `serve`."""
    change = plan(served, wanted, stopped=stopped)
    left = {bot: settings for bot, settings in served.items() if bot not in change.leave}
    return left | dict(change.serve)


@given(LISTS, LISTS, st.sets(BOTS))
def test_the_list_is_what_is_served(
    served: dict[int, str], wanted: dict[int, str], stopped: set[int]
) -> None:
    assert after(served, wanted, stopped & served.keys()) == wanted


@given(LISTS, LISTS, st.sets(BOTS))
def test_who_runs_with_the_same_settings_is_not_touched(
    served: dict[int, str], wanted: dict[int, str], stopped: set[int]
) -> None:
    stopped &= served.keys()
    change = plan(served, wanted, stopped=stopped)
    for bot, settings in served.items():
        same = wanted.get(bot) == settings
        assert (bot in change.leave) == (not same)
        assert (bot in change.serve) == (bot in wanted and (not same or bot in stopped))


def test_other_settings_are_a_new_life() -> None:
    change = plan({1: "a", 2: "b"}, {1: "c", 2: "b", 3: "d"}, stopped=[])
    assert (change.leave, change.serve) == ((1,), {1: "c", 3: "d"})

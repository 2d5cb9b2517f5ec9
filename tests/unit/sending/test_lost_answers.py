"""Answers that are lost beside others that come."""

from broadcast.guards.lost_answers import LEAST, SHARE, WINDOW, LossWatch
from db.schema.reasons import FailedShare


def stops_after(watch: LossWatch, outcomes: str) -> int | None:
    """After how many outcomes it stops (x: lost); None: it does not."""
    for number, one in enumerate(outcomes, start=1):
        if one == "x":
            if watch.lost():
                return number
        else:
            watch.answered()
    return None


def test_nothing_but_lost_answers_stops_it_soon() -> None:
    watch = LossWatch()
    assert stops_after(watch, "x" * 50) == LEAST
    assert watch.detail == FailedShare(bad=6, of=6).dump()


def test_every_third_lost_one_stops_it() -> None:
    assert stops_after(LossWatch(), "..x" * 50) == 3 * LEAST


def test_one_in_twenty_does_not() -> None:
    assert SHARE > 100 // 20
    assert stops_after(LossWatch(), ("." * 19 + "x") * 200) is None


def test_only_the_latest_count() -> None:
    watch = LossWatch()
    assert stops_after(watch, "." * 5_000 + "x" * (LEAST - 1) + "." * WINDOW) is None
    assert stops_after(watch, "x" * 9) == LEAST


def test_going_on_puts_up_with_more_and_never_with_all() -> None:
    watch = LossWatch()
    assert stops_after(watch, "..x" * 50) is not None
    again = watch.after_resume()
    assert again.detail is None
    assert stops_after(again, "..x" * 200) is None
    assert stops_after(again, "x" * 50) is not None
    assert stops_after(again.after_resume(), "x" * 50) == LEAST


def test_an_admins_own_pause_changes_nothing() -> None:
    watch = LossWatch()
    assert stops_after(watch, "x" * (LEAST - 1)) is None
    assert stops_after(watch.after_resume(), "x" * 50) == LEAST

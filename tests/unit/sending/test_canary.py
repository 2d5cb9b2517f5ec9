"""The first recipients are asked before the others; too many failures stop a broadcast."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from botapi.outcome import Verdict
from broadcast.guards.canary import TELLING, Canary
from broadcast.guards.failure_rate import LEAST, STRANGERS_IN_A_ROW, WINDOW, FailureWatch
from db.schema.reasons import FailedShare

ENDS = (
    Verdict.SENT,
    Verdict.FAILED,
    Verdict.CONTENT,
    Verdict.BLOCKED,
    Verdict.DEACTIVATED,
    Verdict.UNREACHABLE,
    Verdict.UNCERTAIN,
)
NO_RIGHTS = "Bad Request: not enough rights to send text messages to the chat"


@given(
    size=st.integers(0, 30),
    wanted=st.lists(st.integers(1, 9), min_size=40, max_size=200),
    answers=st.randoms(use_true_random=False),
)
def test_a_canary_is_never_more_than_its_size(
    size: int, wanted: list[int], answers: object
) -> None:
    """However claims and answers fall, nobody else begins before the canary has answered."""
    canary, begun, told = Canary(size), 0, 0
    for more in wanted:
        room = canary.room(begun)
        begun += more if room is None else min(more, room)
        if told < size:
            assert begun + told <= size
        for _ in range(answers.randint(0, begun)):  # type: ignore[attr-defined]
            verdict = answers.choice(ENDS)  # type: ignore[attr-defined]
            canary.outcome(verdict)
            begun, told = begun - 1, told + (verdict in TELLING)
    assert canary.room(0) != 0  # it never stands still for good


def test_the_canary_ends_when_all_of_it_have_answered() -> None:
    canary = Canary(3)
    assert canary.room(0) == 3
    assert canary.room(3) == 0
    for _ in range(2):
        canary.outcome(Verdict.SENT)
    assert canary.room(1) == 0
    canary.outcome(Verdict.FAILED)
    assert canary.room(0) is None


def test_blocked_accounts_say_nothing_of_the_message() -> None:
    canary = Canary(2)
    for verdict in (Verdict.BLOCKED, Verdict.DEACTIVATED, Verdict.UNREACHABLE, Verdict.UNCERTAIN):
        canary.outcome(verdict)
    assert canary.room(0) == 2


def test_after_a_restart_the_counters_tell_how_much_of_the_canary_is_left() -> None:
    assert Canary(20, answered=15).room(2) == 3
    assert Canary(20, answered=20).room(9) is None
    assert Canary(20, answered=900).room(9) is None


def test_without_a_canary_all_go_at_once() -> None:
    assert Canary(0).room(0) is None


def watched(watch: FailureWatch, verdicts: list[Verdict], reason: str = NO_RIGHTS) -> int | None:
    """After how many outcomes it stops; None: it does not."""
    for number, verdict in enumerate(verdicts, start=1):
        if watch.saw(verdict, None if verdict is Verdict.SENT else reason):
            return number
    return None


SENT, FAILED = [Verdict.SENT], [Verdict.FAILED]


def test_too_many_failures_stop_it_and_say_so() -> None:
    watch = FailureWatch(30, canary=20)
    assert watched(watch, SENT * 13 + FAILED * 7) == 20
    assert watch.detail == FailedShare(bad=7, of=20, words=NO_RIGHTS).dump()


def test_failures_that_came_first_count_when_the_canary_is_complete() -> None:
    assert watched(FailureWatch(30, canary=20), FAILED * 7 + SENT * 13) == 20


def test_as_many_as_the_setting_allows_are_no_reason_to_stop() -> None:
    assert watched(FailureWatch(30, canary=10), (SENT * 7 + FAILED * 3) * 40) is None


def test_the_commonest_reason_is_told() -> None:
    watch = FailureWatch(50, canary=4)
    for reason in ("rare", "common", "common", None):
        watch.saw(Verdict.FAILED, reason)
    assert watch.detail == FailedShare(bad=4, of=4, words="common").dump()


def test_only_the_latest_count() -> None:
    watch = FailureWatch(30, canary=20)
    assert watched(watch, SENT * 5_000) is None
    assert watched(watch, FAILED * WINDOW) == 31


def test_without_a_canary_it_waits_until_a_share_means_something() -> None:
    assert watched(FailureWatch(30), FAILED * 50) == LEAST


@pytest.mark.parametrize("share", [0, 100])
def test_it_can_be_switched_off(share: int) -> None:
    watch = FailureWatch(share, canary=20)
    assert watched(watch, FAILED * 200 + [Verdict.UNREACHABLE] * 200) is None


def test_an_old_list_full_of_blocked_and_deleted_accounts_is_no_failure() -> None:
    gone = [Verdict.BLOCKED, Verdict.DEACTIVATED]
    assert watched(FailureWatch(30, canary=20), gone * 2_000) is None
    assert watched(FailureWatch(30, canary=20), (gone * 10 + SENT) * 50) is None


def test_people_whom_telegram_does_not_know_one_after_another_stop_it() -> None:
    watch = FailureWatch(30, canary=20)
    strangers = [Verdict.UNREACHABLE] * STRANGERS_IN_A_ROW
    assert watched(watch, SENT + strangers[1:] + SENT + strangers, "chat not found") == 41
    assert watch.detail == FailedShare(bad=20, of=20, words="chat not found").dump()


def test_a_lost_answer_does_not_hide_strangers() -> None:
    outcomes = [Verdict.UNREACHABLE, Verdict.UNCERTAIN] * STRANGERS_IN_A_ROW
    assert watched(FailureWatch(30), outcomes) == 2 * STRANGERS_IN_A_ROW - 1


def test_going_on_puts_up_with_what_was_seen_and_no_more() -> None:
    watch = FailureWatch(30, canary=20)
    assert watched(watch, (SENT * 3 + FAILED * 2) * 10) == 20
    again = watch.after_resume()  # 40 % was seen: it may come to 70 % now
    assert watched(again, (SENT * 3 + FAILED * 2) * 100) is None
    assert watched(again.after_resume(), (FAILED * 9 + SENT) * 10) == 20
    assert again.detail is None


def test_going_on_although_everybody_fails_asks_no_more() -> None:
    watch = FailureWatch(30, canary=20)
    assert watched(watch, FAILED * 20) == 20
    assert watched(watch.after_resume(), FAILED * 200) is None


def test_going_on_with_strangers_does_not_ask_again() -> None:
    watch = FailureWatch(30, canary=20)
    strangers = [Verdict.UNREACHABLE] * 60
    assert watched(watch, strangers) == STRANGERS_IN_A_ROW
    again = watch.after_resume()
    assert watched(again, strangers) is None
    assert watched(again, FAILED * 20) == 20


def test_an_admins_own_pause_changes_nothing() -> None:
    watch = FailureWatch(30, canary=20)
    assert watched(watch, FAILED * 5) is None
    assert watched(watch.after_resume(), FAILED * 20) == 20


def test_a_restart_in_the_canary_forgets_no_failure() -> None:
    assert watched(FailureWatch(30, canary=20, sent=12, failed=6), FAILED * 2) == 2
    assert watched(FailureWatch(30, canary=20, sent=900, failed=90), FAILED * 20) == 20

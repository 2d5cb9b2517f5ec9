"""The limiter alone, in virtual time."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from botapi_sandbox.flood.limiter import Limiter, Verdict
from botapi_sandbox.flood.limits import Limits
from botapi_sandbox.ground.errors import ControlError


def limiter_with(**limits: Any) -> Limiter:
    """Plain, so that each test names the limits it is about."""
    plain = Limits.like("plain")
    plain.change(limits)
    return Limiter(plain)


def send(
    limiter: Limiter, now: float, chat: int = 1, cost: int = 1, *, forward: bool = False
) -> Verdict:
    return limiter.send(chat, cost, now, paid=False, forward=forward)


def retry_after(limiter: Limiter, now: float, **more: Any) -> int:
    """Of a send that is refused at once; 0 for one that is not."""
    verdict = send(limiter, now, **more)
    return limiter.refuse(verdict, now) if verdict.refused else 0


def allowed(limiter: Limiter, now: float, **more: Any) -> bool:
    return retry_after(limiter, now, **more) == 0


def test_a_second_s_worth_at_once_then_a_steady_refill() -> None:
    limiter = limiter_with(per_second=30, ban=0)
    assert [allowed(limiter, 0.0) for _ in range(31)] == [True] * 30 + [False]
    assert allowed(limiter, 1 / 30)
    assert not allowed(limiter, 1 / 30)
    assert [allowed(limiter, 10.0) for _ in range(31)] == [True] * 30 + [False]


@pytest.mark.parametrize("rate", [1, 25, 30, 33])
def test_a_steady_sender_at_the_rate_never_overflows(rate: int) -> None:
    limiter = limiter_with(per_second=rate)
    assert all(allowed(limiter, n / rate) for n in range(20 * rate))


def test_overflow_bans_everybody_until_the_end() -> None:
    limiter = limiter_with(per_second=1, ban=35)
    assert allowed(limiter, 0)
    assert retry_after(limiter, 0.1) == 35
    assert retry_after(limiter, 0.2, chat=2) == 35
    assert retry_after(limiter, 20.0) == 16
    assert retry_after(limiter, 35.05) == 1
    assert allowed(limiter, 35.2)


def test_sending_on_prolongs_a_ban_where_that_is_set() -> None:
    limiter = limiter_with(per_second=1, ban=10, prolong=5)
    assert allowed(limiter, 0)
    assert retry_after(limiter, 0) == 10
    assert retry_after(limiter, 1) == 14
    assert retry_after(limiter, 2) == 18


def test_albums_cost_their_items() -> None:
    limiter = limiter_with(per_second=30, ban=0)
    assert [allowed(limiter, 0, cost=10) for _ in range(4)] == [True, True, True, False]


def test_an_album_larger_than_the_bucket_passes_when_it_is_full() -> None:
    limiter = limiter_with(per_second=5, ban=0)
    assert allowed(limiter, 0, cost=10)
    assert not allowed(limiter, 1, cost=1)
    assert allowed(limiter, 2.2, cost=1)


def test_groups_have_twenty_a_minute() -> None:
    limiter = limiter_with(per_second=None, ban=0)
    assert [allowed(limiter, n, chat=-5) for n in range(21)] == [True] * 20 + [False]
    assert allowed(limiter, 20, chat=-6)
    assert allowed(limiter, 20, chat=5)
    assert allowed(limiter, 60.0, chat=-5)


def test_one_chat_can_be_slowed_alone() -> None:
    limiter = limiter_with(per_second=None, per_chat_per_second=1, per_chat_burst=1, ban=0)
    assert allowed(limiter, 0, chat=1)
    assert not allowed(limiter, 0.5, chat=1)
    assert allowed(limiter, 0.5, chat=2)
    assert allowed(limiter, 1.0, chat=1)


def test_what_fits_into_the_silent_wait_only_comes_late() -> None:
    limiter = limiter_with(per_second=1, ban=10, silent_wait=2)
    assert send(limiter, 0).wait == 0
    assert send(limiter, 0).wait == pytest.approx(1)
    assert send(limiter, 0).wait == pytest.approx(2)
    late = send(limiter, 0)
    assert (late.wait, late.refused) == (2, True)
    assert limiter.refuse(late, 2) == 10


def test_a_ban_shorter_than_the_silent_wait_is_sat_out() -> None:
    limiter = limiter_with(per_second=30, silent_wait=8)
    limiter.ban(5, now=0)
    assert send(limiter, 0).wait == pytest.approx(5)
    assert not send(limiter, 0).refused


def test_edits_have_their_own_limit_without_a_ban() -> None:
    limiter = limiter_with(edits_per_minute=2)
    assert [limiter.edit(1, 0).retry_after for _ in range(3)] == [0, 0, 60]
    assert not limiter.edit(2, 0).refused
    assert allowed(limiter, 0)


def test_an_unknown_limit_is_named() -> None:
    with pytest.raises(ControlError, match="no limit is named 'speed'"):
        Limits().change({"speed": 1})


@given(
    st.lists(st.floats(min_value=0, max_value=0.2), min_size=1, max_size=200),
    st.integers(min_value=1, max_value=40),
)
def test_no_window_ever_holds_more_than_the_rate_and_a_second_s_worth(
    gaps: list[float], rate: int
) -> None:
    limiter = limiter_with(per_second=rate, ban=0)
    now, accepted = 0.0, []
    for gap in gaps:
        now += gap
        if allowed(limiter, now):
            accepted.append(now)
    for start, first in enumerate(accepted):
        for end, last in enumerate(accepted[start:], start=1):
            assert end <= math.floor((last - first) * rate + 1e-6) + rate

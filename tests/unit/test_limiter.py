"""The token's budget, in virtual time."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.limiter import (
    BAN_INTERVAL,
    HARD_CUT,
    LEAST_IN_FLIGHT,
    LONGEST_RETURN,
    MOST_IN_FLIGHT,
    RETURN,
    SLACK,
    SOFT_CUT,
    Gate,
    Limiter,
)
from tests.clocks import VirtualClock


def go(clock: VirtualClock, limiter: Limiter, seconds: float) -> list[float]:
    """Send bulk as soon as it is allowed for so long; when each call left."""
    left, end = [], clock.now + seconds
    while clock.now < end:
        delay = limiter.delay()
        if delay > 0:
            clock.now += delay
            continue
        ticket = limiter.take()
        left.append(clock.now)
        limiter.give_back()
        limiter.answered(left_at=ticket.taken)
    return left


def test_bulk_keeps_a_steady_interval() -> None:
    clock = VirtualClock()
    left = go(clock, Limiter(clock, ceiling=25), 10)
    gaps = [later - earlier for earlier, later in itertools.pairwise(left[5:])]
    assert all(gap == pytest.approx(1 / 25) for gap in gaps)
    assert len(left) == pytest.approx(250, abs=4)


def test_a_short_stall_is_caught_up_and_a_long_one_is_not() -> None:
    clock = VirtualClock()
    limiter = Limiter(clock, ceiling=100)
    go(clock, limiter, 1)
    clock.now += 60
    assert len([t for t in go(clock, limiter, 1) if t == clock.now]) <= SLACK * 100 + 1


@given(
    ceiling=st.floats(1, 1000),
    stalls=st.lists(st.tuples(st.floats(0, 3), st.integers(0, 5)), max_size=30),
)
def test_no_window_holds_more_than_its_budget(
    ceiling: float, stalls: list[tuple[float, int]]
) -> None:
    clock = VirtualClock()
    limiter = Limiter(clock, ceiling=ceiling)
    spent: list[float] = []
    for stall, replies in stalls:
        clock.now += stall
        for _ in range(replies):
            limiter.book_interactive()
        while limiter.delay() == 0:
            limiter.take()
            spent.append(clock.now)
    for first in range(len(spent)):
        for last in range(first, len(spent)):
            window = spent[last] - spent[first]
            assert last - first + 1 <= ceiling * (window + SLACK) + 1 + 1e-6


def test_replies_go_at_once_and_bulk_makes_room_for_them() -> None:
    clock = VirtualClock()
    limiter = Limiter(clock, ceiling=10)
    limiter.take()
    before = limiter.delay()
    assert limiter.book_interactive() == 0
    assert limiter.delay() == pytest.approx(before + 0.1)


def test_a_rush_of_replies_is_paced_once_the_burst_is_used_up() -> None:
    clock = VirtualClock()
    limiter = Limiter(clock, ceiling=10)
    waits = [limiter.book_interactive() for _ in range(30)]
    assert waits[0] == 0
    assert waits[-1] == pytest.approx(29 / 10 - 0.5, abs=0.11)
    assert waits == sorted(waits)


def test_an_album_costs_its_items() -> None:
    clock = VirtualClock()
    limiter = Limiter(clock, ceiling=10)
    limiter.take()
    single = limiter.delay()
    limiter.take(cost=5)
    assert limiter.delay() == pytest.approx(single + 0.5)


def test_one_flood_episode_is_one_cut() -> None:
    clock = VirtualClock()
    limiter = Limiter(clock, ceiling=30)
    tickets = [limiter.take() for _ in range(5)]
    clock.now += 0.04
    for ticket in tickets:
        limiter.flooded(3, left_at=ticket.taken)
        clock.now += 0.01
    assert limiter.rate == pytest.approx(30 * HARD_CUT)


def test_replies_that_meet_the_ban_belong_to_its_episode() -> None:
    clock = VirtualClock()
    limiter = Limiter(clock, ceiling=30)
    limiter.flooded(35, left_at=clock.now)
    for _ in range(15):
        clock.now += BAN_INTERVAL
        limiter.flooded(35 - 2, left_at=clock.now)
    assert limiter.rate == pytest.approx(30 * HARD_CUT)


def test_a_later_episode_cuts_again() -> None:
    clock = VirtualClock()
    limiter = Limiter(clock, ceiling=30)
    limiter.flooded(3, left_at=clock.now)
    clock.now += 4
    limiter.flooded(3, left_at=clock.now - 0.1)
    assert limiter.rate == pytest.approx(30 * HARD_CUT * HARD_CUT)


def test_the_gate_holds_bulk_until_the_deadline() -> None:
    clock = VirtualClock()
    limiter = Limiter(clock, ceiling=30)
    limiter.flooded(35, left_at=clock.now)
    assert limiter.delay() == pytest.approx(35)
    clock.now += 34.9
    assert limiter.delay() > 0
    clock.now += 0.2
    assert limiter.delay() == 0


@given(st.lists(st.tuples(st.floats(0, 5), st.floats(0.1, 60)), min_size=1, max_size=40))
def test_the_gate_never_moves_back(bans: list[tuple[float, float]]) -> None:
    clock = VirtualClock()
    limiter = Limiter(clock, ceiling=30)
    deadline = clock.now
    for passed, retry_after in bans:
        clock.now += passed
        limiter.flooded(retry_after, left_at=clock.now)
        now_until = clock.now + limiter.gate_seconds
        assert now_until >= min(deadline, now_until + passed) - 1e-6
        assert now_until >= deadline - 1e-6 or deadline <= clock.now
        deadline = max(deadline, clock.now + retry_after)
        assert now_until == pytest.approx(deadline)


def test_a_probe_goes_alone_after_a_ban() -> None:
    clock = VirtualClock()
    limiter = Limiter(clock, ceiling=30)
    limiter.flooded(3, left_at=clock.now)
    before_ban = clock.now - 1
    clock.now += 3
    limiter.answered(left_at=before_ban)  # an old call lands: it proves nothing
    assert limiter.room == 1
    ticket = limiter.take()
    assert limiter.room == 0
    limiter.give_back()
    limiter.answered(left_at=ticket.taken)
    assert limiter.room > 1


@given(st.lists(st.floats(0.1, 20), max_size=10))
def test_the_rate_comes_back_to_the_ceiling(bans: list[float]) -> None:
    clock = VirtualClock()
    limiter = Limiter(clock, ceiling=30)
    for retry_after in bans:
        limiter.flooded(retry_after, left_at=clock.now)
        clock.now += retry_after
    go(clock, limiter, LONGEST_RETURN + 1)
    assert limiter.rate == 30


def test_the_way_back_is_slow_first_and_complete_in_time() -> None:
    clock = VirtualClock()
    limiter = Limiter(clock, ceiling=30)
    limiter.flooded(3, left_at=clock.now)
    clock.now += 3
    go(clock, limiter, RETURN / 2)
    assert limiter.rate < 30 * HARD_CUT + 1
    go(clock, limiter, RETURN / 2 + 0.1)
    assert limiter.rate == 30


def test_a_flood_on_the_way_up_cuts_little_and_makes_the_next_way_longer() -> None:
    clock = VirtualClock()
    limiter = Limiter(clock, ceiling=30)
    limiter.flooded(3, left_at=clock.now)
    clock.now += 3
    go(clock, limiter, RETURN * 0.8)
    on_the_way = limiter.rate
    limiter.flooded(3, left_at=clock.now)
    assert limiter.rate == pytest.approx(on_the_way * SOFT_CUT)
    clock.now += 3
    go(clock, limiter, RETURN + 0.1)
    assert limiter.rate < 30
    go(clock, limiter, RETURN)
    assert limiter.rate == 30


def test_a_ban_lets_one_reply_through_every_two_seconds() -> None:
    clock = VirtualClock()
    limiter = Limiter(clock, ceiling=30)
    limiter.flooded(10, left_at=clock.now)
    assert limiter.book_interactive() == 0
    assert limiter.book_interactive() == pytest.approx(BAN_INTERVAL)
    assert limiter.book_interactive() == pytest.approx(2 * BAN_INTERVAL)


def test_the_gate_survives_a_restart() -> None:
    clock = VirtualClock()
    kept: list[Gate] = []
    Limiter(clock, ceiling=30, on_gate=kept.append).flooded(35, left_at=clock.now)
    clock.now += 5
    reborn = Limiter(clock, ceiling=30, gate=kept[-1])
    assert reborn.gate_seconds == pytest.approx(30)
    assert reborn.room == 1


def test_a_clock_set_back_does_not_prolong_the_ban() -> None:
    clock = VirtualClock()
    remembered = Gate(until=clock.time() + 86_400, length=35)
    assert Limiter(clock, ceiling=30, gate=remembered).gate_seconds == pytest.approx(35)


@pytest.mark.parametrize(("rate", "most"), [(1, LEAST_IN_FLIGHT), (30, 15), (1000, MOST_IN_FLIGHT)])
def test_calls_in_flight_are_bounded_by_the_rate(rate: float, most: int) -> None:
    clock = VirtualClock()
    limiter = Limiter(clock, ceiling=rate)
    assert limiter.room == most
    limiter.take()
    assert limiter.room == most - 1

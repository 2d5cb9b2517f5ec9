"""The token's budget, in virtual time."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.floods.backoff import HARD_CUT, LONGEST_RETURN, RETURN, SOFT_CUT
from broadcast.floods.gate import Gate
from broadcast.pace.limiter import LEAST_IN_FLIGHT, MOST_IN_FLIGHT, Limiter, Ticket
from broadcast.pace.reply_share import ALONE, BAN_INTERVAL, BURST, SHARE
from broadcast.pace.schedule import SLACK
from tests.clocks import VirtualClock


def left(clock: VirtualClock, *, ago: float = 0) -> Ticket:
    """Of a call that left so many seconds ago."""
    return Ticket(left_at=clock.now - ago)


def go(clock: VirtualClock, limiter: Limiter, seconds: float, *, paid: bool = False) -> list[float]:
    """Send bulk as soon as it is allowed for so long; when each call left."""
    went, end = [], clock.now + seconds
    while clock.now < end:
        delay = limiter.delay(paid=paid)
        if delay > 0:
            clock.now += delay
            continue
        ticket = limiter.reserve(paid=paid)
        went.append(clock.now)
        limiter.release(ticket)
        limiter.answered(ticket)
    return went


def test_bulk_keeps_a_steady_interval() -> None:
    clock = VirtualClock()
    went = go(clock, Limiter(clock, ceiling=25), 10)
    gaps = [later - earlier for earlier, later in itertools.pairwise(went[5:])]
    assert all(gap == pytest.approx(1 / 25) for gap in gaps)
    assert len(went) == pytest.approx(250, abs=4)


def test_a_short_stall_is_caught_up_and_a_long_one_is_not() -> None:
    clock = VirtualClock()
    limiter = Limiter(clock, ceiling=100)
    go(clock, limiter, 1)
    clock.now += 60
    assert len([t for t in go(clock, limiter, 1) if t == clock.now]) <= SLACK * 100 + 1


@given(
    ceiling=st.floats(1, 1000),
    stalls=st.lists(st.tuples(st.floats(0, 3), st.integers(0, 5), st.integers(1, 10)), max_size=30),
)
def test_no_window_holds_more_than_its_budget(
    ceiling: float, stalls: list[tuple[float, int, int]]
) -> None:
    clock = VirtualClock()
    limiter = Limiter(clock, ceiling=ceiling)
    spent: list[tuple[float, int]] = []
    for stall, replies, cost in stalls:
        clock.now += stall
        for _ in range(replies):
            limiter.reserve_reply()  # whether they may or not: bulk has to make room
        while limiter.delay() == 0:
            limiter.reserve(cost)
            spent.append((clock.now, cost))
    for first, (start, _) in enumerate(spent):
        total = 0
        for end, cost in spent[first:]:
            total += cost
            assert total <= ceiling * (end - start + SLACK) + cost + 1e-6


@given(waits=st.lists(st.tuples(st.floats(0, 0.5), st.booleans(), st.integers(1, 10)), max_size=60))
def test_replies_and_bulk_together_keep_to_the_budget(
    waits: list[tuple[float, bool, int]],
) -> None:
    clock = VirtualClock()
    limiter = Limiter(clock, ceiling=30)
    spent: list[tuple[float, int]] = []
    for wait, reply, cost in waits:
        clock.now += wait
        if reply and limiter.reply_delay() == 0:
            limiter.reserve_reply(cost)
            spent.append((clock.now, cost))
        elif not reply and limiter.delay() == 0:
            limiter.reserve(cost)
            spent.append((clock.now, cost))
    for first, (start, _) in enumerate(spent):
        total = 0
        for end, cost in spent[first:]:
            total += cost
            assert total <= 30 * (end - start + SLACK + BURST) + 20


def test_replies_go_at_once_and_bulk_makes_room_for_them() -> None:
    clock = VirtualClock()
    limiter = Limiter(clock, ceiling=10)
    limiter.reserve()
    before = limiter.delay()
    assert limiter.reply_delay() == 0
    limiter.reserve_reply()
    assert limiter.delay() == pytest.approx(before + 0.1)


def test_a_rush_of_replies_is_paced_once_the_burst_is_used_up() -> None:
    clock = VirtualClock()
    limiter = Limiter(clock, ceiling=10)
    at_once = 0
    while limiter.reply_delay() == 0:
        limiter.reserve_reply()
        at_once += 1
    assert at_once == pytest.approx(BURST * ALONE * 10, abs=1)
    clock.now += limiter.reply_delay() + 1e-9
    limiter.reserve_reply()
    assert limiter.reply_delay() == pytest.approx(1 / (ALONE * 10))


def test_a_rush_of_replies_leaves_bulk_its_share() -> None:
    clock = VirtualClock()
    limiter = Limiter(clock, ceiling=30)
    start, bulk, replies = clock.now, 0, 0
    while clock.now < start + 60:
        if limiter.reply_delay() == 0:
            limiter.reserve_reply()
            replies += 1
        elif limiter.delay() == 0:
            limiter.release(limiter.reserve())
            bulk += 1
        else:
            clock.now += min(limiter.reply_delay(), limiter.delay())
    assert bulk >= 60 * 30 / 2
    assert replies >= 60 * 30 * SHARE * 0.98
    assert bulk + replies <= 30 * (60 + BURST + SLACK) + 2


def test_an_album_costs_its_items() -> None:
    clock = VirtualClock()
    limiter = Limiter(clock, ceiling=10)
    limiter.reserve()
    single = limiter.delay()
    limiter.reserve(cost=5)
    assert limiter.delay() == pytest.approx(single + 0.5)


def test_one_flood_episode_is_one_cut() -> None:
    clock = VirtualClock()
    limiter = Limiter(clock, ceiling=30)
    tickets = [limiter.reserve() for _ in range(5)]
    clock.now += 0.04
    for ticket in tickets:
        limiter.flooded(3, ticket)
        clock.now += 0.01
    assert limiter.rate == pytest.approx(30 * HARD_CUT)


def test_replies_that_meet_the_ban_belong_to_its_episode() -> None:
    clock = VirtualClock()
    limiter = Limiter(clock, ceiling=30)
    limiter.flooded(35, left(clock))
    for _ in range(15):
        clock.now += BAN_INTERVAL
        limiter.flooded(35 - 2, left(clock))
    assert limiter.rate == pytest.approx(30 * HARD_CUT)


def test_a_later_episode_cuts_again() -> None:
    clock = VirtualClock()
    limiter = Limiter(clock, ceiling=30)
    limiter.flooded(3, left(clock))
    clock.now += 4
    limiter.flooded(3, left(clock, ago=0.1))
    assert limiter.rate == pytest.approx(30 * HARD_CUT * HARD_CUT)


def test_the_gate_holds_bulk_until_the_deadline() -> None:
    clock = VirtualClock()
    limiter = Limiter(clock, ceiling=30)
    limiter.flooded(35, left(clock))
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
        limiter.flooded(retry_after, left(clock))
        now_until = clock.now + limiter.gate_seconds
        assert now_until >= min(deadline, now_until + passed) - 1e-6
        assert now_until >= deadline - 1e-6 or deadline <= clock.now
        deadline = max(deadline, clock.now + retry_after)
        assert now_until == pytest.approx(deadline)


def test_a_probe_goes_alone_after_a_ban() -> None:
    clock = VirtualClock()
    limiter = Limiter(clock, ceiling=30)
    limiter.flooded(3, left(clock))
    before_ban = left(clock, ago=1)
    clock.now += 3
    limiter.answered(before_ban)  # an old call lands: it proves nothing
    assert limiter.room == 1
    ticket = limiter.reserve()
    assert limiter.room == 0
    limiter.release(ticket)
    limiter.answered(ticket)
    assert limiter.room > 1


def test_a_reply_can_be_the_probe() -> None:
    """Where no broadcast runs, replies would otherwise go one by one for ever."""
    clock = VirtualClock()
    limiter = Limiter(clock, ceiling=30)
    limiter.flooded(3, left(clock))
    clock.now += 3
    limiter.answered(limiter.reserve_reply())
    assert limiter.reply_delay() == 0
    assert limiter.room > 1


@given(st.lists(st.floats(0.1, 20), max_size=10))
def test_the_rate_comes_back_to_the_ceiling(bans: list[float]) -> None:
    clock = VirtualClock()
    limiter = Limiter(clock, ceiling=30)
    for retry_after in bans:
        limiter.flooded(retry_after, left(clock))
        clock.now += retry_after
    go(clock, limiter, LONGEST_RETURN + 1)
    assert limiter.rate == 30


def test_the_way_back_is_slow_first_and_complete_in_time() -> None:
    clock = VirtualClock()
    limiter = Limiter(clock, ceiling=30)
    limiter.flooded(3, left(clock))
    clock.now += 3
    go(clock, limiter, RETURN / 2)
    assert limiter.rate < 30 * HARD_CUT + 1
    go(clock, limiter, RETURN / 2 + 0.1)
    assert limiter.rate == 30


def test_a_flood_on_the_way_up_cuts_little_and_makes_the_next_way_longer() -> None:
    clock = VirtualClock()
    limiter = Limiter(clock, ceiling=30)
    limiter.flooded(3, left(clock))
    clock.now += 3
    go(clock, limiter, RETURN * 0.8)
    on_the_way = limiter.rate
    limiter.flooded(3, left(clock))
    assert limiter.rate == pytest.approx(on_the_way * SOFT_CUT)
    clock.now += 3
    go(clock, limiter, RETURN + 0.1)
    assert limiter.rate < 30
    go(clock, limiter, RETURN)
    assert limiter.rate == 30


def test_a_ban_lets_one_reply_through_every_two_seconds() -> None:
    clock = VirtualClock()
    limiter = Limiter(clock, ceiling=30)
    limiter.flooded(10, left(clock))
    for _ in range(5):
        assert limiter.reply_delay() == 0
        limiter.reserve_reply()
        assert limiter.reply_delay() == pytest.approx(BAN_INTERVAL)
        clock.now += BAN_INTERVAL
    limiter.reserve_reply()  # the ban is over: this one is the probe
    assert limiter.reply_delay() == pytest.approx(BAN_INTERVAL)


def test_the_gate_survives_a_restart() -> None:
    clock = VirtualClock()
    kept: list[Gate] = []
    Limiter(clock, ceiling=30, on_gate=kept.append).flooded(35, left(clock))
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
    limiter.reserve()
    assert limiter.room == most - 1


# paid


def use_up(limiter: Limiter) -> None:
    """The free pace, for this moment."""
    while limiter.delay() == 0:
        limiter.release(limiter.reserve())


def test_paid_bulk_uses_the_free_pace_first() -> None:
    clock = VirtualClock()
    limiter = Limiter(clock, ceiling=30)
    assert not limiter.reserve(paid=True).paid
    use_up(limiter)
    assert limiter.delay(paid=True) == 0
    assert limiter.reserve(paid=True).paid
    clock.now += limiter.delay()
    assert not limiter.reserve(paid=True).paid


def test_paid_bulk_reaches_a_thousand_a_second_and_free_bulk_does_not() -> None:
    clock = VirtualClock()
    limiter = Limiter(clock, ceiling=30)
    assert len(go(clock, limiter, 10, paid=True)) == pytest.approx(10_000, rel=0.02)
    assert len(go(clock, limiter, 10)) == pytest.approx(300, rel=0.02)


def test_paid_calls_let_more_be_in_flight_while_they_go_out() -> None:
    clock = VirtualClock()
    limiter = Limiter(clock, ceiling=30)
    assert limiter.most_in_flight == 15
    use_up(limiter)
    assert limiter.reserve(paid=True).paid
    assert limiter.most_in_flight == MOST_IN_FLIGHT
    clock.now += 2
    assert limiter.most_in_flight == 15
    assert limiter.in_flight == 1


def test_a_flood_cuts_the_pace_that_met_it_and_closes_the_gate_for_both() -> None:
    clock = VirtualClock()
    limiter = Limiter(clock, ceiling=30)
    free = limiter.reserve()
    use_up(limiter)
    paid = limiter.reserve(paid=True)
    limiter.flooded(3, paid)
    assert limiter.rate == 30
    assert limiter.paid_rate == pytest.approx(970 * HARD_CUT)
    assert limiter.delay() == limiter.delay(paid=True) == 3
    limiter.flooded(3, free)  # the same episode
    assert limiter.rate == 30
    clock.now += 3
    limiter.flooded(3, limiter.reserve())
    assert (limiter.rate, limiter.paid_rate) == (30 * HARD_CUT, 970 * HARD_CUT)


def test_a_ceiling_above_the_paid_one_leaves_something_to_pay_for() -> None:
    clock = VirtualClock()
    limiter = Limiter(clock, ceiling=1000)
    assert 0 < limiter.paid_rate <= 1
    assert len(go(clock, limiter, 1, paid=True)) == pytest.approx(1000, rel=0.15)

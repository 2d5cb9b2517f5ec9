"""The limiter against servers whose limit moves, beside one who knows it; in virtual time."""

import statistics
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.floods.backoff import LONGEST_RETURN
from broadcast.pace.limiter import MOST_IN_FLIGHT, Limiter
from tests.clocks import VirtualClock
from tests.pacing import (
    BAN,
    MOVING,
    RECIPIENTS,
    Banning,
    Course,
    Jittery,
    Patient,
    Queueing,
    Slow,
    Stalling,
    oracle,
    send,
)

SEEDS = {0.3: range(60), 1.0: range(20)}  # by the sigma of the latency
QUIET = LONGEST_RETURN + 30  # seconds until the rate is back, whatever happened


@pytest.mark.parametrize("sigma", SEEDS)
def test_a_moving_limit_is_followed(sigma: float) -> None:
    best, shares = oracle(RECIPIENTS, MOVING, ban=BAN), []
    for seed in SEEDS[sigma]:
        server = Banning(MOVING)
        shares.append(best / send(RECIPIENTS, server, seed=seed, sigma=sigma).seconds)
        for drop, rises in ((10, 25), (40, 60)):
            assert sum(drop <= moment < rises for moment in server.episodes) <= 2
        assert len(server.episodes) <= 4
    assert statistics.median(shares) >= 0.95
    assert min(shares) >= 0.93


@pytest.mark.parametrize("sigma", SEEDS)
def test_a_server_that_only_queues_is_never_queued_at_for_long(sigma: float) -> None:
    best, shares = oracle(RECIPIENTS, MOVING), []
    for seed in SEEDS[sigma]:
        course = send(RECIPIENTS, Queueing(MOVING), seed=seed, sigma=sigma)
        shares.append(best / course.seconds)
        assert course.worst_median() <= 2
        assert course.latency(0.9) <= 0.75  # the bound of calls in flight alone comes to 1 s
    assert statistics.median(shares) >= 0.93
    assert min(shares) >= 0.90


@pytest.mark.parametrize("sigma", SEEDS)
def test_a_server_that_waits_before_it_refuses_never_has_to_refuse(sigma: float) -> None:
    """As Telegram does: up to 8 s of silence come before the 429."""
    best, shares = oracle(RECIPIENTS, MOVING), []
    for seed in SEEDS[sigma]:
        server = Patient(MOVING)
        course = send(RECIPIENTS, server, seed=seed, sigma=sigma)
        shares.append(best / course.seconds)
        assert server.refused == 0
        assert course.worst_median() <= 2
    assert statistics.median(shares) >= 0.92


@pytest.mark.parametrize("rate", [5, 10, 15, 20, 25, 27, 29])
def test_a_limit_below_the_ceiling_is_learned(rate: float) -> None:
    server, count = Banning([(0, rate)]), int(rate * 300)
    course = send(count, server, seed=1)
    assert count / course.seconds / rate >= 0.85
    assert len(server.episodes) <= 12


def test_a_lost_call_does_not_keep_everything_waiting() -> None:
    """Standing still until a queue is worked off must not mean waiting for an answer for ever."""
    clock = VirtualClock()
    limiter = Limiter(clock, ceiling=30)
    limiter.reserve()  # never answered
    course = send(600, Queueing([(0, 8)]), seed=1, limiter=limiter, clock=clock)
    assert 600 / course.seconds >= 8 * 0.8


@pytest.mark.parametrize("rate", [5, 8, 15, 25, 28, 29.5])
def test_a_queue_below_the_ceiling_is_kept_short(rate: float) -> None:
    count = int(rate * 60)
    course = send(count, Queueing([(0, rate)]), seed=1)
    assert count / course.seconds / rate >= 0.97
    assert course.worst_median() <= 2


def test_a_queue_that_grows_slowly_is_noticed() -> None:
    """Its latency would otherwise pass for the usual one, and grow for ever."""
    course = send(9_000, Queueing([(0, 29.7)]), seed=1)
    assert course.worst_median() <= 1


@pytest.mark.parametrize("server", [Banning([(0, 30)]), Queueing([(0, 100)])])
def test_at_the_limit_nothing_is_lost(server: Banning | Queueing) -> None:
    assert 3000 / send(3000, server, seed=1).seconds >= 29.9


@pytest.mark.parametrize("sigma", [0.3, 0.6, 1.0])
def test_jitter_is_no_queue(sigma: float) -> None:
    for seed in range(5):
        clock = VirtualClock()
        limiter = Limiter(clock, ceiling=30)
        send(3_000, Slow(0), seed=seed, sigma=sigma, limiter=limiter, clock=clock)
        assert limiter.rate == 30
        assert 3_000 / (clock.now - 1_000) >= 29.7


@pytest.mark.parametrize("seconds", [0.2, 0.7, 1.5, 2.2])
def test_a_slow_server_is_served_at_the_ceiling(seconds: float) -> None:
    course = send(3_000, Slow(seconds), seed=1)
    late = [moment for moment in course.left if moment >= 30]
    assert (len(late) - 1) / (late[-1] - late[0]) >= 29
    jittery = send(3_000, Jittery(seconds, seed=1), seed=1)
    assert 3_000 / jittery.seconds >= 24


def test_a_server_that_turns_slow_is_soon_served_at_the_ceiling_again() -> None:
    clock = VirtualClock()
    limiter = Limiter(clock, ceiling=30)
    send(300, Slow(0), seed=1, limiter=limiter, clock=clock)
    course = send(1_500, Slow(1.5), seed=2, limiter=limiter, clock=clock)
    late = [moment for moment in course.left if moment >= 20]
    assert (len(late) - 1) / (late[-1] - late[0]) >= 29
    assert limiter.rate == 30


def test_a_server_that_was_slow_is_not_believed_slow_for_ever() -> None:
    clock = VirtualClock()
    limiter = Limiter(clock, ceiling=30)
    send(600, Slow(2.2), seed=1, limiter=limiter, clock=clock)
    send(300, Slow(0), seed=2, limiter=limiter, clock=clock)
    assert limiter.most_in_flight == 15
    course = send(300, Queueing([(0, 8)]), seed=3, limiter=limiter, clock=clock)
    assert course.worst_median() <= 2


def test_a_server_that_stalls_stops_us_by_itself() -> None:
    clock = VirtualClock()
    limiter = Limiter(clock, ceiling=30)
    send(900, Slow(2.2), seed=1, limiter=limiter, clock=clock)
    left = 0
    for _ in range(1_000):
        clock.now += limiter.delay()
        if limiter.room:
            limiter.reserve()
            left += 1
    assert left <= MOST_IN_FLIGHT


BANS = st.tuples(st.just("ban"), st.floats(0.1, 20))
SLOWNESS = st.tuples(st.just("slow"), st.floats(0, 8))
QUEUES = st.tuples(st.just("queue"), st.floats(0.5, 60))
PAUSES = st.tuples(st.just("pause"), st.floats(0, 30))


@given(
    story=st.lists(st.one_of(BANS, SLOWNESS, QUEUES, PAUSES), max_size=8),
    latency=st.floats(0, 1.5),
)
def test_after_whatever_was_answered_quiet_time_brings_the_ceiling_back(
    story: Sequence[tuple[str, float]], latency: float
) -> None:
    clock = VirtualClock()
    limiter = Limiter(clock, ceiling=30)
    for what, value in story:
        if what == "ban":
            ticket = limiter.reserve()
            limiter.release(ticket)
            limiter.flooded(value, ticket)
        elif what == "pause":
            clock.now += value
        else:
            server = Slow(value) if what == "slow" else Queueing([(0, value)])
            send(20, server, seed=1, limiter=limiter, clock=clock)
    _be_quiet(limiter, clock, latency)
    assert limiter.rate == 30


def _be_quiet(limiter: Limiter, clock: VirtualClock, latency: float) -> Course:
    until, course = clock.now + limiter.gate_seconds + QUIET, None
    while course is None or clock.now < until:
        course = send(100, Slow(latency), seed=1, limiter=limiter, clock=clock)
    return course


def test_a_stall_costs_little_more_than_itself() -> None:
    course = send(900, Stalling(10, 15), seed=1)
    assert course.seconds <= 30 + 5 + 1
    assert sum(10 <= moment < 15 for moment in course.left) <= 15

"""The limiter against a server whose limit moves, beside one who knows it; in virtual time."""

import heapq
import math
import random
import statistics
from dataclasses import dataclass, field

import pytest

from broadcast.limiter import Limiter
from tests.clocks import VirtualClock

BAN = 3.0  # seconds
LATENCY, SPREAD = 0.04, 0.3  # seconds (median), sigma of the log-normal
SEEDS = range(15)
Limit = list[tuple[float, float]]  # from this second on, so many messages/s

MOVING: Limit = [(0, 30), (10, 15), (25, 30), (40, 8), (60, 30)]


def limit_at(limit: Limit, moment: float) -> float:
    return next(rate for start, rate in reversed(limit) if moment >= start)


@dataclass
class Server:
    """A token bucket of one second's worth; whoever overdraws it is banned."""

    limit: Limit
    tokens: float = 30.0
    seen: float = 0.0
    banned_until: float = -math.inf
    episodes: list[float] = field(default_factory=list)

    def refuses(self, now: float) -> int:
        """0 when it takes the message, else retry_after."""
        rate = limit_at(self.limit, now)
        self.tokens = min(rate, self.tokens + (now - self.seen) * rate)
        self.seen = now
        if now < self.banned_until:
            return math.ceil(self.banned_until - now)
        if self.tokens < 1:
            self.banned_until = now + BAN
            self.episodes.append(now)
            return math.ceil(BAN)
        self.tokens -= 1
        return 0


def send(count: int, limit: Limit, seed: int) -> tuple[float, list[float]]:
    """How long it takes to send so many, and when floods began."""
    chance, clock, server = random.Random(seed), VirtualClock(), Server(limit)
    start, limiter = clock.now, Limiter(clock, ceiling=30)
    flying: list[tuple[float, int, int, float]] = []
    left, done = count, 0
    while done < count:
        waits = limiter.delay() if limiter.room and left else math.inf
        if flying and flying[0][0] <= clock.now + waits:
            clock.now, _, refused, left_at = heapq.heappop(flying)
            limiter.give_back()
            if refused:
                left += 1
                limiter.flooded(refused, left_at=left_at)
            else:
                done += 1
                limiter.answered(left_at=left_at)
            continue
        clock.now += waits
        left -= 1
        ticket = limiter.take()
        latency = LATENCY * math.exp(chance.gauss(0, SPREAD))
        refused = server.refuses(clock.now - start)
        heapq.heappush(flying, (clock.now + latency, left, refused, ticket.taken))
    return clock.now - start, server.episodes


def oracle(count: int, limit: Limit) -> float:
    """Seconds for somebody who knows the limit at each instant and serves one ban for each drop."""
    moment, sent, before, banned_until, step = 0.0, 0.0, limit[0][1], -math.inf, 0.01
    while sent < count:
        rate = limit_at(limit, moment)
        if rate < before:
            banned_until = moment + BAN
        before = rate
        if moment >= banned_until:
            sent += rate * step
        moment += step
    return moment


def test_a_moving_limit_is_followed() -> None:
    runs = [send(1800, MOVING, seed) for seed in SEEDS]
    median = statistics.median(seconds for seconds, _ in runs)
    assert oracle(1800, MOVING) / median >= 0.90
    for _, episodes in runs:
        for drop, rises in ((10, 25), (40, 60)):
            assert sum(drop <= moment < rises for moment in episodes) <= 2
        assert len(episodes) <= 4


@pytest.mark.parametrize("rate", [5, 10, 15, 20, 25, 27, 29])
def test_a_limit_below_the_ceiling_is_learned(rate: float) -> None:
    limit: Limit = [(0, rate)]
    count = int(rate * 300)
    seconds, episodes = send(count, limit, seed=1)
    assert count / seconds / rate >= 0.85
    assert len(episodes) <= 12


def test_at_the_limit_nothing_is_lost() -> None:
    seconds, episodes = send(3000, [(0, 30)], seed=1)
    assert episodes == []
    assert 3000 / seconds >= 29.9

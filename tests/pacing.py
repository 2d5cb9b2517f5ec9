"""Servers with a limit that moves, a bulk sender in virtual time, and one who knows the limit."""

import heapq
import math
import random
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from broadcast.pace.limiter import Limiter, Ticket
from tests.clocks import VirtualClock

BAN = 3.0  # seconds
PATIENCE = 8.0  # seconds that Telegram waits silently before it refuses
LATENCY = 0.04  # seconds, the median
RECIPIENTS = 1_800
Limit = Sequence[tuple[float, float]]  # from this second on, so many messages/s

MOVING: Limit = ((0, 30), (10, 15), (25, 30), (40, 8), (60, 30))


def limit_at(limit: Limit, moment: float) -> float:
    return next(rate for start, rate in reversed(limit) if moment >= start)


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    seconds: float  # until it is ready, without the line's own latency
    retry_after: int = 0  # 0: the message was taken


@dataclass
class Banning:
    """A token bucket of one second's worth; whoever overdraws it is banned."""

    limit: Limit
    tokens: float = 30.0
    seen: float = 0.0
    banned_until: float = -math.inf
    episodes: list[float] = field(default_factory=list)

    def answer(self, now: float) -> Answer:
        rate = limit_at(self.limit, now)
        self.tokens = min(rate, self.tokens + (now - self.seen) * rate)
        self.seen = now
        if now < self.banned_until:
            return Answer(seconds=0, retry_after=math.ceil(self.banned_until - now))
        if self.tokens < 1:
            self.banned_until = now + BAN
            self.episodes.append(now)
            return Answer(seconds=0, retry_after=math.ceil(BAN))
        self.tokens -= 1
        return Answer(seconds=0)


@dataclass
class Queueing:
    """Never refuses: works off one message after the other, as fast as its limit allows."""

    limit: Limit
    busy_until: float = 0.0

    def answer(self, now: float) -> Answer:
        moment, work = max(now, self.busy_until), 1.0
        while True:
            rate = limit_at(self.limit, moment)
            change = next((start for start, _ in self.limit if start > moment), math.inf)
            if moment + work / rate <= change:
                break
            work -= (change - moment) * rate
            moment = change
        self.busy_until = moment + work / rate
        return Answer(seconds=moment - now)


@dataclass
class Slow:
    """Takes all there is, and its answers take so long."""

    seconds: float

    def answer(self, _now: float) -> Answer:
        return Answer(seconds=self.seconds)


@dataclass
class Patient:
    """Queues, as Telegram does, what is above its limit; refuses it after eight seconds."""

    limit: Limit
    refused: int = 0
    banned_until: float = -math.inf

    def __post_init__(self) -> None:
        self._queue = Queueing(self.limit)

    def answer(self, now: float) -> Answer:
        if now >= self.banned_until:
            if self._queue.busy_until - now <= PATIENCE:
                return self._queue.answer(now)
            self.banned_until = now + PATIENCE + BAN
        self.refused += 1
        return Answer(seconds=PATIENCE, retry_after=math.ceil(BAN))


@dataclass
class Jittery:
    """Takes all there is; how long its answers take is log-normal about a median."""

    median: float
    seed: int
    sigma: float = 0.6

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)

    def answer(self, _now: float) -> Answer:
        return Answer(seconds=self.median * math.exp(self._chance.gauss(0, self.sigma)))


@dataclass
class Stalling:
    """Takes all there is, and for a while answers nothing."""

    begins: float
    ends: float

    def answer(self, now: float) -> Answer:
        return Answer(seconds=self.ends - now if self.begins <= now < self.ends else 0)


class Server(Protocol):
    def answer(self, now: float) -> Answer:
        """What becomes of a message that arrives now (seconds from the start)."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Course:
    """How a broadcast went."""

    seconds: float
    left: Sequence[float]  # when calls left, in seconds from the start
    latencies: Sequence[float]  # of the answers, in the order in which they came

    def latency(self, share: float) -> float:
        """Seconds within which such a share of the answers came."""
        return sorted(self.latencies)[int(share * len(self.latencies))]

    def worst_median(self, answers: int = 20) -> float:
        """Seconds: the largest median latency of so many answers in a row."""
        windows = (self.latencies[n : n + answers] for n in range(len(self.latencies) - answers))
        return max(map(statistics.median, windows))


def send(
    count: int,
    server: Server,
    *,
    seed: int,
    sigma: float = 0.3,
    ceiling: float = 30,
    limiter: Limiter | None = None,
    clock: VirtualClock | None = None,
) -> Course:
    """Send bulk as soon as the limiter allows; log-normal latency beside what the server adds."""
    chance, clock = random.Random(seed), clock or VirtualClock()
    start, limiter = clock.now, limiter or Limiter(clock, ceiling=ceiling)
    flying: list[tuple[float, int, Answer, Ticket]] = []
    left: list[float] = []
    latencies: list[float] = []
    waiting = count
    while len(latencies) < count:
        waits = limiter.delay() if waiting and limiter.room else math.inf
        if flying and flying[0][0] <= clock.now + waits:
            clock.now, _, answer, ticket = heapq.heappop(flying)
            limiter.release(ticket)
            if answer.retry_after:
                waiting += 1
                limiter.flooded(answer.retry_after, ticket)
            else:
                latencies.append(clock.now - ticket.left_at)
                limiter.answered(ticket)
            continue
        if waits > 0:
            clock.now += waits
            continue
        waiting -= 1
        ticket = limiter.reserve()
        left.append(clock.now - start)
        answer = server.answer(clock.now - start)
        latency = LATENCY * math.exp(chance.gauss(0, sigma)) + answer.seconds
        heapq.heappush(flying, (clock.now + latency, len(left), answer, ticket))
    return Course(seconds=clock.now - start, left=left, latencies=latencies)


def oracle(count: int, limit: Limit, *, ban: float = 0.0) -> float:
    """Seconds for somebody who knows the limit at each instant and serves one ban a drop."""
    moment, sent, before, banned_until, step = 0.0, 0.0, limit[0][1], -math.inf, 0.01
    while sent < count:
        rate = limit_at(limit, moment)
        if rate < before:
            banned_until = moment + ban
        before = rate
        if moment >= banned_until:
            sent += rate * step
        moment += step
    return moment

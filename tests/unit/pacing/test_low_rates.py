"""A rate below the one that no cut goes below."""

from broadcast.pace.limiter import Limiter
from tests.clocks import VirtualClock

CEILING = 0.2  # messages/s
FLOODED, SLOW_FROM = 5, 12  # calls
QUICK, SLOW = 0.1, 8.0  # seconds that an answer takes


def test_trouble_does_not_make_it_faster() -> None:
    clock = VirtualClock()
    limiter = Limiter(clock, ceiling=CEILING)
    for number in range(60):
        clock.now += limiter.delay()
        ticket = limiter.reserve()
        clock.now += QUICK if number < SLOW_FROM else SLOW
        limiter.release(ticket)
        if number == FLOODED:
            limiter.flooded(3, ticket)
        else:
            limiter.answered(ticket)
        assert limiter.rate <= CEILING

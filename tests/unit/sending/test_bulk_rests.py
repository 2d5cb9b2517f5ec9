"""The loop that sends does nothing while there is nothing to be done."""

import random
from types import SimpleNamespace
from typing import Any

from broadcast.guards.circuit_breaker import CircuitBreaker
from broadcast.pace.chat_limits import ChatLimits
from broadcast.pace.limiter import Limiter
from broadcast.sending.loop import SHORTEST_WAIT, SendLoop
from runtime.supervisor import Supervisor
from tests.clocks import VirtualClock, settle
from tests.unit.sending.test_claims import ActiveRuns, Ledger


async def test_whoever_is_due_and_cannot_be_claimed_does_not_make_the_loop_spin() -> None:
    """A chat's time has come while the database refuses claims: that took a whole processor."""
    clock = VirtualClock()
    ledger, roster, supervisor = Ledger(), ActiveRuns(1, clock), Supervisor(clock)
    ledger.broken = True
    roster.runs[0].aside.put(1, 0.0)
    payment = SimpleNamespace(active=False)
    parts: list[Any] = [
        ledger,
        roster,
        ChatLimits(clock),
        payment,
        CircuitBreaker(random.Random(1)),
    ]
    limiter: Any = Limiter(clock, ceiling=25)
    turns = 0
    wait = limiter.delay

    def delay(*, paid: bool = False) -> float:
        nonlocal turns
        turns += 1
        return float(wait(paid=paid))

    limiter.delay = delay
    stops: Any = SimpleNamespace(pause=None, outage=None)
    sender: Any = None
    loop: Any = SendLoop
    bulk = loop(sender, limiter, *parts, stops, supervisor, clock)
    bulk.start()
    await settle(500)
    assert turns < 10
    before = turns
    await clock.advance(20 * SHORTEST_WAIT)
    assert before + 10 < turns < before + 40, "it is looked at again soon, and not all the time"
    await supervisor.close()

"""The loop that sends does nothing while there is nothing to be done."""

import itertools
import random
from types import SimpleNamespace
from typing import Any

from broadcast.guards.circuit_breaker import CircuitBreaker
from broadcast.ledger.entries import Share
from broadcast.pace.chat_limits import ChatLimits
from broadcast.pace.limiter import Limiter, Ticket
from broadcast.pace.schedule import SLACK
from broadcast.sending.loop import GRAIN, SHORTEST_WAIT, SendLoop
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


class FreshLedger(Ledger):
    """Nobody twice."""

    def __init__(self) -> None:
        super().__init__()
        self._next = itertools.count(1)

    def _numbers(self, share: Share) -> list[int]:
        return list(itertools.islice(self._next, share.count))


async def test_what_is_due_by_the_same_look_leaves_together() -> None:
    """Waking up for each of a thousand messages a second would cost as much as sending them."""
    clock = VirtualClock()
    supervisor, limiter = Supervisor(clock), Limiter(clock, ceiling=1_000)
    sent: list[float] = []

    async def deliver(_claim: object, _run: object, ticket: Ticket, _fee: object) -> None:
        sent.append(clock.monotonic())
        limiter.give_back(ticket)

    parts: list[Any] = [
        None,
        limiter,
        FreshLedger(),
        ActiveRuns(1, clock),
        ChatLimits(clock),
        SimpleNamespace(active=False, reserve=lambda *_: None),
        CircuitBreaker(random.Random(1)),
        SimpleNamespace(pause=None, outage=None),
        supervisor,
        clock,
    ]
    loop = SendLoop(*parts)
    loop._deliverer = SimpleNamespace(deliver=deliver)  # type: ignore[assignment]
    loop.start()
    await settle()
    await clock.advance(1.0)
    await supervisor.close()
    assert 990 <= len(sent) <= 1_000 * (1 + SLACK) + 1
    assert len(set(sent)) <= 1 / GRAIN + 2

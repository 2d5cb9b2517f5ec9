"""The loop that sends does nothing while there is nothing to be done."""

import itertools
import random
from types import SimpleNamespace
from typing import Any

from broadcast.guards.circuit_breaker import CircuitBreaker
from broadcast.pace.chat_limits import ChatLimits
from broadcast.pace.forwards import USUAL, ForwardPace
from broadcast.pace.limiter import Limiter
from broadcast.pace.mendings import MendingPace
from broadcast.pace.own import OwnPaces
from broadcast.pace.schedule import SLACK
from broadcast.sending.claim_queue import ClaimQueue
from broadcast.sending.loop import GRAIN, SHORTEST_WAIT, SendLoop
from runtime.supervisor import Supervisor
from runtime.wake import Wake
from tests.clocks import VirtualClock, settle
from tests.unit.sending.test_claims import ActiveRuns, FreshLedger, Ledger


def looping(
    ledger: Any, clock: VirtualClock, limiter: Any, runs: Any, deliverer: Any = None
) -> tuple[Supervisor, Wake]:
    """A loop at work on runs that pay nothing and pause nothing."""
    payment: Any = SimpleNamespace(active=False)
    nothing: Any = None
    supervisor, wake = Supervisor(clock), Wake(clock)
    paces = OwnPaces(forwards=ForwardPace(clock, USUAL), mendings=MendingPace(clock, None))
    claims = ClaimQueue(
        ledger,
        limiter,
        runs,
        supervisor,
        clock,
        ChatLimits(clock),
        paces,
        wake,
    )
    breaker = CircuitBreaker(random.Random(1))
    loop = SendLoop(claims, deliverer, limiter, payment, breaker, nothing, wake, clock)
    supervisor.run_forever(loop.run_forever, name="send loop")
    return supervisor, wake


async def test_whoever_is_due_and_cannot_be_claimed_does_not_make_the_loop_spin() -> None:
    """A chat's time has come while the database refuses claims: that took a whole processor."""
    clock, ledger = VirtualClock(), Ledger()
    runs = ActiveRuns(1, clock)
    ledger.broken = True
    runs.runs[0].delayed.put(1, 0.0)
    limiter: Any = Limiter(clock, ceiling=25)
    turns = 0
    wait = limiter.delay

    def delay(*, paid: bool = False) -> float:
        nonlocal turns
        turns += 1
        return float(wait(paid=paid))

    limiter.delay = delay
    supervisor, _ = looping(ledger, clock, limiter, runs)
    await settle(500)
    assert turns < 10
    before = turns
    await clock.advance(20 * SHORTEST_WAIT)
    assert before + 10 < turns < before + 40, "it is looked at again soon, and not all the time"
    await supervisor.close()


async def test_what_is_due_by_the_same_look_leaves_together() -> None:
    """Waking up for each of a thousand messages a second would cost as much as sending them."""
    clock = VirtualClock()
    limiter = Limiter(clock, ceiling=1_000)
    sent: list[float] = []

    def begin(_claim: object, _run: object, *, free_slot: bool) -> None:
        limiter.release(limiter.reserve(paid=not free_slot))
        sent.append(clock.monotonic())
        wake.ring()  # it has ended

    deliverer = SimpleNamespace(begin=begin)
    supervisor, wake = looping(FreshLedger(), clock, limiter, ActiveRuns(1, clock), deliverer)
    await settle()
    await clock.advance(1.0)
    await supervisor.close()
    assert 990 <= len(sent) <= 1_000 * (1 + SLACK) + 1
    assert len(set(sent)) <= 1 / GRAIN + 2


async def test_the_bots_of_a_process_look_at_the_same_moments_and_none_goes_ahead_of_its_time() -> (
    None
):
    """A wake for the message of each would cost as much as sending it."""
    clock, rates = VirtualClock(), (7, 23, 25, 30, 30)
    sent: list[list[float]] = [[] for _ in rates]
    supervisors = []
    for bot, rate in enumerate(rates):
        limiter = Limiter(clock, ceiling=rate)

        def begin(
            *_: object, bot: int = bot, limiter: Limiter = limiter, free_slot: bool = True
        ) -> None:
            limiter.release(limiter.reserve(paid=not free_slot))
            sent[bot].append(clock.monotonic())

        deliverer = SimpleNamespace(begin=begin)
        runs = ActiveRuns(1, clock)
        supervisors.append(looping(FreshLedger(), clock, limiter, runs, deliverer)[0])
        await clock.advance(0.0137)  # they begin when they like
    await clock.advance(10.0)
    for supervisor in supervisors:
        await supervisor.close()
    for moments, rate in zip(sent, rates, strict=True):
        assert len(moments) >= rate * 10 - 1
        steady = moments[round(SLACK * rate) + 1 :]
        for begin_at, end_at in itertools.combinations(range(len(steady)), 2):
            seconds = steady[end_at] - steady[begin_at]
            assert end_at - begin_at <= (seconds + GRAIN) * rate + 1e-6, "in any window"
    assert len({round(one, 6) for moments in sent for one in moments}) < sum(rates) * 10 * 0.75

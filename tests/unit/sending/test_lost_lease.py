"""Nothing is claimed, and what was claimed goes back, while the bot may be another process's."""

from types import SimpleNamespace

from broadcast.pace.limiter import Limiter
from tests.clocks import VirtualClock, settle
from tests.unit.sending.test_claims import ActiveRuns, FreshLedger
from tests.unit.sending.test_send_loop_rests import looping


async def test_no_claims_without_the_right_to_send() -> None:
    clock, ledger = VirtualClock(), FreshLedger()
    ledger.may_claim = False
    limiter = Limiter(clock, ceiling=10)
    begun: list[object] = []

    def begin(claim: object, _run: object, *, free_slot: bool) -> None:
        limiter.release(limiter.reserve(paid=not free_slot))
        begun.append(claim)

    deliverer = SimpleNamespace(begin=begin)
    supervisor, _ = looping(ledger, clock, limiter, ActiveRuns(1, clock), deliverer)
    await clock.advance(5.0)
    assert (ledger.asked, begun) == ([], [])
    ledger.may_claim = True
    await clock.advance(1.0)
    assert begun
    ledger.may_claim = False
    count = len(begun)
    await clock.advance(1.0)
    await settle()
    assert len(begun) == count
    waiting = sum(sum(asked.values()) for asked in ledger.asked) - count
    assert len(ledger.put) == waiting, "what was claimed and not begun is pending again"
    await supervisor.close()

"""How much is claimed, for whom, and what happens when the database refuses."""

from types import SimpleNamespace
from typing import Any

from broadcast.claims import FIRST_PAUSE, ClaimQueue
from broadcast.limiter import Limiter
from broadcast.notes import Claim
from broadcast.supervisor import Supervisor
from db.errors import DatabaseTrouble
from tests.clocks import VirtualClock, settle


class Ledger:
    """Gives claims without end, or fails."""

    def __init__(self) -> None:
        self.asked: list[dict[int, int]] = []
        self.put: list[Claim] = []
        self.broken = False

    async def claim(self, shares: list[tuple[int, int]]) -> dict[int, list[Claim]]:
        self.asked.append(dict(shares))
        if self.broken:
            raise DatabaseTrouble("locked")
        return {
            run_id: [Claim(run_id=run_id, subscriber_id=n, chat_id=n, step=0) for n in range(share)]
            for run_id, share in shares
        }

    def put_back(self, claim: Claim) -> None:
        self.put.append(claim)


class Roster:
    def __init__(self, count: int) -> None:
        self.runs: dict[int, Any] = {
            n: SimpleNamespace(id=n, news=0, exhausted=False, sendable=True) for n in range(count)
        }

    def claimable(self) -> list[Any]:
        return list(self.runs.values())

    def get(self, run_id: int) -> Any:
        return self.runs.get(run_id)


def queue(broadcasts: int, clock: VirtualClock, rate: float = 25) -> tuple[Any, Ledger, Roster]:
    ledger, roster = Ledger(), Roster(broadcasts)
    limiter, supervisor = Limiter(clock, ceiling=rate), Supervisor(clock)
    claims: Any = ClaimQueue(
        ledger,  # type: ignore[arg-type]
        limiter,
        roster,  # type: ignore[arg-type]
        supervisor,
        clock,
        lambda: None,
    )
    return claims, ledger, roster


async def test_a_quarter_of_a_second_is_claimed_however_many_broadcasts_run() -> None:
    claims, ledger, _ = queue(40, VirtualClock())
    served: set[int] = set()
    for _ in range(12):
        claims.refill_if_low()
        await settle()
        assert sum(ledger.asked[-1].values()) <= 7
        served |= set(ledger.asked[-1])
        while claims:
            claims.take()
    assert served == set(range(40))  # everyone has a turn


async def test_broadcasts_take_turns_one_by_one() -> None:
    claims, _, _ = queue(2, VirtualClock(), rate=32)
    claims.refill_if_low()
    await settle()
    assert [claims.take().run_id for _ in range(8)] == [0, 1] * 4


async def test_claiming_begins_again_after_the_database_refused() -> None:
    clock = VirtualClock()
    claims, ledger, _ = queue(1, clock)
    ledger.broken = True
    for expected_pause in (FIRST_PAUSE, FIRST_PAUSE * 2):
        asked = len(ledger.asked)
        claims.refill_if_low()
        await settle()
        for _ in range(5):  # no hammering
            claims.refill_if_low()
            await settle()
        assert len(ledger.asked) == asked + 1
        await clock.advance(expected_pause)
    ledger.broken = False
    claims.refill_if_low()
    await settle()
    assert claims


async def test_who_pauses_gets_its_claims_back() -> None:
    claims, ledger, roster = queue(2, VirtualClock(), rate=32)
    claims.refill_if_low()
    await settle()
    roster.runs[0].sendable = False
    claims.put_back_strays()
    assert {claim.run_id for claim in ledger.put} == {0}
    assert {claims.take().run_id for _ in range(4)} == {1}
    assert not claims

"""How much is claimed, for whom, and what happens when the database refuses."""

from collections import deque
from collections.abc import Container
from types import SimpleNamespace
from typing import Any

from broadcast.chat_pace import AFTER_REPLY, GROUP_MOST, MINUTE, ChatPace
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
            n: SimpleNamespace(
                id=n,
                news=0,
                exhausted=False,
                sendable=True,
                begun=0,
                may_pay=False,
                calls=(SimpleNamespace(cost=1),),
                share=lambda wanted: wanted,
            )
            for n in range(count)
        }

    def claimable(self, *, but: Container[int] = ()) -> list[Any]:
        return [run for run in self.runs.values() if run.id not in but]

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
        ChatPace(clock),
        lambda: None,
    )
    return claims, ledger, roster


def taken(claims: Any) -> list[Claim]:
    """All that wait, in the order in which they would be sent."""
    found = []
    while (following := claims.next()) is not None:
        found.append(following[0])
    return found


async def test_a_quarter_of_a_second_is_claimed_however_many_broadcasts_run() -> None:
    claims, ledger, _ = queue(40, VirtualClock())
    served: set[int] = set()
    for _ in range(12):
        claims.refill_if_low()
        await settle()
        assert sum(ledger.asked[-1].values()) <= 7
        served |= set(ledger.asked[-1])
        taken(claims)
    assert served == set(range(40))  # everyone has a turn


async def test_broadcasts_take_turns_one_by_one() -> None:
    claims, _, _ = queue(2, VirtualClock(), rate=32)
    claims.refill_if_low()
    await settle()
    assert [claim.run_id for claim in taken(claims)] == [0, 1] * 4


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
    assert taken(claims)


async def test_who_pauses_gets_its_claims_back() -> None:
    claims, ledger, roster = queue(2, VirtualClock(), rate=32)
    claims.refill_if_low()
    await settle()
    roster.runs[0].sendable = False
    claims.put_back_strays()
    assert {claim.run_id for claim in ledger.put} == {0}
    assert {claim.run_id for claim in taken(claims)} == {1}


async def test_a_chat_that_must_wait_is_set_aside_and_comes_back() -> None:
    clock = VirtualClock()
    claims, _, _ = queue(1, clock, rate=32)
    claims.refill_if_low()
    await settle()
    claims._chats.book(2)  # chat 2 just got a reply
    assert [claim.chat_id for claim in taken(claims)] == [0, 1, 3, 4, 5, 6, 7]
    assert claims.seconds_aside == AFTER_REPLY
    clock.now += AFTER_REPLY
    assert [claim.chat_id for claim in taken(claims)] == [2]
    assert claims.seconds_aside is None


async def test_chats_that_must_all_wait_hold_up_their_own_broadcast_only() -> None:
    """The room aside is a quarter of a second's worth; what waits in there may be long."""
    clock = VirtualClock()
    claims, ledger, _ = queue(2, clock, rate=8)
    groups = deque(Claim(run_id=0, subscriber_id=n, chat_id=-n, step=0) for n in range(1, 9))
    for claim in groups:
        claims._chats.book_bulk(claim.chat_id, GROUP_MOST)
    claims._waiting[0] = groups
    assert taken(claims) == []
    assert len(claims._aside) == 2  # a quarter of a second's worth
    for _ in range(3):
        claims.refill_if_low()
        await settle()
        assert {claim.run_id for claim in taken(claims)} == {1}
    assert all(set(asked) == {1} for asked in ledger.asked)
    clock.now += MINUTE
    assert {claim.run_id for claim in taken(claims)} == {0}


async def test_what_is_set_aside_goes_back_when_its_broadcast_pauses() -> None:
    claims, ledger, roster = queue(2, VirtualClock(), rate=32)
    claims.refill_if_low()
    await settle()
    for chat_id in range(4):
        claims._chats.book(chat_id)
    assert taken(claims) == []
    roster.runs[0].sendable = False
    claims.put_back_strays()
    assert sorted(claim.subscriber_id for claim in ledger.put) == [0, 1, 2, 3]
    assert {claim.run_id for claim in ledger.put} == {0}
    claims.return_all()
    assert sum(claim.run_id == 1 for claim in ledger.put) == 4
    assert claims.seconds_aside is None


async def test_a_broadcast_that_may_not_pay_lets_the_next_one_go() -> None:
    claims, _, _ = queue(2, VirtualClock(), rate=32)
    claims.refill_if_low()
    await settle()
    found = claims.next(lambda run: run.id == 1)
    assert found is not None
    assert found[0].run_id == 1
    assert claims.next(lambda _run: False) is None

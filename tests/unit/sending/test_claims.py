"""How much is claimed, for whom, and what happens when the database refuses."""

import itertools
import math
from collections import deque
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from broadcast.floods.waits import PASS_OVER
from broadcast.hours.standing import ALWAYS, Standing
from broadcast.ledger.entries import Claim, Share
from broadcast.pace.chat_limits import AFTER_REPLY, GROUP_MOST, MINUTE, ChatLimits
from broadcast.pace.forwards import HOUR, USUAL, ForwardPace
from broadcast.pace.limiter import Limiter
from broadcast.pace.mendings import MendingPace
from broadcast.pace.own import OwnPaces
from broadcast.runs.delayed import Delayed
from broadcast.sending.claim_queue import FIRST_PAUSE, ClaimQueue
from db.errors import DatabaseTrouble
from runtime.supervisor import Supervisor
from runtime.wake import Wake
from tests.clocks import VirtualClock, settle


class Ledger:
    """Gives claims without end, or fails."""

    longest_pause = 15.0

    def __init__(self) -> None:
        self.asked: list[dict[int, int]] = []
        self.put: list[Claim] = []
        self.delayed: list[tuple[int, float]] = []
        self.recalled: list[int] = []
        self.broken = False
        self.may_claim = True

    async def claim(self, shares: list[Share]) -> dict[int, list[Claim]]:
        self.asked.append({share.run_id: share.count for share in shares})
        self.recalled += [number for share in shares for number in share.recalled]
        if self.broken:
            raise DatabaseTrouble("locked")
        return {
            share.run_id: [_claim(share.run_id, n) for n in self._numbers(share)]
            for share in shares
        }

    def _numbers(self, share: Share) -> list[int]:
        return [*share.recalled, *range(share.count - len(share.recalled))]

    def put_back(self, claim: Claim) -> None:
        self.put.append(claim)

    def delay(self, claim: Claim, seconds: float) -> None:
        self.delayed.append((claim.subscriber_id, seconds))


class FreshLedger(Ledger):
    """Nobody twice."""

    def __init__(self) -> None:
        super().__init__()
        self._next = itertools.count(1)

    def _numbers(self, share: Share) -> list[int]:
        return list(itertools.islice(self._next, share.count))


def _claim(run_id: int, number: int) -> Claim:
    return Claim(run_id=run_id, subscriber_id=number, chat_id=number, step=0)


class Script:
    """What it sends."""

    names = ()
    forwards = False
    mending = None

    def call(self, claim: Claim) -> SimpleNamespace:
        return SimpleNamespace(cost=1, method="forwardMessage" if self.forwards else "sendMessage")


class Parts:
    """It is one."""

    news = 0
    standing = ALWAYS
    next, divided = 0, False

    def closed_to(self, claim: Claim) -> bool:
        return claim.part not in self.standing.open


class Run:
    """What the queue knows of a run."""

    def __init__(self, number: int, clock: VirtualClock) -> None:
        self.id = number
        self.sendable = True
        self.standing = False
        self.urgent = False
        self.may_pay = False
        self.begun = 0
        self.delayed = Delayed(clock)
        self.script, self.parts = Script(), Parts()

    def share(self, wanted: int) -> int:
        return wanted

    def asks(self, *, asking: bool) -> None:
        """Nobody waits until it is answered."""

    def claimed(self, count: int | None, *, news: int, part: int | None = None) -> None:
        self.begun += count or 0

    def returned(self) -> None:
        self.begun -= 1

    def delay(self, subscriber_id: int, seconds: float) -> None:
        self.begun -= 1
        self.delayed.put(subscriber_id, seconds)

    def look_at_delayed(self) -> None:
        """It never says that nobody is left."""


class ActiveRuns:
    def __init__(self, count: int, clock: VirtualClock) -> None:
        self.runs = {n: Run(n, clock) for n in range(count)}

    @property
    def running(self) -> int:
        return sum(run.sendable for run in self.runs.values())

    def claimable(self) -> list[Run]:
        return list(self.runs.values())

    def __iter__(self) -> Iterator[Run]:
        return iter(self.runs.values())

    def get(self, run_id: int) -> Run | None:
        return self.runs.get(run_id)


def queue(
    broadcasts: int, clock: VirtualClock, rate: float = 25, ledger: Ledger | None = None
) -> tuple[Any, Ledger, ActiveRuns]:
    ledger, active_runs = ledger or Ledger(), ActiveRuns(broadcasts, clock)
    limiter, supervisor = Limiter(clock, ceiling=rate), Supervisor(clock)
    claims: Any = ClaimQueue(
        ledger,  # type: ignore[arg-type]
        limiter,
        active_runs,  # type: ignore[arg-type]
        supervisor,
        clock,
        ChatLimits(clock),
        OwnPaces(forwards=ForwardPace(clock, USUAL), mendings=MendingPace(clock, None)),
        Wake(clock),
    )
    return claims, ledger, active_runs


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


async def test_forwards_go_at_a_pace_of_their_own_and_hold_up_nobody() -> None:
    clock = VirtualClock()
    claims, ledger, active_runs = queue(2, clock, rate=32)
    active_runs.runs[0].script.forwards = True
    claims.refill_if_low()
    await settle()
    assert ledger.asked[-1][0] == 1  # who is claimed long before may be in doubt
    assert [claim.run_id for claim in taken(claims)] == [0, 1, 1, 1, 1]
    for _ in range(3):
        claims.refill_if_low()
        await settle()
        assert {claim.run_id for claim in taken(claims)} == {1}
        assert claims.seconds_delayed == pytest.approx(HOUR / USUAL)
    clock.now += HOUR / USUAL + 0.01
    assert [claim.run_id for claim in taken(claims)] == [0]


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
    claims, ledger, active_runs = queue(2, VirtualClock(), rate=32)
    claims.refill_if_low()
    await settle()
    active_runs.runs[0].sendable = False
    claims.return_stopped()
    assert {claim.run_id for claim in ledger.put} == {0}
    assert {claim.run_id for claim in taken(claims)} == {1}


async def test_what_it_has_become_quiet_for_goes_back_before_it_is_begun() -> None:
    claims, ledger, active_runs = queue(2, VirtualClock(), rate=32)
    claims.refill_if_low()
    await settle()
    run = active_runs.runs[0]
    begun = run.begun
    run.parts.standing = Standing(open=())
    assert {claim.run_id for claim in taken(claims)} == {1}
    assert len(ledger.put) == begun
    assert run.begun == 0
    assert claims.seconds_delayed is None


async def test_a_chat_that_must_wait_is_delayed_and_comes_back() -> None:
    clock = VirtualClock()
    claims, _, _ = queue(1, clock, rate=32)
    claims.refill_if_low()
    await settle()
    claims._chats.book(2)  # chat 2 just got a reply
    assert [claim.chat_id for claim in taken(claims)] == [0, 1, *range(3, 16)]
    assert claims.seconds_delayed == AFTER_REPLY
    clock.now += AFTER_REPLY
    assert [claim.chat_id for claim in taken(claims)] == [2]
    assert claims.seconds_delayed is None


async def test_chats_that_must_all_wait_hold_nobody_up() -> None:
    """A few spread over the list once filled the room for waiting, and stopped their broadcast."""
    clock = VirtualClock()
    claims, ledger, active_runs = queue(2, clock, rate=8)
    groups = deque(Claim(run_id=0, subscriber_id=n, chat_id=-n, step=0) for n in range(1, 9))
    for claim in groups:
        claims._chats.book_bulk(claim.chat_id, GROUP_MOST)
    claims._waiting[0] = groups
    assert taken(claims) == []
    claims.refill_if_low()
    await settle()
    assert {claim.run_id for claim in taken(claims)} == {0, 1}
    assert ledger.delayed == [(n, MINUTE) for n in range(1, 9)]
    assert active_runs.runs[0].begun <= 2, (
        "they do not count as begun: a canary goes on with others"
    )
    assert claims.seconds_delayed == MINUTE
    clock.now += MINUTE
    claims.refill_if_low()
    await settle()
    claims.refill_if_low()
    await settle()
    assert ledger.recalled[0] == 1


async def test_a_chat_in_slow_mode_is_not_asked_before_its_time_nor_held_here() -> None:
    clock = VirtualClock()
    claims, ledger, active_runs = queue(1, clock, rate=32)
    claims._limiter.flooded(3_590, claims._limiter.reserve_reply(chat=-2))
    claims._waiting[0] = deque([Claim(run_id=0, subscriber_id=2, chat_id=-2, step=0)])
    assert taken(claims) == []
    assert ledger.delayed == [(2, 3_590)]
    assert claims._delayed == []
    assert active_runs.runs[0].delayed.waiting_long() == (1, 3_590)


async def test_only_a_few_wait_here_and_only_for_seconds() -> None:
    clock = VirtualClock()
    claims, ledger, _ = queue(1, clock, rate=32)
    claims._waiting[0] = deque(_claim(0, n) for n in range(1, 21))
    for n in range(1, 21):
        claims._chats.book(n)
    assert taken(claims) == []
    assert len(claims._delayed) == 8  # a quarter of a second's worth
    assert len(ledger.delayed) == 12


@pytest.mark.parametrize("rate", [0.5, 4, 10, 25, 30, 50, 64, 100, 128, 200, 1_000, 10_000])
async def test_what_may_be_uncertain_after_a_crash_is_half_a_second_s_worth(rate: float) -> None:
    """Beside the calls under way: whoever waits for a chat is claimed, too."""
    clock = VirtualClock()
    ledger, most = FreshLedger(), max(1, math.ceil(rate / 2))
    claims, _, active_runs = queue(1, clock, rate=rate, ledger=ledger)
    for _ in range(20):
        claims.refill_if_low()
        await settle()
        run = active_runs.runs[0]
        assert run.begun <= most + 1
        begun = claims.next() is not None  # one goes, the next one's chat just got a reply
        run.begun -= begun
        for claim in list(claims._waiting.get(0, ()))[:1]:
            claims._chats.book(claim.chat_id)
    assert len(ledger.asked) > 1 or rate > 30


async def test_a_slow_bot_claims_rarely_and_a_fast_one_no_more_than_before() -> None:
    async def claimed(rate: float) -> int:
        claims, ledger, _ = queue(1, VirtualClock(), rate=rate)
        claims.refill_if_low()
        await settle()
        return sum(ledger.asked[0].values())

    assert [await claimed(rate) for rate in (1, 25, 30, 64, 100, 128)] == [1, 13, 15, 32, 32, 32]
    assert [await claimed(rate) for rate in (200, 1_000, 10_000)] == [50, 250, 500]


@pytest.mark.parametrize(("rate", "pays"), [(30, True), (1_000, False), (1_000, True)])
async def test_at_a_thousand_a_second_more_is_claimed_in_time_for_a_commit(
    rate: float, *, pays: bool
) -> None:
    """Where nine in ten are paid for, too: by the free rate alone the queue ran empty meanwhile."""
    claims, ledger, active_runs = queue(1, VirtualClock(), rate=rate)
    active_runs.runs[0].may_pay = pays
    claims.refill_if_low()
    await settle()
    left = sum(ledger.asked[0].values())
    while len(ledger.asked) == 1:
        assert claims.next() is not None
        left -= 1
        claims.refill_if_low()
        await settle()
    assert 70 <= left <= 150


async def test_an_urgent_one_does_not_wait_for_claims_of_others() -> None:
    claims, ledger, active_runs = queue(1, VirtualClock(), rate=32)
    claims.refill_if_low()
    await settle()
    active_runs.runs[1] = Run(1, VirtualClock())
    active_runs.runs[1].urgent = True
    active_runs.claimable = lambda: [active_runs.runs[1]]  # type: ignore[method-assign]
    claims.refill_if_low()
    assert [claim.run_id for claim in ledger.put] == [0] * 16
    await settle()
    assert ledger.asked[-1] == {1: 8}
    assert [claim.run_id for claim in taken(claims)] == [1] * 8


async def test_who_was_to_be_recalled_is_not_lost_with_a_claim_that_failed() -> None:
    clock = VirtualClock()
    claims, ledger, active_runs = queue(1, clock, rate=32)
    active_runs.runs[0].delayed.put(7, 0.0)
    ledger.broken = True
    claims.refill_if_low()
    await settle()
    await clock.advance(FIRST_PAUSE)
    ledger.broken = False
    claims.refill_if_low()
    await settle()
    assert ledger.recalled == [7, 7]


async def test_the_probe_after_a_ban_passes_over_the_chat_that_refused() -> None:
    clock = VirtualClock()
    claims, _, _ = queue(1, clock, rate=32)
    claims._waiting[0] = deque(_claim(0, n) for n in (1, 2))
    claims._limiter.flooded(3, claims._limiter.reserve(chat=1))
    clock.now += 3
    assert [claim.chat_id for claim in taken(claims)] == [2]
    clock.now += PASS_OVER
    assert [claim.chat_id for claim in taken(claims)] == [1], "where there is nobody else, it goes"


async def test_who_is_delayed_goes_back_when_its_broadcast_pauses() -> None:
    claims, ledger, active_runs = queue(2, VirtualClock(), rate=32)
    claims.refill_if_low()
    await settle()
    for chat_id in range(4):
        claims._chats.book(chat_id)
    assert taken(claims) == []
    active_runs.runs[0].sendable = False
    claims.return_stopped()
    assert sorted(claim.subscriber_id for claim in ledger.put) == [0, 1, 2, 3]
    assert {claim.run_id for claim in ledger.put} == {0}
    claims.return_all()
    assert sum(claim.run_id == 1 for claim in ledger.put) == 4
    assert claims.seconds_delayed is None


async def test_a_broadcast_that_may_not_pay_lets_the_next_one_go() -> None:
    claims, _, _ = queue(2, VirtualClock(), rate=32)
    claims.refill_if_low()
    await settle()
    found = claims.next(lambda run: run.id == 1)
    assert found is not None
    assert found[0].run_id == 1
    assert claims.next(lambda _run: False) is None

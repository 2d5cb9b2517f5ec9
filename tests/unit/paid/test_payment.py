"""Marked and unmarked calls beside each other, in virtual time."""

from dataclasses import dataclass
from types import SimpleNamespace

import pytest

from botapi.call import PreparedCall
from botapi.outcome import Outcome, Verdict
from broadcast.model.options import Options, WhenSpent
from broadcast.pace.limiter import Ticket
from broadcast.paid.balance import StarsBalance
from broadcast.paid.budget import BroadcastBudget
from broadcast.paid.refill import REFILL
from broadcast.sending.payment import PaymentPolicy
from tests.clocks import VirtualClock

CALL = PreparedCall(method="sendMessage", rest=b"}", cost=1)
SENT, FLOODED = Outcome(verdict=Verdict.SENT), Outcome(verdict=Verdict.FLOODED)
CAP = 10  # paid messages, one Star


@dataclass(kw_only=True)
class Run:
    """What the payment policy looks at of a run."""

    budget: BroadcastBudget | None = None
    payable: bool = True
    sendable: bool = True

    @property
    def script(self) -> SimpleNamespace:
        return SimpleNamespace(payable=self.payable)

    @property
    def may_pay(self) -> bool:
        return self.budget is not None and self.budget.unpaid() is None


class Runs(list[Run]):
    def pays(self) -> bool:
        return any(run.sendable and run.budget is not None for run in self)


class Bench:
    def __init__(self, *, free_rate: float = 25, when_spent: WhenSpent = WhenSpent.FREE) -> None:
        self.clock = VirtualClock()
        self.balance = StarsBalance(self.clock, free_rate=free_rate)
        self.balance.told(1_000, charged=0)
        options = Options(paid=True, stars_cap=1, when_spent=when_spent)
        self.payer = Run(budget=BroadcastBudget(self.balance, options, spent=0))
        self.other = Run()
        self.runs = Runs([self.payer, self.other])
        self.payment = PaymentPolicy(self.balance, self.runs)  # type: ignore[arg-type] # what it looks at

    def admits(self, run: Run, *, free_slot: bool) -> bool:
        return self.payment.admits(run, free_slot=free_slot)  # type: ignore[arg-type]

    def send(
        self,
        run: Run,
        outcome: Outcome | None = SENT,
        *,
        free_slot: bool = False,
        chat: int | None = None,
    ) -> bool:
        """One call from end to end; whether it was marked."""
        ticket = Ticket(left_at=self.clock.now, paid=not free_slot, chat=chat)
        reservation = self.payment.reserve(run, CALL, ticket)  # type: ignore[arg-type]
        self.payment.finish(run, reservation, ticket, outcome)  # type: ignore[arg-type]
        return reservation.marked

    @property
    def spent(self) -> int:
        assert self.payer.budget is not None
        return self.payer.budget.spent

    def spend_all(self) -> None:
        for _ in range(CAP):
            assert self.send(self.payer)


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_all_calls_of_a_payer_are_marked_and_only_paid_slots_cost(bench: Bench) -> None:
    assert bench.admits(bench.payer, free_slot=True)
    assert bench.send(bench.payer, free_slot=True)
    assert bench.spent == 0
    assert bench.admits(bench.payer, free_slot=False)
    assert bench.send(bench.payer)
    assert bench.spent == 1


def test_who_does_not_pay_goes_marked_in_free_slots_only(bench: Bench) -> None:
    """In a paid slot it would cost Stars that nobody counts."""
    assert not bench.admits(bench.other, free_slot=False)
    assert bench.admits(bench.other, free_slot=True)
    assert bench.send(bench.other, free_slot=True)
    assert bench.spent == 0


def test_what_cannot_be_marked_waits_while_somebody_pays(bench: Bench) -> None:
    bench.other.payable = False
    assert not bench.admits(bench.other, free_slot=True)
    bench.payer.sendable = False
    assert bench.admits(bench.other, free_slot=True)
    assert not bench.send(bench.other, free_slot=True)


def test_nothing_is_given_away_where_even_free_slots_may_cost() -> None:
    bench = Bench(free_rate=100)
    assert not bench.admits(bench.other, free_slot=True)


def test_afterwards_everybody_waits_a_moment_and_goes_unmarked(bench: Bench) -> None:
    """It once never ended: the other's marked calls made the payer wait, and those made it mark."""
    bench.spend_all()
    for run in bench.runs:
        assert not bench.admits(run, free_slot=True)
        assert not bench.admits(run, free_slot=False)
    bench.clock.now += REFILL
    for run in bench.runs:
        assert bench.admits(run, free_slot=True)
        assert not bench.send(run, free_slot=True)


def test_a_spent_one_goes_on_in_free_slots_beside_one_that_pays(bench: Bench) -> None:
    second = Run(budget=BroadcastBudget(bench.balance, Options(paid=True, stars_cap=9), spent=0))
    bench.runs.append(second)
    bench.spend_all()
    assert bench.admits(bench.payer, free_slot=True)
    assert not bench.admits(bench.payer, free_slot=False)
    assert bench.send(bench.payer, free_slot=True)
    assert bench.spent == CAP


def test_a_payer_begins_when_the_unmarked_calls_have_landed(bench: Bench) -> None:
    bench.payer.sendable = False
    ticket = Ticket(left_at=bench.clock.now)
    reservation = bench.payment.reserve(bench.other, CALL, ticket)  # type: ignore[arg-type]
    bench.payer.sendable = True
    assert not bench.admits(bench.payer, free_slot=True)
    bench.payment.finish(bench.other, reservation, ticket, SENT)  # type: ignore[arg-type]
    assert bench.admits(bench.payer, free_slot=False)


def test_who_is_to_pause_is_named_and_not_sent() -> None:
    bench = Bench(when_spent=WhenSpent.PAUSE)
    assert not any(bench.payment.spent())
    bench.spend_all()
    assert [run.budget for run in bench.payment.spent()] == [bench.payer.budget]
    bench.clock.now += REFILL
    assert not bench.admits(bench.payer, free_slot=True)


@pytest.mark.parametrize(
    ("outcome", "price"),
    [
        (SENT, 1),
        (Outcome(verdict=Verdict.UNCERTAIN), 1),
        (Outcome(verdict=Verdict.BLOCKED), 0),
        (Outcome(verdict=Verdict.NOT_SENT), 0),
        (FLOODED, 0),
        (None, 0),
    ],
)
def test_what_is_charged(bench: Bench, outcome: Outcome | None, price: int) -> None:
    bench.send(bench.payer, outcome)
    assert bench.spent == price


def test_a_flood_of_a_marked_call_lets_the_balance_be_read(bench: Bench) -> None:
    bench.balance.in_doubt = False
    bench.send(bench.payer, FLOODED)
    assert bench.balance.in_doubt


def test_groups_in_slow_mode_do_not_stop_the_paying(bench: Bench) -> None:
    """Three of them in a row, with nobody charged in between, and it went at the free rate."""
    bench.balance.in_doubt = False
    for group in (-1_001, -1_002, -1_003, -1_004):
        bench.send(bench.payer, FLOODED, chat=group)
        bench.clock.now += 1
        bench.balance.told(1_000, charged=bench.balance.charged)
    assert not bench.balance.in_doubt
    assert bench.payer.may_pay

"""Which broadcast may pay: its cap, and the Stars that all of them share."""

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from broadcast.model.halt import Unpaid
from broadcast.model.options import Options, WhenSpent
from broadcast.paid.access import FLOODS_WITHOUT_CHARGE, REFUSED_FOR
from broadcast.paid.balance import StarsBalance
from broadcast.paid.budget import BroadcastBudget, SendMode
from broadcast.paid.prices import FREE_RATE
from broadcast.paid.reading import ENOUGH
from broadcast.paid.refill import REFILL
from tests.clocks import VirtualClock

PAID = Options(paid=True, stars_cap=1)


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock()


@pytest.fixture
def balance(clock: VirtualClock) -> StarsBalance:
    made = StarsBalance(clock, free_rate=25)
    made.told(1_000, charged=0)
    return made


def budget(balance: StarsBalance, options: Options = PAID, spent: int = 0) -> BroadcastBudget:
    return BroadcastBudget(balance, options, spent=spent)


def pay(one: BroadcastBudget, *, charged: bool = True) -> None:
    one.finish(one.reserve(1, free_slot=False), charged=charged)


def test_a_cap_of_one_star_is_ten_messages(balance: StarsBalance) -> None:
    one = budget(balance)
    for _ in range(10):
        assert one.mode() is SendMode.PAID
        pay(one)
    assert one.unpaid() is Unpaid.CAP
    assert one.spent == one.take_due() == 10
    assert one.take_due() == 0
    assert one.mode() is SendMode.FREE


def test_what_was_spent_before_a_restart_counts(balance: StarsBalance) -> None:
    assert budget(balance, spent=10).unpaid() is Unpaid.CAP


def test_what_fails_is_not_charged(balance: StarsBalance) -> None:
    one = budget(balance)
    for _ in range(20):
        pay(one, charged=False)
    assert one.spent == 0
    assert one.mode() is SendMode.PAID


def test_free_slots_cost_nothing(balance: StarsBalance) -> None:
    one = budget(balance)
    for _ in range(20):
        one.finish(one.reserve(1, free_slot=True), charged=True)
    assert one.spent == 0


def test_free_slots_are_charged_where_the_free_rate_is_above_telegram_s(
    clock: VirtualClock,
) -> None:
    balance = StarsBalance(clock, free_rate=FREE_RATE + 1)
    balance.told(1_000, charged=0)
    one = budget(balance)
    one.finish(one.reserve(1, free_slot=True), charged=True)
    assert one.spent == 1


def test_the_last_star_waits_for_the_answers_before_it_counts_as_spent(
    balance: StarsBalance,
) -> None:
    one = budget(balance, spent=9)
    price = one.reserve(1, free_slot=False)
    assert one.mode() is SendMode.WAIT
    one.finish(price, charged=False)
    assert one.mode() is SendMode.PAID


def test_a_call_that_costs_more_than_is_left_is_not_waited_for_for_ever(
    balance: StarsBalance,
) -> None:
    """An album of ten, and Stars for five: it could neither leave nor be the reason to stop."""
    options = Options(paid=True, stars_cap=1, when_spent=WhenSpent.PAUSE)
    assert BroadcastBudget(balance, options, spent=5, largest=10).mode() is SendMode.STOP


def test_marked_calls_wait_for_the_unmarked_ones(balance: StarsBalance) -> None:
    one = budget(balance)
    assert one.mode(unmarked=1) is SendMode.WAIT
    assert one.mode() is SendMode.PAID


def test_the_free_rate_has_a_moment_to_fill_again(
    balance: StarsBalance, clock: VirtualClock
) -> None:
    one = budget(balance)
    price = one.reserve(1, free_slot=True)
    clock.now += 10
    assert balance.refill_seconds == REFILL
    one.finish(price, charged=True)
    assert balance.refill_seconds == REFILL
    clock.now += REFILL
    assert balance.refill_seconds == 0


def test_it_stops_where_that_was_chosen(balance: StarsBalance) -> None:
    one = budget(balance, Options(paid=True, stars_cap=1, when_spent=WhenSpent.PAUSE), spent=10)
    assert one.mode() is SendMode.STOP


def test_two_broadcasts_share_the_balance(balance: StarsBalance) -> None:
    balance.told(2, charged=0)
    one, other = budget(balance), budget(balance)
    pay(one)
    pay(other)
    assert one.unpaid() is other.unpaid() is Unpaid.BALANCE


def test_an_empty_balance_is_read_again_before_it_is_believed(balance: StarsBalance) -> None:
    balance.told(1, charged=0)
    one = budget(balance, Options(paid=True, stars_cap=1, when_spent=WhenSpent.PAUSE))
    pay(one)
    assert one.mode() is SendMode.WAIT
    assert balance.in_doubt
    balance.told(0, charged=balance.charged)
    assert one.mode() is SendMode.STOP


def test_a_few_that_are_left_over_are_not_paid_one_by_one(balance: StarsBalance) -> None:
    """What was counted is more than what was taken: each reading once found a little left."""
    balance.told(3, charged=0)
    one = budget(balance)
    for _ in range(3):
        pay(one)
    assert one.mode() is SendMode.WAIT
    balance.told(2, charged=balance.charged)
    assert one.mode() is SendMode.FREE
    assert one.unpaid() is Unpaid.BALANCE
    balance.told(ENOUGH - 1, charged=balance.charged)
    assert one.mode() is SendMode.FREE
    balance.told(ENOUGH, charged=balance.charged)
    assert one.mode() is SendMode.PAID


def test_a_few_are_enough_when_somebody_says_go_on(balance: StarsBalance) -> None:
    balance.told(0, charged=0)
    one = budget(balance)
    assert one.mode() is SendMode.FREE
    one.resume(PAID)
    assert balance.in_doubt
    balance.told(5, charged=0)
    assert one.mode() is SendMode.PAID


def test_an_answer_that_overlaps_calls_is_taken_for_the_worst(balance: StarsBalance) -> None:
    """Nobody knows whether it was told before or after they were charged."""
    one, asked = budget(balance), balance.charged
    price = one.reserve(1, free_slot=False)
    pay(one)
    balance.told(1_000, charged=asked)
    assert balance.remaining == 998
    one.finish(price, charged=True)
    assert balance.remaining == 998


def test_nothing_is_paid_before_the_balance_is_known(clock: VirtualClock) -> None:
    balance = StarsBalance(clock, free_rate=25)
    one = budget(balance, Options(paid=True, stars_cap=1, when_spent=WhenSpent.PAUSE))
    assert one.mode() is SendMode.WAIT
    assert balance.in_doubt
    balance.not_told()
    assert one.mode() is SendMode.FREE, "a server that does not tell it is no reason to pause"
    assert one.unpaid() is Unpaid.UNKNOWN


def flood(balance: StarsBalance, clock: VirtualClock, *, left: int) -> None:
    for _ in range(5):  # calls of one episode
        balance.flooded(left_at=clock.now)
    clock.now += 3
    assert balance.in_doubt
    balance.in_doubt = False
    balance.told(left, charged=balance.charged)


def test_floods_in_spite_of_stars_end_the_paying_for_a_while(
    balance: StarsBalance, clock: VirtualClock
) -> None:
    one = budget(balance)
    for _ in range(FLOODS_WITHOUT_CHARGE - 1):
        flood(balance, clock, left=1_000)
        assert one.unpaid() is None
        clock.now += 1
    flood(balance, clock, left=1_000)
    assert one.unpaid() is Unpaid.REFUSED
    clock.now += REFUSED_FOR
    assert one.unpaid() is None


def test_somebody_who_looked_into_it_may_pay_again(
    balance: StarsBalance, clock: VirtualClock
) -> None:
    one = budget(balance)
    for _ in range(FLOODS_WITHOUT_CHARGE):
        flood(balance, clock, left=1_000)
        clock.now += 1
    balance.retry_paying()
    assert one.unpaid() is None


def test_floods_while_stars_are_taken_are_only_floods(
    balance: StarsBalance, clock: VirtualClock
) -> None:
    one = budget(balance)
    for left in range(990, 980, -1):
        flood(balance, clock, left=left)
        clock.now += 1
    assert one.unpaid() is None


class Spending(RuleBasedStateMachine):
    """Two broadcasts, one balance, answers in any order, and a Telegram that counts for itself."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = VirtualClock()
        self.telegram = 12  # its own count of what is left, less than the two may spend
        self.balance = StarsBalance(self.clock, free_rate=25)
        caps = (Options(paid=True, stars_cap=1), Options(paid=True, stars_cap=2))
        self.budgets = [BroadcastBudget(self.balance, one, spent=0, largest=4) for one in caps]
        self.calls: list[tuple[int, int, int]] = []  # whose, price, messages
        self.paid = [0, 0]

    @rule(whose=st.integers(0, 1), cost=st.integers(1, 4), free_slot=st.booleans())
    def leave(self, whose: int, cost: int, free_slot: bool) -> None:
        if self.budgets[whose].mode() is SendMode.PAID:
            price = self.budgets[whose].reserve(cost, free_slot=free_slot)
            self.calls.append((whose, price, cost))

    @rule(data=st.data(), charged=st.booleans())
    def answer(self, data: st.DataObject, charged: bool) -> None:
        if self.calls:
            place = data.draw(st.integers(0, len(self.calls) - 1))
            whose, price, _ = self.calls.pop(place)
            if charged:
                self.telegram -= price
                self.paid[whose] += price
            self.budgets[whose].finish(price, charged=charged)

    @rule()
    def read(self) -> None:
        self.balance.told(self.telegram, charged=self.balance.charged)

    @invariant()
    def nothing_is_overdrawn(self) -> None:
        assert self.telegram >= 0
        assert self.paid[0] <= 10
        assert self.paid[1] <= 20

    @invariant()
    def every_charge_is_known(self) -> None:
        assert [one.spent for one in self.budgets] == self.paid


TestSpending = Spending.TestCase

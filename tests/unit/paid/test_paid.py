"""What can be paid, what it costs, and who may pay."""

import json

import aiogram.methods
import pytest
from aiogram.methods import TelegramMethod
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from botapi.call import Call
from botapi.methods import PAYABLE, payable
from broadcast.model.content import Content, Options, WhenSpent
from broadcast.paid.budget import (
    ENOUGH,
    IN_VAIN,
    REFILL,
    REFUSED_FOR,
    BroadcastBudget,
    SendMode,
    StarsBalance,
    Unpaid,
)
from broadcast.paid.prices import FREE_RATE, estimate, tenths
from tests.clocks import VirtualClock

PAID = Options(paid=True, stars_cap=1)


def text(options: Options = PAID, method: str = "sendMessage") -> Content:
    return Content(message=(Call(method=method, params={"text": "x"}),), options=options)


# what can be paid


def test_exactly_the_methods_that_take_the_parameter_are_payable() -> None:
    """Fails when a new Bot API adds one."""
    takes_it = set()
    for name in aiogram.methods.__all__:
        method = getattr(aiogram.methods, name)
        is_method = isinstance(method, type) and issubclass(method, TelegramMethod)
        if is_method and "allow_paid_broadcast" in method.model_fields:
            takes_it.add(method.__api_method__)
    assert takes_it == PAYABLE
    assert not payable("forwardMessage")
    assert not payable("copyMessages")


def test_a_content_is_paid_only_with_a_cap_and_if_every_call_can_be() -> None:
    assert text().paid
    assert not text(Options(paid=True)).paid
    assert not text(method="forwardMessage").paid
    two = Content(message=(*text().message, Call(method="copyMessages", params={})), options=PAID)
    assert not two.payable


def test_drafts_of_older_and_newer_versions_are_read() -> None:
    stored = json.loads(text(Options(silent=True)).dump())
    stored["options"] = {"silent": True, "protected": False, "no_preview": False}
    assert Content.load(json.dumps(stored)).options == Options(silent=True)
    stored["options"] |= {"sparkling": 3, "when_spent": "dance", "paid": True, "stars_cap": 7}
    assert Content.load(json.dumps(stored)).options == Options(silent=True, paid=True, stars_cap=7)
    del stored["options"]
    assert Content.load(json.dumps(stored)).options == Options()


def test_what_is_chosen_comes_back() -> None:
    content = text(Options(paid=True, stars_cap=12, when_spent=WhenSpent.PAUSE))
    assert Content.load(content.dump()) == content
    assert Content.load(content.dump()).options.when_spent is WhenSpent.PAUSE


# what it costs


def test_a_million_at_full_speed() -> None:
    costs = estimate(1_000_000, most=10**9, free_rate=25, paid_rate=975)
    assert costs.wanted == costs.paid == 975_000
    assert costs.seconds == pytest.approx(1_000)
    assert costs.seconds_unpaid == pytest.approx(40_000)
    assert not costs.falls_short


def test_when_the_stars_do_not_last_the_rest_goes_at_the_free_rate() -> None:
    costs = estimate(10_000, most=1_000, free_rate=25, paid_rate=975)
    assert costs.falls_short
    assert costs.paid == 1_000
    assert costs.seconds == pytest.approx(9_000 / 25)


@given(st.integers(0, 10**7), st.integers(-5, 10**7))
def test_paying_never_makes_it_slower_nor_costs_more_than_allowed(messages: int, most: int) -> None:
    costs = estimate(messages, most=most, free_rate=25, paid_rate=975)
    assert 0 <= costs.paid <= max(0, most)
    assert costs.paid <= costs.wanted <= messages
    assert costs.seconds <= costs.seconds_unpaid


@pytest.mark.parametrize(
    ("amount", "nanos", "expected"),
    [(12, 300_000_000, 123), (12, 399_999_999, 123), (0, 0, 0), (-1, -500_000_000, -15)],
)
def test_a_balance_in_tenths(amount: int, nanos: int, expected: int) -> None:
    assert tenths(amount, nanos) == expected


# who may pay


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock()


@pytest.fixture
def wallet(clock: VirtualClock) -> StarsBalance:
    made = StarsBalance(clock, free_rate=25)
    made.read(1_000, charged=0)
    return made


def purse(wallet: StarsBalance, options: Options = PAID, spent: int = 0) -> BroadcastBudget:
    return BroadcastBudget(wallet, options, spent=spent)


def pay(one: BroadcastBudget, *, charged: bool = True) -> None:
    one.settle(one.reserve(1, free_slot=False), charged=charged)


def test_a_cap_of_one_star_is_ten_messages(wallet: StarsBalance) -> None:
    one = purse(wallet)
    for _ in range(10):
        assert one.fare() is SendMode.PAID
        pay(one)
    assert one.unpaid() is Unpaid.CAP
    assert one.spent == one.take_due() == 10
    assert one.take_due() == 0
    assert one.fare() is SendMode.FREE


def test_what_was_spent_before_a_restart_counts(wallet: StarsBalance) -> None:
    assert purse(wallet, spent=10).unpaid() is Unpaid.CAP


def test_what_fails_is_not_charged(wallet: StarsBalance) -> None:
    one = purse(wallet)
    for _ in range(20):
        pay(one, charged=False)
    assert one.spent == 0
    assert one.fare() is SendMode.PAID


def test_free_slots_cost_nothing(wallet: StarsBalance) -> None:
    one = purse(wallet)
    for _ in range(20):
        one.settle(one.reserve(1, free_slot=True), charged=True)
    assert one.spent == 0


def test_free_slots_are_charged_where_the_free_rate_is_above_telegram_s(
    clock: VirtualClock,
) -> None:
    wallet = StarsBalance(clock, free_rate=FREE_RATE + 1)
    wallet.read(1_000, charged=0)
    one = purse(wallet)
    one.settle(one.reserve(1, free_slot=True), charged=True)
    assert one.spent == 1


def test_the_last_star_waits_for_the_answers_before_it_counts_as_spent(
    wallet: StarsBalance,
) -> None:
    one = purse(wallet, spent=9)
    price = one.reserve(1, free_slot=False)
    assert one.fare() is SendMode.WAIT
    one.settle(price, charged=False)
    assert one.fare() is SendMode.PAID


def test_a_call_that_costs_more_than_is_left_is_not_waited_for_for_ever(
    wallet: StarsBalance,
) -> None:
    """An album of ten, and Stars for five: it could neither leave nor be the reason to stop."""
    options = Options(paid=True, stars_cap=1, when_spent=WhenSpent.PAUSE)
    assert BroadcastBudget(wallet, options, spent=5, largest=10).fare() is SendMode.STOP


def test_marked_calls_wait_for_the_unmarked_ones(wallet: StarsBalance) -> None:
    one = purse(wallet)
    assert one.fare(unmarked=1) is SendMode.WAIT
    assert one.fare() is SendMode.PAID


def test_the_free_rate_has_a_moment_to_fill_again(
    wallet: StarsBalance, clock: VirtualClock
) -> None:
    one = purse(wallet)
    price = one.reserve(1, free_slot=True)
    clock.now += 10
    assert wallet.refill_seconds == REFILL
    one.settle(price, charged=True)
    assert wallet.refill_seconds == REFILL
    clock.now += REFILL
    assert wallet.refill_seconds == 0


def test_it_stops_where_that_was_chosen(wallet: StarsBalance) -> None:
    one = purse(wallet, Options(paid=True, stars_cap=1, when_spent=WhenSpent.PAUSE), spent=10)
    assert one.fare() is SendMode.STOP


def test_two_broadcasts_share_the_balance(wallet: StarsBalance) -> None:
    wallet.read(2, charged=0)
    one, other = purse(wallet), purse(wallet)
    pay(one)
    pay(other)
    assert one.unpaid() is other.unpaid() is Unpaid.BALANCE


def test_an_empty_balance_is_read_again_before_it_is_believed(wallet: StarsBalance) -> None:
    wallet.read(1, charged=0)
    one = purse(wallet, Options(paid=True, stars_cap=1, when_spent=WhenSpent.PAUSE))
    pay(one)
    assert one.fare() is SendMode.WAIT
    assert wallet.doubt
    wallet.read(0, charged=wallet.charged)
    assert one.fare() is SendMode.STOP


def test_a_few_that_are_left_over_are_not_paid_one_by_one(wallet: StarsBalance) -> None:
    """What was counted is more than what was taken: each reading once found a little left."""
    wallet.read(3, charged=0)
    one = purse(wallet)
    for _ in range(3):
        pay(one)
    assert one.fare() is SendMode.WAIT
    wallet.read(2, charged=wallet.charged)
    assert one.fare() is SendMode.FREE
    assert one.unpaid() is Unpaid.BALANCE
    wallet.read(ENOUGH - 1, charged=wallet.charged)
    assert one.fare() is SendMode.FREE
    wallet.read(ENOUGH, charged=wallet.charged)
    assert one.fare() is SendMode.PAID


def test_a_few_are_enough_when_somebody_says_go_on(wallet: StarsBalance) -> None:
    wallet.read(0, charged=0)
    one = purse(wallet)
    assert one.fare() is SendMode.FREE
    one.go_on(PAID)
    assert wallet.doubt
    wallet.read(5, charged=0)
    assert one.fare() is SendMode.PAID


def test_an_answer_that_overlaps_calls_is_taken_for_the_worst(wallet: StarsBalance) -> None:
    """Nobody knows whether it was told before or after they were charged."""
    one, asked = purse(wallet), wallet.charged
    price = one.reserve(1, free_slot=False)
    pay(one)
    wallet.read(1_000, charged=asked)
    assert wallet.balance == 998
    one.settle(price, charged=True)
    assert wallet.balance == 998


def test_nothing_is_paid_before_the_balance_is_known(clock: VirtualClock) -> None:
    wallet = StarsBalance(clock, free_rate=25)
    one = purse(wallet, Options(paid=True, stars_cap=1, when_spent=WhenSpent.PAUSE))
    assert one.fare() is SendMode.WAIT
    assert wallet.doubt
    wallet.unreadable()
    assert one.fare() is SendMode.FREE, "a server that does not tell it is no reason to pause"
    assert one.unpaid() is Unpaid.UNKNOWN


def flood(wallet: StarsBalance, clock: VirtualClock, *, left: int) -> None:
    for _ in range(5):  # calls of one episode
        wallet.flooded(left_at=clock.now)
    clock.now += 3
    assert wallet.doubt
    wallet.doubt = False
    wallet.read(left, charged=wallet.charged)


def test_floods_in_spite_of_stars_end_the_paying_for_a_while(
    wallet: StarsBalance, clock: VirtualClock
) -> None:
    one = purse(wallet)
    for _ in range(IN_VAIN - 1):
        flood(wallet, clock, left=1_000)
        assert one.unpaid() is None
        clock.now += 1
    flood(wallet, clock, left=1_000)
    assert one.unpaid() is Unpaid.REFUSED
    clock.now += REFUSED_FOR
    assert one.unpaid() is None


def test_somebody_who_looked_into_it_may_pay_again(
    wallet: StarsBalance, clock: VirtualClock
) -> None:
    one = purse(wallet)
    for _ in range(IN_VAIN):
        flood(wallet, clock, left=1_000)
        clock.now += 1
    wallet.forgive()
    assert one.unpaid() is None


def test_floods_while_stars_are_taken_are_only_floods(
    wallet: StarsBalance, clock: VirtualClock
) -> None:
    one = purse(wallet)
    for left in range(990, 980, -1):
        flood(wallet, clock, left=left)
        clock.now += 1
    assert one.unpaid() is None


class Spending(RuleBasedStateMachine):
    """Two broadcasts, one balance, answers in any order, and a Telegram that counts for itself."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = VirtualClock()
        self.telegram = 12  # its own count of what is left, less than the two may spend
        self.wallet = StarsBalance(self.clock, free_rate=25)
        caps = (Options(paid=True, stars_cap=1), Options(paid=True, stars_cap=2))
        self.purses = [BroadcastBudget(self.wallet, one, spent=0, largest=4) for one in caps]
        self.calls: list[tuple[int, int, int]] = []  # whose, price, messages
        self.paid = [0, 0]

    @rule(whose=st.integers(0, 1), cost=st.integers(1, 4), free_slot=st.booleans())
    def leave(self, whose: int, cost: int, free_slot: bool) -> None:
        if self.purses[whose].fare() is SendMode.PAID:
            price = self.purses[whose].reserve(cost, free_slot=free_slot)
            self.calls.append((whose, price, cost))

    @rule(data=st.data(), charged=st.booleans())
    def answer(self, data: st.DataObject, charged: bool) -> None:
        if self.calls:
            place = data.draw(st.integers(0, len(self.calls) - 1))
            whose, price, _ = self.calls.pop(place)
            if charged:
                self.telegram -= price
                self.paid[whose] += price
            self.purses[whose].settle(price, charged=charged)

    @rule()
    def read(self) -> None:
        self.wallet.read(self.telegram, charged=self.wallet.charged)

    @invariant()
    def nothing_is_overdrawn(self) -> None:
        assert self.telegram >= 0
        assert self.paid[0] <= 10
        assert self.paid[1] <= 20

    @invariant()
    def every_charge_is_known(self) -> None:
        assert [one.spent for one in self.purses] == self.paid


TestSpending = Spending.TestCase

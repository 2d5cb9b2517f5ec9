"""The three parts of the balance, each for itself; together they are in test_budget.py."""

import pytest

from broadcast.model.halt import Unpaid
from broadcast.paid.access import FLOODS_WITHOUT_CHARGE, REFUSED_FOR, PaidAccess
from broadcast.paid.reading import ENOUGH, BalanceReading
from broadcast.paid.refill import REFILL, FreeRateRefill
from tests.clocks import VirtualClock


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock()


# what is known of it


def test_before_telegram_has_told_nothing_is_paid_and_nobody_is_sure_why() -> None:
    reading = BalanceReading()
    assert reading.lacks(1) is Unpaid.UNKNOWN
    assert not reading.is_certain(Unpaid.UNKNOWN)
    reading.not_told()
    assert reading.is_certain(Unpaid.UNKNOWN), "it was asked, and does not tell"


def test_what_left_after_the_question_is_taken_off_and_makes_a_lack_uncertain() -> None:
    reading = BalanceReading()
    reading.told(5, charged=0, in_flight=0)
    assert reading.is_certain(Unpaid.BALANCE)
    reading.reserve(3)
    assert reading.remaining == 2
    reading.finish(3, charged=3)
    assert reading.remaining == 2
    assert reading.lacks(3) is Unpaid.BALANCE
    assert not reading.is_certain(Unpaid.BALANCE)


@pytest.mark.parametrize(("in_flight", "certain"), [(0, True), (1, False)])
def test_a_balance_told_while_calls_are_on_their_way_is_not_certain(
    in_flight: int, certain: bool
) -> None:
    reading = BalanceReading()
    reading.told(0, charged=0, in_flight=in_flight)
    assert reading.is_certain(Unpaid.BALANCE) is certain


def test_a_balance_told_before_the_last_charge_is_not_certain() -> None:
    reading = BalanceReading()
    reading.reserve(1)
    reading.finish(1, charged=1)
    reading.told(0, charged=0, in_flight=0)
    assert not reading.is_certain(Unpaid.BALANCE)


def test_once_spent_it_takes_enough_to_begin_again() -> None:
    reading = BalanceReading()
    reading.told(ENOUGH - 1, charged=0, in_flight=0)
    assert reading.lacks(1) is None, "nobody was ever short"
    reading.reserve(0)
    assert not reading.is_certain(Unpaid.BALANCE)  # somebody was
    reading.told(ENOUGH - 1, charged=0, in_flight=0)
    assert reading.lacks(1) is Unpaid.BALANCE
    reading.try_again()
    assert reading.lacks(1) is None


def test_it_has_fallen_only_below_what_was_told_before() -> None:
    reading = BalanceReading()
    assert not reading.has_fallen_to(0), "there is nothing to compare with"
    reading.told(10, charged=0, in_flight=0)
    assert [reading.has_fallen_to(one) for one in (11, 10, 9)] == [False, False, True]


# whether Telegram takes Stars at all


def flood(access: PaidAccess, clock: VirtualClock, *, charged: bool) -> None:
    clock.now += 1
    access.flooded(left_at=clock.now)
    access.balance_read(charged=charged)


def test_floods_count_only_in_a_row_and_only_without_a_charge(clock: VirtualClock) -> None:
    access, seen = PaidAccess(clock), []
    for charged in (False, False, True, False, False):
        flood(access, clock, charged=charged)
        seen.append(access.refused)
    flood(access, clock, charged=False)
    seen.append(access.refused)
    assert seen == [False] * 5 + [True]
    clock.now += REFUSED_FOR
    assert not access.refused


def test_calls_that_left_before_the_last_look_belong_to_that_flood(clock: VirtualClock) -> None:
    access, left = PaidAccess(clock), clock.now
    assert access.flooded(left_at=left)
    clock.now += 1
    access.balance_read(charged=False)
    assert not access.flooded(left_at=left)
    for _ in range(FLOODS_WITHOUT_CHARGE):
        access.balance_read(charged=False)  # with no flood before it, that says nothing
    assert not access.refused


def test_who_has_looked_into_it_begins_anew(clock: VirtualClock) -> None:
    access = PaidAccess(clock)
    for _ in range(FLOODS_WITHOUT_CHARGE):
        flood(access, clock, charged=False)
    access.retry()
    flood(access, clock, charged=False)
    assert not access.refused


# the free rate beside marked calls


def test_the_free_rate_is_used_up_until_a_moment_after_the_last_marked_call(
    clock: VirtualClock,
) -> None:
    refill, seen = FreeRateRefill(clock), []
    seen.append(refill.seconds)
    refill.marked_call_left()
    refill.marked_call_left()
    refill.marked_call_ended()
    clock.now += 10 * REFILL
    seen.append(refill.seconds)  # one is still on its way
    refill.marked_call_ended()
    clock.now += REFILL / 4
    seen.append(refill.seconds)
    clock.now += REFILL
    seen.append(refill.seconds)
    assert seen == pytest.approx([0, REFILL, REFILL * 3 / 4, 0])

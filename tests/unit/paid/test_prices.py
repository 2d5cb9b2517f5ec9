"""What can be paid, and what it costs."""

import json

import aiogram.methods
import pytest
from aiogram.methods import TelegramMethod
from hypothesis import given
from hypothesis import strategies as st

from botapi.call import Call
from botapi.methods import PAYABLE, payable
from broadcast.model.content import Content
from broadcast.model.options import Options, WhenSpent
from broadcast.paid.prices import estimate, tenths

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

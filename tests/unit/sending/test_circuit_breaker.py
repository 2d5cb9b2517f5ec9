"""When sending stops by itself because Telegram does not answer."""

import random

import pytest

from broadcast.guards.circuit_breaker import JITTER, CircuitBreaker


@pytest.fixture
def breaker() -> CircuitBreaker:
    return CircuitBreaker(random.Random(1))


def test_three_unanswered_in_a_row_open_it(breaker: CircuitBreaker) -> None:
    assert [breaker.unanswered() for _ in range(4)] == [False, False, True, False]
    assert breaker.is_open


def test_a_proper_answer_in_between_starts_the_count_again(breaker: CircuitBreaker) -> None:
    for _ in range(10):
        assert not breaker.unanswered()
        assert not breaker.unanswered()
        breaker.answered()
    assert not breaker.is_open


def test_answers_of_calls_from_before_the_outage_do_not_close_it(breaker: CircuitBreaker) -> None:
    for _ in range(3):
        breaker.unanswered()
    breaker.answered()
    assert breaker.is_open


def test_probes_come_less_and_less_often(breaker: CircuitBreaker) -> None:
    waits = [breaker.next_wait() for _ in range(8)]
    for wait, plain in zip(waits, [1, 2, 4, 8, 16, 30, 30, 30], strict=True):
        assert plain * (1 - JITTER) <= wait <= plain * (1 + JITTER)


def test_after_an_outage_one_more_unanswered_call_opens_it_again(breaker: CircuitBreaker) -> None:
    for _ in range(3):
        breaker.unanswered()
    long_wait = [breaker.next_wait() for _ in range(4)][-1]
    breaker.close()
    assert breaker.testing
    assert breaker.unanswered()
    assert breaker.next_wait() > long_wait * 1.3  # it does not start to hammer again


def test_a_good_delivery_ends_the_test(breaker: CircuitBreaker) -> None:
    for _ in range(3):
        breaker.unanswered()
    breaker.close()
    breaker.answered()
    assert not breaker.testing
    assert not breaker.unanswered()
    assert breaker.next_wait() <= 1 + JITTER

"""When to stop by oneself: outages, and content that nobody can be sent."""

import random

import pytest

from broadcast.brake import JITTER, OutageBrake
from broadcast.guard import ContentGuard


@pytest.fixture
def brake() -> OutageBrake:
    return OutageBrake(random.Random(1))


def test_three_unanswered_in_a_row_close_the_brake(brake: OutageBrake) -> None:
    assert [brake.unanswered() for _ in range(4)] == [False, False, True, False]
    assert brake.closed


def test_a_proper_answer_in_between_starts_the_count_again(brake: OutageBrake) -> None:
    for _ in range(10):
        assert not brake.unanswered()
        assert not brake.unanswered()
        brake.answered()
    assert not brake.closed


def test_answers_of_calls_from_before_the_outage_do_not_open_it(brake: OutageBrake) -> None:
    for _ in range(3):
        brake.unanswered()
    brake.answered()
    assert brake.closed


def test_probes_come_less_and_less_often(brake: OutageBrake) -> None:
    waits = [brake.next_wait() for _ in range(8)]
    for wait, plain in zip(waits, [1, 2, 4, 8, 16, 30, 30, 30], strict=True):
        assert plain * (1 - JITTER) <= wait <= plain * (1 + JITTER)


def test_after_an_outage_one_more_unanswered_call_closes_it_again(brake: OutageBrake) -> None:
    for _ in range(3):
        brake.unanswered()
    long_wait = [brake.next_wait() for _ in range(4)][-1]
    brake.open()
    assert brake.testing
    assert brake.unanswered()
    assert brake.next_wait() > long_wait * 1.3  # it does not start to hammer again


def test_a_good_delivery_ends_the_test(brake: OutageBrake) -> None:
    for _ in range(3):
        brake.unanswered()
    brake.open()
    brake.answered()
    assert not brake.testing
    assert not brake.unanswered()
    assert brake.next_wait() <= 1 + JITTER


def test_three_refusals_in_a_row_condemn_the_content() -> None:
    guard = ContentGuard()
    assert [guard.refused(number, "why") for number in (1, 2, 3)] == [False, False, True]
    assert guard.suspects == (1, 2)
    assert guard.detail == "why"


def test_a_single_refusal_among_accepted_ones_is_about_its_recipient() -> None:
    guard = ContentGuard()
    for number in range(20):
        assert not guard.refused(number, None)
        guard.accepted()
    assert not guard.condemned
    assert not guard.unresolved


def test_a_refusal_that_nobody_contradicted_is_unresolved() -> None:
    guard = ContentGuard()
    assert not guard.unresolved
    guard.refused(1, None)
    assert guard.unresolved
    guard.accepted()
    guard.refused(2, None)
    assert not guard.unresolved  # somebody took it


def test_what_comes_back_after_the_verdict_belongs_to_it() -> None:
    guard = ContentGuard()
    for number in range(3):
        guard.refused(number, None)
    guard.accepted()
    assert guard.refused(99, None)

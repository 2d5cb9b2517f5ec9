"""Five pairs of each kind before an answer counts, and again after an hour."""

import pytest

from broadcast.certainty.calibration import AGAIN, HOLDS, PAIRS, Calibration, Question
from broadcast.certainty.doubts import Answer, Kind

PLAIN, BUTTONS = Kind.PLAIN, Kind.BUTTONS


def answer_all(calibration: Calibration, kind: Kind, *, now: float) -> int:
    for asked in range(100):
        if (question := calibration.wanted(kind, now)) is None:
            return asked
        calibration.answered(question, question.right, now=now)
    raise AssertionError("it never has enough")


def test_five_that_are_there_and_five_that_are_not() -> None:
    calibration = Calibration()
    assert calibration.passed(0) == frozenset()
    assert answer_all(calibration, PLAIN, now=0) == 2 * PAIRS
    assert calibration.passed(1) == {PLAIN}
    answer_all(calibration, BUTTONS, now=2)
    assert calibration.passed(3) == {PLAIN, BUTTONS}


@pytest.mark.parametrize("there", [True, False])
def test_one_kind_of_pair_alone_is_not_enough(there: bool) -> None:
    calibration = Calibration()
    question = Question(PLAIN, there)
    for _ in range(10):
        calibration.answered(question, question.right, now=0)
    assert calibration.passed(0) == frozenset()


@pytest.mark.parametrize(
    ("there", "answer"),
    [
        (True, Answer.NOT_FOUND),
        (True, Answer.NOT_EDITABLE),
        (True, Answer.CHANGED),
        (False, Answer.THERE),
        (False, Answer.NOT_EDITABLE),
    ],
)
def test_one_wrong_answer_switches_the_kind_off_for_an_hour(there: bool, answer: Answer) -> None:
    calibration = Calibration()
    answer_all(calibration, PLAIN, now=0)
    question = Question(PLAIN, there)
    calibration.answered(question, answer, now=10)
    assert calibration.passed(10) == frozenset()
    assert calibration.wrong(PLAIN) == (question, answer)
    assert calibration.wanted(PLAIN, 10) is None
    assert answer_all(calibration, PLAIN, now=10 + AGAIN) == 2 * PAIRS
    assert calibration.passed(10 + AGAIN) == {PLAIN}


@pytest.mark.parametrize("answer", [Answer.LATER, Answer.NOTHING])
def test_what_tells_nothing_is_asked_again(answer: Answer) -> None:
    calibration = Calibration()
    first = calibration.wanted(PLAIN, 0)
    assert first is not None
    calibration.answered(first, answer, now=0)
    assert calibration.wanted(PLAIN, 0) == first


def test_after_an_hour_of_use_it_is_done_again() -> None:
    calibration = Calibration()
    answer_all(calibration, PLAIN, now=0)
    assert calibration.passed(HOLDS - 1) == {PLAIN}
    assert calibration.passed(HOLDS) == frozenset()
    assert calibration.wanted(PLAIN, HOLDS) is not None

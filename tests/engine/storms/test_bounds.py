"""What a soak says of lost answers: which count, and when it has failed."""

import math
from collections import Counter

import pytest

from broadcast.certainty.doubts import Reason
from db.certainty.doubts import ERASED
from db.schema.states import Found
from tests.engine.storms.finding.bounds import ENOUGH, Told, broken, in_words, tally
from tests.engine.storms.finding.verdicts import Reached

FOUND = Reached(
    run_id=1,
    subscriber_id=1,
    step=0,
    chat_id=None,
    low=50,
    found=Found.SENT,
    reason=Reason.ALONE,
    high=math.inf,
    is_known=True,
)


def unknown(reason: str, *, low: int = 50) -> Reached:
    return FOUND._replace(found=Found.UNKNOWN, reason=reason, low=low)


def told(one: Reached, *, is_shared: bool, is_unheard: bool) -> Told:
    (only,) = tally([one], is_shared=is_shared, is_unheard=is_unheard)
    return only


@pytest.mark.parametrize(
    ("verdict", "is_beyond"),
    [
        (unknown(Reason.CROSSED), True),
        (unknown(Reason.NOT_REMEMBERED, low=0), True),
        (unknown(Reason.NOT_REMEMBERED), False),
        (unknown(Reason.UNASKABLE), False),
        (unknown(Reason.UNASKABLE)._replace(is_known=False), True),
        (unknown(Reason.FOREIGN), False),
        (unknown(Reason.PARTIAL), False),
        (unknown(Reason.TOO_LATE), False),
        (unknown(Reason.TOO_LATE)._replace(chat_id=-(10**12) - 1), True),
        (unknown(Reason.TOO_LATE)._replace(chat_id=-(10**12) - 1, high=60), False),
        (unknown(ERASED), True),
        (FOUND, False),
    ],
)
def test_what_no_numbers_can_tell_is_counted_apart(verdict: Reached, is_beyond: bool) -> None:
    assert (told(verdict, is_shared=False, is_unheard=False).beyond is not None) is is_beyond


def test_beside_another_program_a_number_that_nothing_explains_is_its() -> None:
    foreign = unknown(Reason.FOREIGN)
    assert told(foreign, is_shared=True, is_unheard=False).beyond
    assert told(foreign, is_shared=False, is_unheard=True).beyond
    assert not told(unknown(Reason.TOO_LATE), is_shared=True, is_unheard=True).beyond


def test_of_two_equal_ones_in_a_chat_a_question_does_not_say_which_it_is() -> None:
    partial = unknown(Reason.PARTIAL)
    both = tally([partial, partial._replace(run_id=2)], is_shared=False, is_unheard=False)
    assert [one.beyond is not None for one in both] == [True]


def test_too_few_that_were_found_out_are_a_failure() -> None:
    found = told(FOUND, is_shared=False, is_unheard=False)
    late = told(unknown(Reason.TOO_LATE), is_shared=False, is_unheard=False)
    crossed = told(unknown(Reason.CROSSED), is_shared=False, is_unheard=False)
    enough = Counter({found: ENOUGH, crossed: ENOUGH})
    assert broken(enough) == []
    (said,) = broken(enough | Counter({late: 3}))
    assert "where nobody else sends" in said
    assert broken(enough | Counter({late._replace(is_shared=True): 3})) == []
    assert len(broken(enough | Counter({late: ENOUGH}))) == 2
    assert broken(Counter({late: ENOUGH - 1})) == [], "too few to say"
    assert f"{ENOUGH:6} nobody can tell: beside a lost reply" in in_words(enough)

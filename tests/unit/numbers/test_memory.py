"""What the next process knows of message numbers after a kill -9."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from botapi.message_numbers import Leaving
from broadcast.certainty.doubts import NO_MARKUP, Doubt, Kind, Reason, Verdict, Wait
from broadcast.certainty.windows import LANDS_WITHIN
from broadcast.ledger.entries import Claim
from broadcast.numbers.memory import Memory, Recalled
from tests.clocks import VirtualClock

ANN, BEN = 101, 102


def claim(chat_id: int, low: int, *, run_id: int = 1) -> Claim:
    return Claim(run_id=run_id, subscriber_id=chat_id - 90, chat_id=chat_id, step=0, low=low)


def memory(clock: VirtualClock | None = None, *, seen: int = 50) -> Memory:
    made = Memory(clock or VirtualClock())
    made.received(seen)
    return made


def written(made: Memory) -> Recalled:
    return Recalled.load(made.dump())


def test_what_is_below_the_oldest_open_claim_is_settled() -> None:
    """Its call may have taken any number above; those of later claims are higher."""
    made = memory(seen=50)
    first, later = claim(ANN, made.highest), claim(BEN, 51)
    made.took([first])
    made.received(51)
    made.took([later])
    made.received(52)
    assert written(made).low == 50
    made.ended(first)
    assert written(made).low == 51
    made.ended(later)
    assert written(made).low == 52


def test_of_claims_that_were_made_together_the_last_one_counts() -> None:
    made = memory(seen=50)
    both = [claim(ANN, 50), claim(BEN, 50)]
    made.took(both)
    made.received(51)
    made.ended(both[0])
    made.ended(both[0])  # told twice: it is one claim
    assert written(made).low == 50
    made.ended(both[1])
    assert written(made).low == 51


def test_a_claim_of_somebody_who_is_being_replied_to_is_crossed() -> None:
    made = memory()
    to_ann, to_ben = claim(ANN, 50), claim(BEN, 50)
    assert not made.reply_leaves(ANN)
    assert made.took([to_ann, to_ben])
    assert written(made).crossed == {to_ann.key}
    assert made.is_crossed(to_ann.key)
    assert not made.is_crossed(to_ben.key)
    made.ended(to_ann)
    assert written(made).crossed == set()


def test_a_reply_to_somebody_who_is_claimed_crosses_it() -> None:
    made = memory()
    one, other = claim(ANN, 50), claim(ANN, 50, run_id=2)
    made.took([one])
    made.took([other])
    assert made.reply_leaves(ANN)
    assert not made.reply_leaves(ANN), "it is written down already"
    assert not made.reply_leaves(BEN)
    assert written(made).crossed == {one.key, other.key}


def test_an_answered_reply_is_over_and_a_lost_one_may_land_yet() -> None:
    clock = VirtualClock()
    made, to_ann = memory(clock), claim(ANN, 50)
    made.reply_leaves(ANN)
    made.reply_ended(ANN, answered=True)
    assert not made.took([to_ann])
    made.ended(to_ann)
    made.reply_leaves(ANN)
    made.reply_ended(ANN, answered=False)
    clock.now += LANDS_WITHIN - 1
    assert made.took([to_ann])
    made.ended(to_ann)
    clock.now += 1
    assert not made.took([to_ann])


def test_a_lost_reply_is_known_over_a_kill() -> None:
    """It may be the very number that is missing in that chat."""
    made = memory(seen=50)
    made.reply_leaves(ANN)
    made.received(51)
    made.reply_ended(ANN, answered=False)
    assert written(made).lost == ((ANN, 50),)
    following = Memory(VirtualClock())
    following.recall(written(made))
    assert following.took([claim(ANN, 51)])
    assert written(following).lost == ((ANN, 50),)


def test_what_a_supergroup_counts_is_its_own() -> None:
    made = memory(seen=50)
    made.brought(claim(-(10**12) - 5, 50), [900], 1.0)
    made.brought(claim(ANN, 50), [52, 53], 1.0)
    assert made.highest == 53
    assert written(made).numbers.missing(50, 54, limit=9) == [51]


def test_numbers_that_came_together_in_any_order_are_all_seen() -> None:
    made = memory(seen=50)
    for number in (55, 52, 53, 51, 58, 57):
        made.brought(claim(ANN, 50), [number], 1.0)
    assert written(made).numbers.missing(50, 60, limit=9) == [54, 56, 59]


def test_a_message_that_is_sent_later_has_no_number_yet() -> None:
    """Bot API: it is 0, for a video that is worked on. It was taken for a counter that falls, and
    nothing was found out any more."""
    made = memory(seen=50)
    to_ann = claim(ANN, 50)
    made.brought(to_ann, [0], 1.0)
    made.brought(claim(BEN, 50), [51, 0], 1.0)
    assert made.highest == 51
    assert isinstance(made.next(well=True, calibrated=()), Wait)
    assert made.took([to_ann]), "it may land yet"


def test_what_has_just_come_is_not_asked_for() -> None:
    """Numbers are taken in by the batch: one that waited to be was missing, and hit in its chat."""
    clock = VirtualClock()
    made = memory(clock, seen=50)
    doubt = Doubt(
        run_id=1,
        subscriber_id=11,
        step=0,
        chat_id=ANN,
        low=50,
        closes_at=clock.now + LANDS_WITHIN,
        markup=NO_MARKUP,
    )
    made.inquiry.doubt(doubt)
    clock.now += LANDS_WITHIN
    made.brought(claim(BEN, 50), [52], clock.now)
    made.sent([51], Leaving(50, clock.now - 1))  # the answer to a reply, at the last moment
    made.next(well=True, calibrated=(Kind.PLAIN,))
    assert made.awaits_updates()
    made.heard(clock.now + 1)
    assert not made.awaits_updates()
    step = made.next(well=True, calibrated=(Kind.PLAIN,))
    assert isinstance(step, Verdict)
    assert step.reason is Reason.NO_NUMBER_MISSING


def test_every_change_is_to_be_written_down() -> None:
    changes: list[bool] = []
    made = memory()
    made.on_change = lambda: changes.append(made.changed)
    made.dump()
    assert not made.changed
    made.received(51)
    made.reply_leaves(ANN)
    made.took([claim(ANN, 51)])
    assert changes == [True, True], "a number, and that a claim is crossed"


@given(st.sets(st.integers(1, 400), min_size=1, max_size=60))
def test_what_was_written_is_read_as_it_was(numbers: set[int]) -> None:
    made = Memory(VirtualClock())
    for number in sorted(numbers):
        made.received(number)
    read = written(made).numbers
    assert read.dump() == made.inquiry.numbers.dump()
    assert read.highest == max(numbers)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"low":1}', "null", '{"low":"x","seen":"1"}'])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Recalled.load(text)

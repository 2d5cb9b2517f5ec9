"""What the next process knows of message numbers after a kill -9."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from botapi.message_numbers import Leaving
from broadcast.certainty.doubts import (
    NO_MARKUP,
    Answer,
    Ask,
    Doubt,
    Kind,
    Reason,
    Verdict,
    Wait,
)
from broadcast.certainty.excuses import EVERY_CHAT
from broadcast.certainty.sharing import Sharing
from broadcast.certainty.windows import LANDS_WITHIN
from broadcast.ledger.entries import Claim, LedgerEntry
from broadcast.numbers.lost_replies import MOST
from broadcast.numbers.memory import MOST_UNCOMMITTED, Memory
from broadcast.numbers.recalled import Recalled
from db.certainty.given_up import GivenUp
from db.schema.states import DeliveryState
from tests.clocks import VirtualClock

ANN, BEN, CARL = 101, 102, 103


def claim(chat_id: int, low: int, *, run_id: int = 1) -> Claim:
    return Claim(run_id=run_id, subscriber_id=chat_id - 90, chat_id=chat_id, step=0, low=low)


def memory(clock: VirtualClock | None = None, *, seen: int = 50) -> Memory:
    made = Memory(clock or VirtualClock())
    made.received(seen)
    return made


def written(made: Memory) -> Recalled:
    return Recalled.load(made.dump())


def crosses(made: Memory, chat_id: int) -> bool:
    """Whether a claim of that chat is marked; it is over then."""
    one = claim(chat_id, 50)
    marked = made.took([one])
    made.ended(one)
    return marked


def doubt(clock: VirtualClock) -> Doubt:
    """A call to ANN that left when the highest number was 50."""
    return Doubt(
        run_id=1,
        subscriber_id=11,
        step=0,
        chat_id=ANN,
        low=50,
        closes_at=clock.now + LANDS_WITHIN,
        markup=NO_MARKUP,
    )


def doubted(made: Memory, clock: VirtualClock) -> None:
    """It has landed by now, or never will."""
    made.inquiry.doubt(doubt(clock))
    clock.now += LANDS_WITHIN


def judged(made: Memory, clock: VirtualClock) -> Reason:
    """What is said of a call to ANN that left now, when its number is missing and nowhere."""
    doubted(made, clock)
    made.sent([52], Leaving(50, clock.now))
    made.heard(clock.now)
    for _ in range(9):
        step = made.next(well=True, calibrated=tuple(Kind))
        if isinstance(step, Ask):
            made.inquiry.answered(step, Answer.NOT_FOUND, asked_at=clock.now)
        if isinstance(step, Verdict):
            return step.reason
    raise AssertionError("there is no verdict")


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


def test_a_claim_of_somebody_who_is_being_replied_to_waits_until_that_is_written_down() -> None:
    made = memory()
    to_ann, to_ben = claim(ANN, 50), claim(BEN, 50)
    assert not made.reply_leaves(ANN)
    assert made.took([to_ann, to_ben])
    assert not made.took([claim(BEN, 50, run_id=2)])
    assert written(made).replied == ((ANN, 50),)


def test_a_reply_to_somebody_who_is_claimed_is_written_down_first() -> None:
    made = memory()
    made.took([claim(ANN, 50)])
    assert made.reply_leaves(ANN)
    assert not made.reply_leaves(BEN)
    assert {chat_id for chat_id, _ in written(made).replied} == {ANN, BEN}


def test_a_reply_at_a_kill_may_have_any_number_above_those_seen_before_it_left() -> None:
    """It had landed under 51; asked about with a broadcast's buttons it would be given them."""
    made = memory(seen=50)
    made.took([claim(ANN, 50)])
    made.reply_leaves(ANN)
    made.received(52)
    following = Memory(VirtualClock())
    following.recall(written(made))
    assert written(following).lost == ((ANN, 50),)


def test_a_lost_reply_is_known_as_long_as_a_call_is_open_that_may_have_landed_beside_it() -> None:
    """It was forgotten with the last doubt; at a kill the call was taken for alone."""
    clock = VirtualClock()
    made = memory(clock, seen=50)
    made.reply_leaves(ANN)
    made.reply_ended(ANN, answered=False)
    clock.now += LANDS_WITHIN - 1
    one, other = claim(ANN, made.highest), claim(BEN, made.highest)
    made.took([one, other])
    clock.now += 2
    made.sent([60], Leaving(made.highest, clock.now))
    assert written(made).lost == ((ANN, 50),)
    made.committed(
        [LedgerEntry(claim=one, state=DeliveryState.UNCERTAIN, step=0, is_looked_into=True)]
    )
    made.ended(other)
    assert written(made).lost == ((ANN, 50),), "the doubt is in the database"
    made.doubt(doubt(clock))
    assert written(made).lost == ((ANN, 50),)


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


def test_whoever_was_being_replied_to_at_a_kill_may_get_it_yet() -> None:
    """As may those whom the process before was about to answer."""
    clock, made = VirtualClock(), memory(seen=50)
    made.reply_leaves(ANN)
    following = Memory(clock)
    following.recall(written(made), answering=[BEN])
    assert [crosses(following, chat_id) for chat_id in (ANN, BEN, CARL)] == [True, True, False]
    assert written(following).lost == ((ANN, 50), (BEN, 50))
    clock.now += LANDS_WITHIN
    assert not crosses(following, ANN)


@pytest.mark.parametrize("chats", [[ANN, BEN], [EVERY_CHAT]])
def test_who_may_get_one_is_known_once_however_often_it_starts(chats: list[int]) -> None:
    """Admins were told anew at each start of a bot that sends nothing, and each commit wrote all
    of them."""
    made = memory(seen=50)
    for chat_id in chats:
        made.reply_leaves(chat_id)
        made.reply_ended(chat_id, answered=False)
    kept = written(made)
    for _ in range(3):
        following = Memory(VirtualClock())
        following.recall(written(made), answering=[ANN, BEN])
        following.received(following.highest + 1)
        assert crosses(following, ANN)
        made = following
    assert written(made).lost == kept.lost


def test_where_nothing_is_known_of_the_process_before_anybody_may_get_one() -> None:
    clock = VirtualClock()
    made = memory(clock, seen=50)
    made.begin()
    assert crosses(made, ANN)
    clock.now += LANDS_WITHIN
    assert not crosses(made, BEN)
    assert judged(made, clock) is Reason.CROSSED, "it may have landed before"


def test_what_was_given_up_crosses_those_that_come_after_a_restart() -> None:
    """Its message may be the one that is missing."""
    made, clock = memory(seen=50), VirtualClock()
    for given_up, reason in (
        ([GivenUp(ANN, 40, None, 1)], Reason.CROSSED),
        ([GivenUp(ANN, 40, 52, 1)], Reason.CROSSED),
        ([GivenUp(ANN, 40, 51, 1)], Reason.NOT_FOUND),
        ([GivenUp(BEN, 40, None, 1)], Reason.NOT_FOUND),
        ([GivenUp(-(10**12) - 5, 40, None, 1)], Reason.NOT_FOUND),
    ):
        following = Memory(clock)
        following.recall(written(made), given_up=given_up)
        assert judged(following, clock) is reason


def test_what_was_seen_and_not_committed_at_a_kill_is_below_the_next_call() -> None:
    """It explains numbers: for as long as it did, another program was not noticed, and its message
    was taken for a broadcast's."""
    made, clock = memory(seen=50), VirtualClock()
    following = Memory(clock)
    following.recall(written(made))
    many = list(range(51, 51 + 2 * MOST_UNCOMMITTED))
    assert len(following.inquiry._excuses.left_over(many)) == MOST_UNCOMMITTED
    following.brought(claim(ANN, 50), [53], clock.now)
    assert following.highest == 53
    assert following.inquiry._excuses.left_over([51, 52, 54]) == [54]


def test_of_a_long_outage_so_many_lost_replies_are_kept_and_the_others_are_anybodys() -> None:
    clock = VirtualClock()
    made = memory(clock, seen=50)

    def lose(chat_id: int) -> None:
        made.reply_leaves(chat_id)
        made.reply_ended(chat_id, answered=False)
        clock.now += 0.01

    for chat_id in range(1_000, 1_000 + MOST):
        lose(chat_id)
    assert not crosses(made, ANN)
    for chat_id in range(10_000, 10_000 + 5 * MOST):
        lose(chat_id)
    assert crosses(made, BEN)
    kept = written(made)
    assert kept.lost[-1] == (EVERY_CHAT, 50)
    assert len(kept.lost) == MOST + 1
    clock.now += LANDS_WITHIN
    assert not crosses(made, CARL)
    assert judged(made, clock) is Reason.CROSSED, "its number may be that of any"
    following = Memory(clock)
    following.recall(kept)
    assert crosses(following, CARL)
    assert judged(following, clock) is Reason.CROSSED


def test_a_lost_reply_is_kept_until_something_closes_its_window() -> None:
    """In an outage that is longer than an hour nothing does."""
    clock = VirtualClock()
    made = memory(clock, seen=50)
    made.reply_leaves(ANN)
    made.reply_ended(ANN, answered=False)
    for _ in range(100):
        clock.now += 60
        made.next(well=True, calibrated=())
    assert judged(made, clock) is Reason.CROSSED


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
    doubted(made, clock)
    made.brought(claim(BEN, 50), [52], clock.now)
    made.sent([51], Leaving(50, clock.now - 1))  # the answer to a reply, at the last moment
    made.next(well=True, calibrated=(Kind.PLAIN,))
    assert made.awaits_updates()
    made.heard(clock.now + 1)
    assert not made.awaits_updates()
    step = made.next(well=True, calibrated=(Kind.PLAIN,))
    assert isinstance(step, Verdict)
    assert step.reason is Reason.NO_NUMBER_MISSING


def test_what_shows_another_program_is_written_down() -> None:
    """Whoever does not know of it asks for its messages, and takes them for the bot's own."""
    clock = VirtualClock()
    made = memory(clock, seen=50)
    made.next(well=True, calibrated=())
    made.received(53)
    for _ in range(2):
        clock.now += LANDS_WITHIN
        made.heard(clock.now)
        made.dump()
        made.next(well=True, calibrated=())
    assert made.changed
    assert Sharing.load(written(made).sharing, now=0.0).shares(0.0)


def test_every_change_is_to_be_written_down() -> None:
    changes: list[bool] = []
    made = memory()
    made.on_change = lambda: changes.append(made.changed)
    made.dump()
    assert not made.changed
    made.received(51)
    made.reply_leaves(ANN)
    made.took([claim(ANN, 51)])
    assert changes == [True, True], "a number, and a reply"


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

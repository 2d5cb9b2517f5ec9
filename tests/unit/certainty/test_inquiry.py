"""Each condition by itself, from numbers to a verdict."""

import pytest

from broadcast.certainty.doubts import Alarm, Answer, Ask, Kind, Stop, Verdict
from tests.unit.certainty.scene import BEFORE, CLOSES, Scene

A, B, C = 101, 102, 103
GROUP = -7
N = BEFORE + 1
THERE = Answer.THERE
LATE = CLOSES + 80  # when nothing can come any more


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_where_no_number_is_missing_it_was_not_sent(scene: Scene) -> None:
    scene.doubt(A)
    scene.sent(N)
    scene.inquiry.received(N + 1, now=2)
    scene.close(N + 2)
    assert scene.verdicts() == {A: ("not_sent", "no_number_missing", ())}
    assert scene.asked == []


def test_the_missing_number_is_asked_for_and_is_there(scene: Scene) -> None:
    scene.doubt(A)
    scene.sent(N)
    scene.close(N + 2)
    assert scene.verdicts({(A, N + 1): THERE}) == {A: ("sent", "own_data", (N + 1,))}
    assert N + 1 in scene.inquiry.numbers


def test_a_missing_number_that_is_not_in_the_chat_is_another_s(scene: Scene) -> None:
    scene.doubt(A)
    scene.close(N + 2)
    assert scene.verdicts() == {A: ("not_sent", "not_found", ())}
    assert scene.asked == [(A, N), (A, N + 1)]


def test_a_window_is_closed_by_a_call_that_left_after_90_seconds_only(scene: Scene) -> None:
    """One that left earlier may have overtaken a call that lands late."""
    scene.doubt(A)
    scene.close(N, at=CLOSES - 1)
    assert scene.verdicts(at=CLOSES + 5) == {}
    scene.close(N + 2, at=CLOSES + 6)  # it landed between the two
    assert scene.verdicts({(A, N + 1): THERE}, at=CLOSES + 9)[A][0] == "sent"


def test_where_nothing_leaves_any_more_a_number_from_above_is_asked_for(scene: Scene) -> None:
    scene.doubt(A)
    assert (scene.run(at=CLOSES), scene.closings) == ([], 0)  # one may be on its way
    assert (scene.run(at=CLOSES + 2), scene.closings) == ([], 1)
    assert (scene.run(at=CLOSES + 9), scene.closings) == ([], 1)
    assert (scene.run(at=CLOSES + 13), scene.closings) == ([], 2)


def test_in_a_supergroup_nothing_is_sent_for_that_and_a_later_message_closes() -> None:
    scene = Scene(of_account=False)
    scene.doubt(A)
    assert (scene.run(at=CLOSES + 9), scene.closings) == ([], 0)
    scene.inquiry.received(N, now=95, after=CLOSES + 1)
    scene.inquiry.heard(96)
    assert scene.verdicts()[A][:2] == ("not_sent", "no_number_missing")


def test_updates_that_wait_are_read_first(scene: Scene) -> None:
    """What they bring accounts for numbers; after a minute they are waited for no more."""
    scene.doubt(A)
    assert not scene.inquiry.awaits_updates(CLOSES)
    scene.sent(N + 1, left_at=CLOSES)
    assert (scene.run(), scene.asked) == ([], [])
    assert scene.inquiry.awaits_updates(CLOSES + 1)
    scene.inquiry.received(N, now=CLOSES + 2)
    scene.inquiry.heard(CLOSES + 3)
    assert not scene.inquiry.awaits_updates(CLOSES + 3)
    assert scene.verdicts(at=CLOSES + 4)[A][:2] == ("not_sent", "no_number_missing")
    scene.doubt(B, low=N + 1, closes_at=200.0)
    scene.sent(N + 3, left_at=200.0)
    assert scene.run(at=255) == []
    assert scene.verdicts(at=261)[B][:2] == ("not_sent", "not_found")


def test_a_reply_with_a_lost_answer_to_that_chat_crosses(scene: Scene) -> None:
    """Nothing is asked: the question would change the reply."""
    scene.inquiry.lost(low=BEFORE, closes_at=80.0, chat_id=A)
    scene.inquiry.lost(low=BEFORE, closes_at=80.0, chat_id=C)
    scene.doubt(A)
    scene.doubt(B)
    scene.close(N + 1)
    told = scene.verdicts({(B, N): THERE})
    assert told == {A: ("not_sent", "no_number_missing", ()), B: ("sent", "own_data", (N,))}
    scene = Scene()
    scene.inquiry.lost(low=BEFORE, closes_at=80.0, chat_id=A)
    scene.doubt(A)
    scene.close(N + 1)
    assert scene.verdicts({(A, N): THERE}) == {A: ("unknown", "crossed", ())}
    assert scene.asked == []


def test_a_reply_that_had_landed_before_does_not_cross(scene: Scene) -> None:
    scene.inquiry.lost(low=BEFORE, closes_at=0.0, chat_id=A)
    scene.close(N, at=1)
    scene.doubt(A, low=N)
    scene.close(N + 2)
    assert scene.verdicts({(A, N + 1): THERE})[A][0] == "sent"


def test_below_where_a_lost_reply_can_have_landed_nothing_crosses(scene: Scene) -> None:
    """It left after the doubt, when N + 1 had been seen: N is not its."""
    scene.doubt(A)
    scene.sent(N + 1)
    scene.inquiry.lost(low=N + 1, closes_at=CLOSES, chat_id=A)
    scene.close(N + 3)
    assert scene.verdicts({(A, N): THERE}) == {A: ("sent", "own_data", (N,))}
    assert scene.asked == [(A, N)]


def test_a_number_that_may_be_a_lost_reply_is_not_asked_for_and_leaves_it_open(
    scene: Scene,
) -> None:
    scene.doubt(A)
    scene.sent(N + 1)
    scene.inquiry.lost(low=N + 1, closes_at=CLOSES, chat_id=A)
    scene.close(N + 3)
    assert scene.verdicts({(A, N + 2): THERE}) == {A: ("unknown", "crossed", ())}
    assert scene.asked == [(A, N)]


def test_one_that_was_found_elsewhere_is_no_lost_reply(scene: Scene) -> None:
    """Of the other nothing else stands in the way."""
    scene.doubt(A)
    scene.doubt(B)
    scene.sent(N + 1)
    scene.inquiry.lost(low=N + 1, closes_at=CLOSES, chat_id=A)
    scene.close(N + 3)
    assert scene.verdicts({(B, N + 2): THERE}) == {
        B: ("sent", "own_data", (N + 2,)),
        A: ("not_sent", "not_found", ()),
    }
    assert (A, N + 2) not in scene.asked


def test_what_an_equal_one_that_was_given_up_may_be_does_not_count(scene: Scene) -> None:
    """Both are without buttons; the other was given up after this one was asked about."""
    scene.doubt(A, markup="")
    scene.doubt(A, run_id=2, markup="")
    scene.close(N + 1)
    asked = scene.inquiry.next(CLOSES + 1, well=True, calibrated=frozenset(Kind))
    assert isinstance(asked, Ask)
    scene.inquiry.withdraw((2, A, 0))
    scene.inquiry.answered(asked, THERE, asked_at=CLOSES + 1)
    assert scene.verdicts(at=LATE)[A][:2] == ("unknown", "crossed")


def test_where_questions_tell_nothing_the_number_may_be_found_elsewhere(scene: Scene) -> None:
    """A has blocked the bot: it was said at once that nothing can be known of them."""
    scene.doubt(A)
    scene.doubt(B)
    scene.close(N + 1)
    told = scene.verdicts({(A, N): Answer.NOTHING, (B, N): THERE})
    assert told == {
        A: ("not_sent", "not_found", ()),
        B: ("sent", "own_data", (N,)),
    }


def test_who_cannot_be_asked_about_stands_in_nobodys_way_until_all_are_given_up(
    scene: Scene,
) -> None:
    """No known message has buttons; the other's number is found, and the one beside it is not."""
    scene.doubt(A)
    scene.doubt(B, markup="")
    scene.close(N + 2)
    plain = frozenset({Kind.PLAIN})
    for at in range(int(LATE), int(LATE) + 600, 30):
        told = scene.verdicts({(B, N): THERE}, at=at, calibrated=plain)
        if told:
            break
    assert told[A][:2] == ("unknown", "not_calibrated")
    assert told[B][:2] == ("sent", "alone")


def test_a_reply_that_is_under_way_is_waited_for(scene: Scene) -> None:
    scene.under_way.add(A)
    scene.doubt(A)
    scene.close(N + 2)
    assert (scene.run(), scene.asked) == ([], [])
    scene.under_way.clear()
    scene.inquiry.sent([N], low=BEFORE, left_at=80.0, now=92.0)
    assert scene.verdicts({(A, N + 1): THERE}) == {A: ("sent", "own_data", (N + 1,))}
    assert scene.asked == [(A, N + 1)]


def test_what_was_given_up_stands_in_the_way_of_the_next_in_that_chat(scene: Scene) -> None:
    gone = scene.doubt(A)
    scene.inquiry.withdraw(gone.key)
    scene.doubt(A, run_id=2)
    scene.close(N + 1)
    assert scene.verdicts({(A, N): THERE}) == {A: ("unknown", "crossed", ())}


def test_two_doubts_of_a_chat_with_different_buttons_are_not_asked_for(scene: Scene) -> None:
    scene.doubt(A)
    scene.doubt(A, run_id=2, markup="other", own_data=True)
    scene.close(N + 1)
    told = [one.reason for one in scene.run({(A, N): THERE}) if isinstance(one, Verdict)]
    assert told == ["rival", "crossed"]
    assert scene.asked == []


@pytest.mark.parametrize(
    ("there", "ruling"),
    [
        ((), ("not sent", "not_found")),
        ((N,), ("unknown", "partial")),
        ((N, N + 1), ("sent", "alone")),
    ],
)
def test_two_alike_in_a_chat_are_both_there_or_neither(
    there: tuple[int, ...], ruling: tuple[str, str]
) -> None:
    scene = Scene()
    scene.doubt(A, markup="")
    scene.doubt(A, run_id=2, markup="")
    scene.close(N + 2)
    told = scene.run({(A, number): THERE for number in there}, at=LATE)
    assert [(one.found, one.reason, one.numbers) for one in told if isinstance(one, Verdict)] == [
        (*ruling, ())
    ] * 2


def test_what_cannot_be_asked_for_may_be_found_out_by_the_others(scene: Scene) -> None:
    scene.doubt(A, markup=None)
    scene.doubt(B)
    scene.close(N + 1)
    assert scene.verdicts({(B, N): THERE})[A] == ("not_sent", "no_number_missing", ())
    scene = Scene()
    scene.doubt(A, markup=None)
    scene.doubt(B)
    scene.close(N + 1)
    told = scene.verdicts()
    assert told == {A: ("unknown", "unaskable", ()), B: ("not_sent", "not_found", ())}


def test_while_another_program_shares_the_token_nothing_is_asked(scene: Scene) -> None:
    scene.sharing.found(2, now=0)
    scene.doubt(A)
    scene.doubt(B, low=N)
    scene.close(N, at=1)
    scene.close(N + 1)
    told = scene.verdicts({(A, N): THERE})
    assert told == {A: ("not_sent", "no_number_missing", ()), B: told[A]}
    scene.doubt(C, low=N + 1, closes_at=200.0)
    scene.close(N + 3, at=200)
    assert scene.verdicts({(C, N + 2): THERE}, at=202) == {C: ("unknown", "shared", ())}
    assert scene.asked == []


def test_more_in_a_chat_than_was_sent_there_shows_another_program(scene: Scene) -> None:
    """Its messages are found, so that none is left without an explanation."""
    scene.doubt(A, markup="")
    scene.close(N + 3)
    there = {(A, number): THERE for number in (N, N + 1, N + 2)}
    assert scene.verdicts(there) == {A: ("unknown", "partial", ())}
    assert scene.sharing.shares(CLOSES + 1)


def test_not_found_counts_when_it_was_asked_after_the_window_closed(scene: Scene) -> None:
    scene.doubt(A)
    scene.close(N + 1)
    assert scene.run(asked_at=CLOSES - 1) == []
    assert scene.verdicts({(A, N): THERE})[A][0] == "sent"


@pytest.mark.parametrize("answer", [Answer.NOT_EDITABLE, Answer.NOTHING])
def test_an_answer_that_tells_nothing_is_no_verdict(answer: Answer) -> None:
    scene = Scene()
    scene.doubt(A)
    scene.close(N + 2)
    assert scene.verdicts({(A, N): answer}) == {A: ("unknown", "unresolved", ())}


def test_a_question_that_got_no_answer_is_asked_again(scene: Scene) -> None:
    scene.doubt(A)
    scene.close(N + 1)
    assert scene.run({(A, N): Answer.LATER}) == []
    assert scene.verdicts({(A, N): THERE})[A][0] == "sent"
    assert scene.asked == [(A, N)] * 2


def test_a_question_that_changed_a_message_stops_everything(scene: Scene) -> None:
    for chat in (A, B):
        scene.doubt(chat)
    scene.close(N + 1)
    told = scene.run({(A, N): Answer.CHANGED})
    assert [one.alarm for one in told if isinstance(one, Stop)] == [Alarm.CHANGED]
    assert [one.reason for one in told if isinstance(one, Verdict)] == ["stopped", "stopped"]
    scene.doubt(C)
    assert scene.verdicts() == {C: ("unknown", "stopped", ())}
    assert scene.asked == [(A, N)]


def test_without_data_of_its_own_a_number_that_nothing_explains_leaves_it_open(
    scene: Scene,
) -> None:
    """It may be another program's; and so may be the one that was found."""
    scene.doubt(A, markup="")
    scene.close(N + 2)
    assert scene.run({(A, N): THERE}) == []  # what is late may still explain it
    assert scene.verdicts(at=LATE) == {A: ("unknown", "foreign", ())}
    scene = Scene()
    scene.doubt(A)
    scene.close(N + 2)
    assert scene.verdicts({(A, N): THERE}) == {A: ("sent", "own_data", (N,))}


def test_a_lost_reply_to_somebody_else_explains_a_number(scene: Scene) -> None:
    scene.inquiry.lost(low=BEFORE, closes_at=50.0, chat_id=B)
    scene.doubt(A, markup="")
    scene.close(N + 2)
    assert scene.verdicts({(A, N): THERE}) == {A: ("sent", "alone", (N,))}


def test_what_names_no_chat_explains_nothing_of_a_message_without_data_of_its_own(
    scene: Scene,
) -> None:
    """What a process had not committed when it was killed: it may be another program's as well."""
    scene.inquiry.lost(low=BEFORE, closes_at=50.0, count=9)
    scene.doubt(A, markup="")
    scene.close(N + 2)
    assert scene.run({(A, N): THERE}) == []
    assert scene.verdicts(at=LATE) == {A: ("unknown", "foreign", ())}


def test_without_data_of_its_own_nothing_counts_once_a_program_is_known(scene: Scene) -> None:
    scene.doubt(A, markup="")
    scene.close(N + 1)
    step = scene.inquiry.next(91, well=True, calibrated=frozenset(Kind))
    assert isinstance(step, Ask)
    scene.sharing.found(2, now=91)
    scene.inquiry.answered(step, THERE, asked_at=91)
    assert scene.verdicts(at=92) == {A: ("unknown", "foreign", ())}


def test_in_a_group_a_number_that_is_nowhere_may_be_a_deleted_message(scene: Scene) -> None:
    scene.doubt(GROUP)
    scene.close(N + 1)
    assert scene.run() == []
    assert scene.verdicts(at=LATE) == {GROUP: ("unknown", "perhaps_deleted", ())}
    scene = Scene()
    scene.doubt(GROUP)
    scene.doubt(A)
    scene.close(N + 1)
    assert scene.verdicts({(A, N): THERE})[GROUP][0] == "not_sent"


@pytest.mark.parametrize(("there", "outcome"), [(3, "sent"), (2, "unknown"), (0, "not_sent")])
def test_of_an_album_all_items_are_there_or_none(there: int, outcome: str) -> None:
    scene = Scene()
    scene.doubt(A, markup="", items=3)
    scene.close(N + there)
    answers = {(A, N + at): THERE for at in range(there)}
    numbers = tuple(range(N, N + 3)) if outcome == "sent" else ()
    told = scene.verdicts(answers, at=LATE)[A]
    assert (told[0], told[2]) == (outcome, numbers)


def test_below_the_numbers_that_are_kept_nothing_is_known(scene: Scene) -> None:
    scene.doubt(A, low=BEFORE - 2)
    scene.close(N)
    assert scene.verdicts() == {A: ("unknown", "not_remembered", ())}


def test_too_many_missing_numbers_are_not_asked_for() -> None:
    scene = Scene(most_missing=5)
    scene.doubt(A)
    scene.close(N + 6)
    assert scene.verdicts() == {A: ("unknown", "too_many", ())}
    assert scene.asked == []


def test_a_doubt_that_is_told_twice_is_one(scene: Scene) -> None:
    scene.doubt(A)
    scene.doubt(A, closes_at=CLOSES + 900)
    scene.close(N)
    assert scene.verdicts()[A][0] == "not_sent"
    assert len(scene.inquiry) == 0


def test_a_doubt_is_given_up_after_ten_minutes_in_which_the_server_was_well(scene: Scene) -> None:
    scene.doubt(A)
    scene.run(at=0)
    scene.run(at=5_000, well=False)
    assert scene.verdicts(at=5_599) == {}
    assert scene.verdicts(at=5_601) == {A: ("unknown", "too_late", ())}


def test_what_is_not_calibrated_is_not_asked(scene: Scene) -> None:
    scene.doubt(A)
    scene.doubt(B, markup="")
    scene.close(N + 1)
    plain = frozenset({Kind.PLAIN})
    assert scene.verdicts(calibrated=plain) == {B: ("not_sent", "not_found", ())}
    assert scene.asked == [(B, N)]
    assert scene.verdicts(at=800, calibrated=plain) == {A: ("unknown", "not_calibrated", ())}


def test_a_number_below_those_that_were_seen_breaks_the_assumption(scene: Scene) -> None:
    scene.inquiry.sent([N + 3], low=N + 5, left_at=0, now=1)
    assert scene.run() == [Stop(Alarm.OUT_OF_ORDER)]


def test_one_number_for_two_messages_breaks_the_assumption(scene: Scene) -> None:
    scene.inquiry.received(N, now=1)
    scene.inquiry.sent([N], low=BEFORE, left_at=0, now=1)
    assert scene.run() == [Stop(Alarm.TWICE)]


def test_of_many_that_were_sent_each_is_asked_for_about_once(scene: Scene) -> None:
    """They land in the order in which they left, nearly: not each number in each chat."""
    chats = range(500, 540)
    for chat in chats:
        scene.doubt(chat)
    numbers = {chat: N + at for at, chat in enumerate(chats)}
    numbers[503], numbers[504] = numbers[504], numbers[503]
    scene.close(N + len(chats))
    told = scene.verdicts(dict.fromkeys(numbers.items(), THERE))
    assert told == {chat: ("sent", "own_data", (number,)) for chat, number in numbers.items()}
    assert len(scene.asked) < len(chats) + 5

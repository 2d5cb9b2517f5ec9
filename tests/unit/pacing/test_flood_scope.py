"""Whose flood it is: one chat's, several chats', the edits' or the token's, and mixtures of them.

In virtual time, through the limiter, against a Telegram that never says which.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.floods.gate import FIRST_TRY, Gate
from broadcast.floods.scope import DOUBT_EDITS, DOUBT_ONE
from broadcast.floods.waits import LONGEST_BAN
from broadcast.pace.limiter import Limiter
from tests.clocks import VirtualClock
from tests.floods import Sender, Telegram

HOUR, YEARS = 3_590.0, 1e9
PEOPLE = range(1, 201)
GROUPS = range(-1, -201, -1)
GROUP, OTHER = -100, -101
ANN, BOB = 1, 2


def sender_with(**bans: object) -> Sender:
    """What is banned, for how many seconds from now on."""
    sender = Sender()
    now = sender.clock.now

    def until(seconds: object) -> object:
        if isinstance(seconds, dict):
            return {chat: now + each for chat, each in seconds.items()}
        assert isinstance(seconds, float)
        return now + seconds

    sender.telegram = Telegram(**{name: until(value) for name, value in bans.items()})  # type: ignore[arg-type]
    return sender


# one chat


def test_a_group_in_slow_mode_holds_up_itself_alone() -> None:
    """One answer of 3590 s to a mere reply once stopped every broadcast for an hour."""
    sender = sender_with(chats={GROUP: HOUR})
    assert not sender.reply(GROUP)
    assert sender.limiter.gate_seconds == 0
    assert sender.limiter.chat_wait(GROUP) == pytest.approx(HOUR, abs=1)
    assert sender.limiter.chat_wait(ANN) == 0
    assert sender.limiter.rate == 20
    assert sender.bulk(PEOPLE) <= len(PEOPLE) / 20 + 1


def test_a_chat_that_asked_to_wait_is_asked_again_when_its_time_has_come() -> None:
    sender = sender_with(chats={GROUP: 60.0})
    took = sender.bulk([GROUP, *PEOPLE])
    assert 60 <= took <= 62
    assert sender.telegram.refusals() == 1


def test_what_a_chat_asks_for_is_believed_for_a_day_at_most() -> None:
    sender = sender_with(chats={GROUP: YEARS})
    sender.reply(GROUP)
    assert sender.limiter.chat_wait(GROUP) <= 86_400


def test_a_person_s_chat_that_refuses_alone_is_found_out_by_the_next_answer() -> None:
    sender = sender_with(chats={ANN: HOUR})
    sender.reply(ANN)
    assert sender.limiter.gate_seconds > 0, "it might well be the token's"
    assert sender.limiter.rate < 20
    assert sender.reply(BOB)
    assert sender.limiter.gate_seconds == 0
    assert sender.limiter.rate == 20, "it was no flood of ours"
    assert sender.limiter.chat_wait(ANN) > 0


def test_without_another_answer_one_chat_s_long_ban_is_tried_in_another() -> None:
    sender = sender_with(chats={ANN: HOUR})
    sender.bulk([ANN, *PEOPLE[1:]], until=DOUBT_ONE + 30)
    assert len(sender.reached) == len(PEOPLE) - 1
    assert sender.telegram.refusals() == 1


def test_31_years_are_not_believed_to_one_chat() -> None:
    sender = sender_with(chats={ANN: YEARS})
    sender.bulk([ANN, *PEOPLE[1:]], until=DOUBT_ONE + 30)
    assert len(sender.reached) == len(PEOPLE) - 1


# several chats


def test_groups_in_slow_mode_among_people_are_each_their_own() -> None:
    slow = {-n: HOUR + n for n in range(1, 13)}
    sender = sender_with(chats=slow)
    mixed = [
        chat for n, person in enumerate(PEOPLE) for chat in (person, -n) if chat in slow or chat > 0
    ]
    sender.bulk(mixed, until=len(mixed) / 20 + 1)
    assert sorted(sender.reached) == sorted(PEOPLE)
    assert sender.telegram.refusals() == len(slow)
    assert sender.limiter.rate == 20


@pytest.mark.parametrize("flying", [1, 4])
def test_groups_in_slow_mode_that_stand_in_a_row_cost_the_others_seconds(flying: int) -> None:
    """Even where there is no person to ask, and though anybody can make groups that agree."""
    slow = dict.fromkeys(range(-50, -56, -1), HOUR)
    sender = sender_with(chats=slow)
    sender.bulk(GROUPS, until=len(GROUPS) / 20 + 30)
    assert len(sender.reached) == len(GROUPS) - len(slow)
    assert sender.telegram.refusals() == len(slow)


def test_a_rush_of_slow_groups_does_not_close_the_gate_on_people() -> None:
    """Twelve replies at once to twelve groups that all say 3590 s."""
    slow = dict.fromkeys(range(-1, -13, -1), HOUR)
    sender = sender_with(chats=slow)
    for group in slow:
        sender.reply(group)
    assert sender.bulk(PEOPLE) <= len(PEOPLE) / 20 + FIRST_TRY
    assert sender.limiter.rate == 20


# edits


def test_a_flood_of_one_chat_s_edits_stops_neither_sends_nor_other_edits() -> None:
    sender = sender_with(chats_edits={ANN: 40.0})
    sender.reply(ANN, edit=True)
    assert sender.limiter.gate_seconds == 0
    assert sender.limiter.chat_wait(ANN) == 0
    assert sender.limiter.chat_wait(ANN, edit=True) == pytest.approx(40, abs=1)
    assert sender.limiter.chat_wait(BOB, edit=True) == 0
    assert sender.limiter.rate == 20


def test_a_flood_of_all_edits_stops_edits_alone() -> None:
    sender = sender_with(edits=40.0)
    sender.reply(ANN, edit=True)
    sender.reply(BOB, edit=True)
    assert sender.limiter.chat_wait(3, edit=True) > 0
    assert sender.limiter.chat_wait(3) == 0
    assert sender.bulk(PEOPLE) <= len(PEOPLE) / 20 + 1


def test_edits_are_tried_before_their_time_in_a_chat_that_has_not_refused() -> None:
    sender = sender_with(chats_edits={ANN: HOUR, BOB: HOUR})
    sender.reply(ANN, edit=True)
    sender.reply(BOB, edit=True)
    sender.clock.now += DOUBT_EDITS + 1
    assert sender.limiter.chat_wait(ANN, edit=True) > 60
    assert sender.limiter.chat_wait(3, edit=True) == 0
    assert sender.reply(3, edit=True)
    assert sender.limiter.chat_wait(4, edit=True) == 0
    assert sender.limiter.chat_wait(ANN, edit=True) > 60, "its own goes on"


def test_edits_that_are_taken_say_nothing_of_a_ban_on_sending() -> None:
    sender = sender_with(token=40.0)
    sender.reply(ANN)
    assert sender.reply(BOB, edit=True)
    assert sender.limiter.gate_seconds > 30


# the token


@pytest.mark.parametrize("flying", [1, 5])
def test_a_ban_of_the_token_is_believed(flying: int) -> None:
    sender = sender_with(token=35.0)
    took = sender.bulk(PEOPLE, flying=flying)
    assert took >= 35
    assert sender.telegram.refusals() <= flying
    assert len(sender.reached) == len(PEOPLE)


def test_a_long_ban_that_one_chat_told_of_is_tried_once_and_then_believed() -> None:
    sender = sender_with(token=2_282.0)
    sender.bulk(PEOPLE)
    assert sender.telegram.refusals() == 2
    assert len({one.chat for one in sender.telegram.said if one.retry_after}) == 2


def test_a_ban_of_the_token_that_groups_tell_of_first_is_found_out() -> None:
    sender = sender_with(token=300.0)
    took = sender.bulk(GROUPS, flying=4)
    assert 300 <= took <= 330
    assert sender.telegram.refusals() <= 20, "a try now and then, each time less soon"


def test_no_ban_is_believed_for_more_than_a_year() -> None:
    clock = VirtualClock()
    limiter = Limiter(clock, ceiling=20)
    limiter.flooded(10.0**30, limiter.reserve())
    assert limiter.gate_seconds <= LONGEST_BAN


def test_a_429_that_asks_for_no_time_at_all_means_some() -> None:
    clock = VirtualClock()
    limiter = Limiter(clock, ceiling=20)
    limiter.flooded(0, limiter.reserve())
    assert limiter.gate_seconds > 0


def test_an_old_call_that_lands_during_a_ban_proves_nothing() -> None:
    sender = Sender()
    before = sender.limiter.reserve_reply(chat=BOB)
    sender.clock.now += 0.1
    sender.limiter.flooded(35, sender.limiter.reserve(chat=ANN))
    sender.clock.now += 0.1
    sender.limiter.answered(before)
    assert sender.limiter.gate_seconds > 30


def test_a_refusal_that_the_server_makes_up_by_itself_proves_nothing() -> None:
    sender = Sender()
    sender.limiter.flooded(35, sender.limiter.reserve(chat=ANN))
    sender.clock.now += 1
    sender.limiter.answered(sender.limiter.reserve_reply(chat=BOB), accepted=False)
    assert sender.limiter.gate_seconds > 30


# one with the other


def test_a_slow_group_does_not_prolong_a_ban_of_the_token() -> None:
    sender = sender_with(token=35.0, chats={GROUP: HOUR})
    sender.reply(ANN)
    sender.reply(GROUP)
    assert sender.limiter.gate_seconds <= 35
    assert sender.limiter.chat_wait(GROUP) > HOUR - 10
    sender.bulk([*PEOPLE], until=60)
    assert len(sender.reached) == len(PEOPLE)


def test_a_ban_of_the_token_beside_slow_groups_and_edits_is_still_found() -> None:
    sender = sender_with(token=35.0, edits=HOUR, chats={GROUP: HOUR, OTHER: HOUR})
    for chat in (GROUP, OTHER):
        sender.reply(chat)
    sender.reply(ANN, edit=True)
    took = sender.bulk(PEOPLE)
    assert 35 <= took <= 35 + len(PEOPLE) / 10 + 10
    assert sender.telegram.refusals() <= 5


def test_the_probe_goes_to_another_chat_than_the_one_that_refused() -> None:
    sender = sender_with(chats={ANN: 500.0})
    sender.bulk([ANN], until=1)
    assert sender.limiter.gate_seconds > 0
    sender.clock.now += sender.limiter.gate_seconds
    assert sender.limiter.passes_over(ANN)
    assert not sender.limiter.passes_over(BOB)
    sender.clock.now += 3
    assert not sender.limiter.passes_over(ANN), "but where there is nobody else, it does"


def test_what_was_remembered_over_a_restart_is_tried_before_its_time() -> None:
    clock = VirtualClock()
    limiter = Limiter(clock, ceiling=20, gate=Gate(until=clock.time() + YEARS, length=YEARS))
    assert limiter.gate_seconds > 86_400
    assert limiter.delay() == pytest.approx(DOUBT_ONE)


def test_an_open_gate_is_remembered_as_open() -> None:
    clock = VirtualClock()
    kept: list[Gate] = []
    limiter = Limiter(clock, ceiling=20, on_gate=kept.append)
    limiter.flooded(HOUR, limiter.reserve(chat=ANN))
    clock.now += 1
    limiter.answered(limiter.reserve_reply(chat=BOB))
    assert Limiter(clock, ceiling=20, gate=kept[-1]).gate_seconds == 0


BANS = st.floats(0, 400)


@given(
    token=BANS,
    slow=st.dictionaries(st.integers(-30, 30).filter(bool), BANS, max_size=20),
    flying=st.integers(1, 6),
)
def test_whatever_is_mixed_everybody_is_reached_soon_after_they_may_be(
    token: float, slow: dict[int, float], flying: int
) -> None:
    sender = sender_with(token=token, chats=slow)
    chats = [*range(1, 31), *range(-30, 0)]
    sender.bulk(chats, flying=flying, until=3_000)
    assert sorted(sender.reached) == sorted(chats)
    believed = max([token, *(until for chat, until in slow.items() if chat > 0)])
    for chat, at in sender.reached.items():
        assert at <= max(believed, slow.get(chat, 0)) + 1.5 * DOUBT_ONE + len(chats)
    assert all(sender.telegram.answer(sender.clock.now, chat, edit=False) == 0 for chat in chats)

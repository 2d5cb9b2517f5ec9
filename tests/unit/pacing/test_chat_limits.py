"""What one chat may get: a burst, then one a second; a group 20 a minute; no broadcast on top."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.pace.chat_limits import (
    AFTER_REPLY,
    BURST,
    GROUP_MOST,
    GROUP_REPLIES,
    GROUPS_REMEMBERED,
    INTERVAL,
    MINUTE,
    PATIENCE,
    REMEMBERED,
    ChatLimits,
)
from tests.clocks import VirtualClock

GROUP = -100_7


def test_a_burst_goes_at_once_and_the_rest_one_a_second() -> None:
    pace = ChatLimits(VirtualClock())
    waits = [pace.book(7) for _ in range(BURST + 3)]
    assert waits == [0.0] * BURST + [INTERVAL, 2 * INTERVAL, 3 * INTERVAL]


def test_chats_do_not_wait_for_each_other() -> None:
    pace = ChatLimits(VirtualClock())
    for _ in range(BURST * 3):
        pace.book(7)
    assert pace.book(8) == 0
    assert pace.bulk_wait(9) == 0


@given(st.lists(st.floats(0, 3), max_size=60))
def test_no_window_holds_more_than_a_burst_and_its_seconds(pauses: list[float]) -> None:
    clock = VirtualClock()
    pace = ChatLimits(clock)
    goes = []
    for pause in pauses:
        clock.now += pause
        goes.append(clock.now + pace.book(7))
    assert goes == sorted(goes)
    for first, start in enumerate(goes):
        for last in range(first, len(goes)):
            assert last - first + 1 <= BURST + (goes[last] - start) / INTERVAL + 1e-6


def test_a_broadcast_follows_a_reply_a_second_later() -> None:
    clock = VirtualClock()
    pace = ChatLimits(clock)
    pace.book(7)
    clock.now += 0.4
    assert pace.bulk_wait(7) == pytest.approx(AFTER_REPLY - 0.4)
    clock.now += 0.6
    assert pace.bulk_wait(7) == 0


def test_a_broadcast_follows_replies_that_are_still_to_come() -> None:
    pace = ChatLimits(VirtualClock())
    last = max(pace.book(7) for _ in range(BURST + 1))
    assert pace.bulk_wait(7) == pytest.approx(last + AFTER_REPLY)


@pytest.mark.parametrize("chat", [7, GROUP])
def test_whoever_writes_on_and_on_moves_the_broadcast_back_for_seconds_only(chat: int) -> None:
    """One who wrote every second once held a broadcast up for as long as they wrote."""
    clock = VirtualClock()
    pace = ChatLimits(clock)
    for _ in range(60):  # has been writing for a minute
        pace.book(chat)
        clock.now += INTERVAL
    pace.book(chat)
    began = clock.now
    while pace.bulk_wait(chat) > 0:
        pace.book(chat)
        clock.now += min(pace.bulk_wait(chat), INTERVAL / 2)
    assert clock.now - began <= PATIENCE + INTERVAL
    pace.book_bulk(chat)
    later = pace.bulk_wait(chat)
    assert 0 < later <= PATIENCE, "the next one is patient too"


def test_a_broadcast_that_was_called_off_leaves_no_impatience_behind() -> None:
    clock = VirtualClock()
    pace = ChatLimits(clock)
    pace.book(7)
    assert pace.bulk_wait(7) == AFTER_REPLY
    clock.now += 3_600
    pace.book(7)
    assert pace.bulk_wait(7) == AFTER_REPLY


@given(st.lists(st.tuples(st.floats(0, 20), st.integers(1, 10)), max_size=60))
def test_replies_leave_a_group_s_broadcast_half_of_its_minute(
    story: list[tuple[float, int]],
) -> None:
    clock = VirtualClock()
    pace = ChatLimits(clock)
    got: list[tuple[float, int]] = []
    for pause, cost in story:
        clock.now += pause
        peeked = pace.reply_wait(GROUP, cost)
        wait = pace.book(GROUP, cost)
        assert wait == pytest.approx(peeked)
        got.append((clock.now + wait, cost))
    for end, _ in got:
        assert sum(cost for at, cost in got if end - 60 < at <= end) <= GROUP_REPLIES
    assert pace.bulk_wait(GROUP, GROUP_MOST - GROUP_REPLIES) <= PATIENCE + 1e-6


def test_steps_of_a_broadcast_do_not_wait_for_each_other() -> None:
    pace = ChatLimits(VirtualClock())
    pace.book_bulk(7, cost=10)
    assert pace.bulk_wait(7) == 0


def test_many_broadcasts_to_one_chat_keep_its_pace() -> None:
    pace = ChatLimits(VirtualClock())
    for _ in range(BURST):
        assert pace.bulk_wait(7) == 0
        pace.book_bulk(7)
    assert pace.bulk_wait(7) == INTERVAL


@given(
    st.lists(
        st.tuples(st.floats(0, 30), st.sampled_from(["reply", "bulk"]), st.integers(1, 10)),
        max_size=60,
    )
)
def test_no_minute_of_a_group_holds_more_than_twenty(
    story: list[tuple[float, str, int]],
) -> None:
    clock = VirtualClock()
    pace = ChatLimits(clock)
    got: list[tuple[float, int]] = []
    for pause, what, cost in story:
        clock.now += pause
        if what == "reply":
            got.append((clock.now + pace.book(GROUP, cost), cost))
        elif pace.bulk_wait(GROUP, cost) == 0:
            pace.book_bulk(GROUP, cost)
            got.append((clock.now, cost))
    for end, _ in got:
        assert sum(cost for at, cost in got if end - 60 < at <= end) <= 20


def test_a_group_that_waited_its_time_gets_the_broadcast() -> None:
    clock = VirtualClock()
    pace = ChatLimits(clock)
    for _ in range(2):
        pace.book_bulk(GROUP, cost=10)
    assert pace.bulk_wait(GROUP) == MINUTE
    clock.now += MINUTE
    assert pace.bulk_wait(GROUP, cost=10) == 0


def test_a_group_of_replies_and_edits() -> None:
    """An edit sends nothing new: it keeps the chat's pace, and counts for no minute."""
    clock = VirtualClock()
    pace = ChatLimits(clock)
    for _ in range(GROUP_MOST):
        clock.now += INTERVAL
        assert pace.book(GROUP, cost=0) == 0
    clock.now += AFTER_REPLY
    assert pace.bulk_wait(GROUP) == 0


def test_a_person_may_get_more_than_twenty_a_minute() -> None:
    clock = VirtualClock()
    pace = ChatLimits(clock)
    for _ in range(GROUP_MOST * 2):
        assert pace.book(7) == 0
        clock.now += INTERVAL


def test_memory_does_not_grow_with_the_chats() -> None:
    pace = ChatLimits(VirtualClock())
    for chat_id in range(1, REMEMBERED + 500):
        pace.book(chat_id)
        pace.book_bulk(chat_id)
    assert len(pace._chats) == REMEMBERED
    for chat_id in range(1, GROUPS_REMEMBERED + 500):
        pace.book_bulk(-chat_id)
    assert len(pace._groups) == GROUPS_REMEMBERED


def test_an_album_is_as_many_messages_as_it_has_items() -> None:
    """Three albums of ten one after the other are thirty messages: enough for a ban."""
    clock = VirtualClock()
    chats = ChatLimits(clock)
    chats.book_bulk(7, 10)
    assert chats.bulk_wait(7) == 0  # the line that carries an album's buttons, say
    chats.book_bulk(7)
    chats.book_bulk(7, 10)
    assert chats.bulk_wait(7) == 11
    clock.now += PATIENCE  # that is how long replies may hold it back
    assert chats.bulk_wait(7) == 11 - PATIENCE
    clock.now += 11 - PATIENCE
    assert chats.bulk_wait(7) == 0


def test_previews_of_albums_count_as_their_items() -> None:
    chats = ChatLimits(VirtualClock())
    assert chats.book(7, 10) == 0
    assert chats.book(7, 10) == 0
    assert chats.reply_wait(7) == 10
    assert chats.book(7) == 10


@pytest.mark.parametrize("costs", [[10, 10, 10], [1] * 7, [10, 1, 3, 10], [2, 10, 10, 1, 1, 1, 1]])
def test_how_long_several_take_is_told_before_they_are_booked(costs: list[int]) -> None:
    clock = VirtualClock()
    limits = ChatLimits(clock)
    limits.book(1, 4)
    told, began = limits.last_wait(1, costs), clock.monotonic()
    for cost in costs:
        clock.now += limits.book(1, cost)
    assert clock.monotonic() - began == pytest.approx(told)
    assert limits.last_wait(2, [10, 10]) == 0

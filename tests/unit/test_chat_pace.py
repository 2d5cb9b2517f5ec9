"""Replies to one chat: a burst, then one a second."""

from hypothesis import given
from hypothesis import strategies as st

from broadcast.chat_pace import BURST, INTERVAL, REMEMBERED, ChatPace
from tests.clocks import VirtualClock


def test_a_burst_goes_at_once_and_the_rest_one_a_second() -> None:
    pace = ChatPace(VirtualClock())
    waits = [pace.book(7) for _ in range(BURST + 3)]
    assert waits == [0.0] * BURST + [INTERVAL, 2 * INTERVAL, 3 * INTERVAL]


def test_chats_do_not_wait_for_each_other() -> None:
    pace = ChatPace(VirtualClock())
    for _ in range(BURST * 3):
        pace.book(7)
    assert pace.book(8) == 0


@given(st.lists(st.floats(0, 3), max_size=60))
def test_no_window_holds_more_than_a_burst_and_its_seconds(pauses: list[float]) -> None:
    clock = VirtualClock()
    pace = ChatPace(clock)
    goes = []
    for pause in pauses:
        clock.now += pause
        goes.append(clock.now + pace.book(7))
    assert goes == sorted(goes)
    for first, start in enumerate(goes):
        for last in range(first, len(goes)):
            assert last - first + 1 <= BURST + (goes[last] - start) / INTERVAL + 1e-6


def test_memory_does_not_grow_with_the_chats() -> None:
    pace = ChatPace(VirtualClock())
    for chat_id in range(REMEMBERED + 500):
        pace.book(chat_id)
    assert len(pace._next) == REMEMBERED

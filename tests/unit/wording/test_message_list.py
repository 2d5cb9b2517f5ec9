"""The messages of a draft: what is added, replaced, moved and removed keeps its source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from botapi.call import Call
from handlers.admin.compose.message_list import (
    MOST,
    Entry,
    ListFull,
    MessageList,
    SecondPoll,
)
from handlers.admin.compose.traces import MessageTrace, SourceItem


def entry(number: int, method: str = "sendMessage", **params: object) -> Entry:
    item = SourceItem(message_id=number, face=str(number))
    call = Call(method=method, params={"text": str(number), **params})
    return Entry(call=call, trace=MessageTrace(items=(item,)))


def listed(*numbers: int) -> MessageList:
    return MessageList(tuple(entry(number) for number in numbers))


def numbers(messages: MessageList) -> list[int]:
    """Each message's own; its call and its source must not have parted."""
    for one in messages.entries:
        assert one.call.params["text"] == one.trace.items[0].face
    return [one.trace.ids[0] for one in messages.entries]


def test_what_is_added_stands_at_the_end() -> None:
    assert numbers(listed(5, 3).added(entry(4), among=0)) == [5, 3, 4]


def test_what_came_just_now_stands_in_the_authors_order() -> None:
    """An album is complete only a while after its last item: the text behind it is faster."""
    assert numbers(listed(9, 4, 7).added(entry(5), among=2)) == [9, 4, 5, 7]
    assert numbers(listed(9, 4, 7).added(entry(2), among=2)) == [9, 2, 4, 7]


def test_an_eleventh_message_is_refused() -> None:
    with pytest.raises(ListFull):
        listed(*range(1, MOST + 1)).added(entry(99))


def test_of_two_polls_votes_could_not_be_told_apart() -> None:
    counted = entry(1, "sendPoll", is_anonymous=False)
    with pytest.raises(SecondPoll):
        MessageList((counted,)).added(entry(2, "sendPoll", is_anonymous=False))
    assert len(MessageList((counted,)).added(entry(2, "sendPoll"))) == 2
    replaced = MessageList((counted,)).replaced(0, entry(2, "sendPoll", is_anonymous=False))
    assert len(replaced) == 1


@given(st.permutations(range(1, 6)), st.integers(0, 4), st.integers(0, 4))
def test_moving_keeps_everything_and_all_other_order(order: list[int], old: int, new: int) -> None:
    moved = numbers(listed(*order).moved(old, new))
    assert moved[new] == order[old]
    moved.remove(order[old])
    assert moved == [one for one in order if one != order[old]]


@pytest.mark.parametrize("index", [-1, 2])
def test_a_tap_on_what_is_gone_is_refused(index: int) -> None:
    with pytest.raises(IndexError):
        listed(1, 2).without(index)
    with pytest.raises(IndexError):
        listed(1, 2).replaced(index, entry(3))
    with pytest.raises(IndexError):
        listed(1, 2).moved(0, index)


def test_a_draft_composed_elsewhere_knows_no_sources() -> None:
    calls = [entry(1).call, entry(2).call]
    messages = MessageList.of(calls, [])
    assert messages.traces == (MessageTrace(), MessageTrace())
    assert MessageList.of(calls[:1], [MessageTrace(), MessageTrace()]).calls == (calls[0],)

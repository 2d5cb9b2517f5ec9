"""A message that goes as forwarded, and the copy that it can be instead."""

from botapi.call import Call
from handlers.admin.compose.message.forwards import (
    as_copies,
    as_forwarded,
    can_forward,
    copy_of,
    forwards,
)
from handlers.admin.compose.message_list import Entry, MessageList
from handlers.admin.compose.traces import MessageTrace, SourceItem

PHOTO = Call(method="sendPhoto", params={"photo": "p"})
OWN = Entry(call=PHOTO, trace=MessageTrace())


def forwarded(*ids: int) -> Entry:
    items = tuple(SourceItem(message_id=number, face="f") for number in ids)
    return Entry(call=PHOTO, trace=MessageTrace(items=items, chat_id=7))


def test_it_goes_from_the_authors_chat_and_back_to_what_it_was() -> None:
    messages = MessageList((OWN, forwarded(5)))
    assert can_forward(messages)
    assert not forwards(messages)
    there = as_forwarded(messages)
    assert there.calls == (
        PHOTO,
        Call(method="forwardMessage", params={"from_chat_id": 7, "message_id": 5}),
    )
    assert as_forwarded(there) == there
    assert copy_of(there.entries[1]) == PHOTO
    assert as_copies(there) == messages


def test_an_album_goes_in_one_call() -> None:
    (call,) = as_forwarded(MessageList((forwarded(5, 6),))).calls
    assert call == Call(method="forwardMessages", params={"from_chat_id": 7, "message_ids": [5, 6]})
    assert call.cost == 2


def test_what_was_written_here_has_no_choice() -> None:
    assert not can_forward(MessageList((OWN,)))
    assert as_forwarded(MessageList((OWN,))).calls == (PHOTO,)


def test_of_a_duplicated_drafts_forward_the_message_itself_is_copied() -> None:
    """Its source is not known any more."""
    call = Call(method="forwardMessage", params={"from_chat_id": 7, "message_id": 5})
    messages = MessageList((Entry(call=call, trace=MessageTrace()),))
    assert can_forward(messages)
    (copy,) = as_copies(messages).calls
    assert copy == Call(method="copyMessage", params=call.params)

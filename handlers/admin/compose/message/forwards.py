"""A message that its author forwarded here: people get a copy, or it as forwarded.

It is forwarded on from the author's chat with the bot, and shows where it first came from: of the
channel itself the bot would have to be a member. So it must stay in that chat until all have it.
"""

from collections.abc import Sequence
from dataclasses import replace

from aiogram.types import Message

from botapi.call import Call
from botapi.methods import is_forward
from handlers.admin.compose.message_list import Entry, MessageList

COPIES = {"forwardMessage": "copyMessage", "forwardMessages": "copyMessages"}


def with_origin(entry: Entry, messages: Sequence[Message]) -> Entry:
    """`messages`: what it was made of. It can be forwarded on where all of it was forwarded."""
    if any(message.forward_origin is None for message in messages):
        return entry
    return replace(entry, trace=replace(entry.trace, chat_id=messages[0].chat.id))


def can_forward(messages: MessageList) -> bool:
    """Whether there is a choice."""
    return forwards(messages) or any(one.trace.chat_id is not None for one in messages.entries)


def forwards(messages: MessageList) -> bool:
    return any(is_forward(entry.call.method) for entry in messages.entries)


def as_forwarded(messages: MessageList) -> MessageList:
    """Those that can be go as forwarded."""
    return MessageList(tuple(_forwarded(entry) for entry in messages.entries))


def as_copies(messages: MessageList) -> MessageList:
    return MessageList(tuple(_copied(entry) for entry in messages.entries))


def copy_of(entry: Entry) -> Call:
    """The call that copies it, whichever goes; of a duplicated draft's forward nobody knows more
    than where it stands."""
    if entry.trace.copy is not None:
        return Call(**entry.trace.copy)
    return replace(entry.call, method=COPIES.get(entry.call.method, entry.call.method))


def _forwarded(entry: Entry) -> Entry:
    if entry.trace.chat_id is None or is_forward(entry.call.method):
        return entry
    copy = {"method": entry.call.method, "params": entry.call.params}
    return Entry(call=_forward(entry), trace=replace(entry.trace, copy=copy))


def _forward(entry: Entry) -> Call:
    ids = list(entry.trace.ids)
    which = {"message_ids": ids} if len(ids) > 1 else {"message_id": ids[0]}
    method = "forwardMessages" if len(ids) > 1 else "forwardMessage"
    return Call(method=method, params={"from_chat_id": entry.trace.chat_id, **which})


def _copied(entry: Entry) -> Entry:
    if not is_forward(entry.call.method):
        return entry
    return Entry(call=copy_of(entry), trace=replace(entry.trace, copy=None))

"""The admin's message that a draft is made of, and whether an edited one is still the same.

Telegram says "edited" of much that changes nothing in what would be sent: a reaction, a link
preview that was found later, a live location that moves.
"""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from aiogram.types import Message

from botapi.call import Call
from handlers.admin.compose.message.calls import capture
from handlers.admin.compose.message.polls import left_behind
from handlers.admin.compose.message_list import Entry
from handlers.admin.compose.traces import MessageTrace, SourceItem


def source_of(message: Message) -> Entry:
    """Raises ContentNotSupported like `capture()`."""
    (call,) = capture(message)
    item = SourceItem(message_id=message.message_id, face=face_of(message, call))
    trace = MessageTrace(items=(item,), lost=tuple(left_behind(message)))
    return Entry(call=call, trace=trace)


def face_of(message: Message, call: Call) -> str:
    """Messages that would be sent alike have the same one."""
    return face_as_told(call, message.model_dump(mode="json", exclude_none=True))


def face_as_told(call: Call, told: Any) -> str:
    """The same, where it is not the model that tells which files there are."""
    # A file's id changes from one update to the next, though the file does not.
    names = dict(_files(told))
    looks = [[call.method, _renamed(call.params, names)]]
    return hashlib.sha256(json.dumps(looks, sort_keys=True).encode()).hexdigest()


def is_place(message: Message) -> bool:
    """A mere place. It cannot be edited: an edited one is a live location that has moved."""
    return message.location is not None and message.venue is None


def is_live(message: Message) -> bool:
    return message.location is not None and message.location.live_period is not None


def _files(value: Any) -> Iterator[tuple[str, str]]:
    """The changing and the lasting name of every file, wherever it stands."""
    if isinstance(value, dict):
        if "file_id" in value and "file_unique_id" in value:
            yield value["file_id"], value["file_unique_id"]
        for part in value.values():
            yield from _files(part)
    elif isinstance(value, list):
        for part in value:
            yield from _files(part)


def _renamed(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _renamed(part, names) for key, part in value.items()}
    if isinstance(value, list):
        return [_renamed(part, names) for part in value]
    return names.get(value, value) if isinstance(value, str) else value

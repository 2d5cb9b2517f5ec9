"""An album as one call, and the change of one of its items.

Bot API: sendMediaGroup takes photos, videos and live photos together, documents alone and audio
alone, two to ten of them. A caption above the media is so for all or for none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from aiogram.types import Message

from botapi.call import Call, JsonObject
from broadcast.model.errors import ContentNotSupported
from handlers.admin.compose.message.calls import capture
from handlers.admin.compose.message.source import face_of, source_of
from handlers.admin.compose.message_list import Entry
from handlers.admin.compose.traces import MessageTrace, SourceItem

METHOD = "sendMediaGroup"
ODD_ITEM = "album-item"  # why it is not taken: an item that no album of a bot can have
ALONE, GAP = "album-of-one", "album-gap"  # what its author is told besides
ABOVE = "show_caption_above_media"

# By the method that would send the item alone.
KINDS: Mapping[str, str] = {
    "sendAudio": "audio",
    "sendDocument": "document",
    "sendLivePhoto": "live_photo",
    "sendPhoto": "photo",
    "sendVideo": "video",
}


def album_source(items: Sequence[Message]) -> Entry:
    """`items` in the order of the album. Raises ContentNotSupported, also where one item alone
    cannot be sent: nobody gets less than the author has sent."""
    if len(items) == 1:
        alone = source_of(items[0])
        return replace(alone, trace=replace(alone.trace, lost=(*alone.trace.lost, ALONE)))
    calls = [_captured(item) for item in items]
    media = _alike([_media_of(call) for call in calls])
    found = zip(items, calls, strict=True)
    trace = MessageTrace(
        items=tuple(
            SourceItem(message_id=item.message_id, face=face_of(item, call)) for item, call in found
        ),
        lost=(GAP,) if _has_gap(items) else (),
    )
    return Entry(call=Call(method=METHOD, params={"media": media}), trace=trace)


def edited(entry: Entry, message: Message) -> Entry:
    """A message of a draft as it is after its author edited it, or an item of it."""
    return _with_item(entry, message) if len(entry.trace.ids) > 1 else source_of(message)


def _with_item(entry: Entry, message: Message) -> Entry:
    call = _captured(message)
    place = entry.trace.ids.index(message.message_id)
    media = list(entry.call.params["media"])
    media[place] = _media_of(call)
    params = {**entry.call.params, "media": _alike(media)}
    trace = entry.trace.with_face(message.message_id, face_of(message, call))
    return Entry(call=replace(entry.call, params=params), trace=trace)


def _captured(item: Message) -> Call:
    (call,) = capture(item)
    if call.method not in KINDS:
        raise ContentNotSupported(ODD_ITEM)
    return call


def _media_of(call: Call) -> JsonObject:
    """Bot API: InputMedia; its file is called `media`, whatever the kind."""
    kind = KINDS[call.method]
    params = dict(call.params)
    file = params.pop(kind)
    return {"type": kind, "media": file, **params}


def _alike(media: Sequence[JsonObject]) -> list[JsonObject]:
    if any(item.get(ABOVE) for item in media):
        return [{**item, ABOVE: True} for item in media]
    return list(media)


def _has_gap(items: Sequence[Message]) -> bool:
    """Telegram numbers the items of an album one after the other. A number that is missing may be
    another chat's message that came between, so that this is no more than a hint."""
    numbers = [item.message_id for item in items]
    return numbers[-1] - numbers[0] >= len(numbers)

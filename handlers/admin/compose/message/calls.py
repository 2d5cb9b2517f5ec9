"""The admin's message as Bot API calls: what people get is what the admin sent.

aiogram's `Message.send_copy()` is not used: it loses spoilers, captions above, quizzes and the
entities of a poll's options. Two things are left out on purpose: message effects, which Telegram
refuses outside private chats, and the moving of a live location: people get the place where it was
when it was sent.
"""

from collections.abc import Callable
from typing import TypeVar

from aiogram.enums import ContentType
from aiogram.types import Message

from botapi.call import Call, JsonObject
from broadcast.model.errors import ContentNotSupported
from handlers.admin.compose.message.params import given, plain
from handlers.admin.compose.message.polls import poll_params

EMPTY = "empty"

Part = TypeVar("Part")


def capture(message: Message) -> tuple[Call, ...]:
    """Raises ContentNotSupported with the kind of what cannot be broadcast."""
    if message.text is not None and not message.text.strip():
        raise ContentNotSupported(EMPTY)
    taker = _TAKERS.get(message.content_type)
    if taker is None:
        raise ContentNotSupported(message.content_type)
    method, params = taker(message)
    return (Call(method=method, params=given(params)),)


Taken = tuple[str, JsonObject]


def _text(message: Message) -> Taken:
    return "sendMessage", {
        "text": message.text,
        "entities": plain(message.entities),
        "link_preview_options": plain(message.link_preview_options),
    }


def _photo(message: Message) -> Taken:
    sizes = message.photo or []
    return "sendPhoto", {"photo": sizes[-1].file_id, **_caption(message), **_looks(message)}


def _live_photo(message: Message) -> Taken:
    """Without a copy of the admin's own message, which might be deleted meanwhile."""
    still = message.photo or _there(message.live_photo).photo or []
    return "sendLivePhoto", {
        "live_photo": _there(message.live_photo).file_id,
        "photo": still[-1].file_id if still else None,
        **_caption(message),
        **_looks(message),
    }


def _video(message: Message) -> Taken:
    video = _there(message.video)
    start = video.start_timestamp  # seconds into the video, which aiogram reads as a moment
    return "sendVideo", {
        "video": video.file_id,
        "cover": video.cover[-1].file_id if video.cover else None,
        "start_timestamp": int(start.timestamp()) if start else None,
        **_caption(message),
        **_looks(message),
    }


def _animation(message: Message) -> Taken:
    file_id = _there(message.animation).file_id
    return "sendAnimation", {"animation": file_id, **_caption(message), **_looks(message)}


def _document(message: Message) -> Taken:
    return "sendDocument", {"document": _there(message.document).file_id, **_caption(message)}


def _audio(message: Message) -> Taken:
    return "sendAudio", {"audio": _there(message.audio).file_id, **_caption(message)}


def _voice(message: Message) -> Taken:
    return "sendVoice", {"voice": _there(message.voice).file_id, **_caption(message)}


def _video_note(message: Message) -> Taken:
    return "sendVideoNote", {"video_note": _there(message.video_note).file_id}


def _sticker(message: Message) -> Taken:
    return "sendSticker", {"sticker": _there(message.sticker).file_id}


def _location(message: Message) -> Taken:
    place = _there(message.location)
    return "sendLocation", {
        "latitude": place.latitude,
        "longitude": place.longitude,
        "horizontal_accuracy": place.horizontal_accuracy,
    }


def _venue(message: Message) -> Taken:
    venue = _there(message.venue)
    fields = plain(venue)
    fields.pop("location")
    place = venue.location
    return "sendVenue", {"latitude": place.latitude, "longitude": place.longitude, **fields}


def _contact(message: Message) -> Taken:
    fields = plain(_there(message.contact))
    fields.pop("user_id", None)
    return "sendContact", fields


def _dice(message: Message) -> Taken:
    """It falls anew for everybody."""
    return "sendDice", {"emoji": _there(message.dice).emoji}


def _copy(message: Message) -> Taken:
    """What no other call of a bot can carry: it is taken out of the admin's chat each time."""
    return "copyMessage", {"from_chat_id": message.chat.id, "message_id": message.message_id}


def _poll(message: Message) -> Taken:
    return "sendPoll", poll_params(_there(message.poll), message.date)


_TAKERS: dict[str, Callable[[Message], Taken]] = {
    ContentType.TEXT: _text,
    ContentType.PHOTO: _photo,
    ContentType.LIVE_PHOTO: _live_photo,
    ContentType.VIDEO: _video,
    ContentType.ANIMATION: _animation,
    ContentType.DOCUMENT: _document,
    ContentType.AUDIO: _audio,
    ContentType.VOICE: _voice,
    ContentType.VIDEO_NOTE: _video_note,
    ContentType.STICKER: _sticker,
    ContentType.DICE: _dice,
    ContentType.CHECKLIST: _copy,
    ContentType.POLL: _poll,
    ContentType.LOCATION: _location,
    ContentType.VENUE: _venue,
    ContentType.CONTACT: _contact,
}


def _caption(message: Message) -> JsonObject:
    return {
        "caption": message.caption,
        "caption_entities": plain(message.caption_entities),
    }


def _looks(message: Message) -> JsonObject:
    return {
        "show_caption_above_media": message.show_caption_above_media or None,
        "has_spoiler": message.has_media_spoiler or None,
    }


def _there(part: Part | None) -> Part:
    """What the content type says is there."""
    if part is None:
        raise ContentNotSupported(ContentType.UNKNOWN)
    return part

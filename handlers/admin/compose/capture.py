"""The admin's message as Bot API calls: what people get is what the admin sent.

aiogram's `Message.send_copy()` is not used: it loses spoilers, captions above, quizzes and the
entities of a poll's options. Two things are left out on purpose: message effects, which Telegram
refuses outside private chats, and the moving of a live location.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from aiogram.enums import ContentType
from aiogram.types import Message, Poll, PollOption, TelegramObject

from broadcast.content import Call, JsonObject
from broadcast.errors import ContentNotSupported

QUIZ = "quiz"  # one whose right answer Telegram did not tell
ALBUM = "album"
EMPTY = "empty"

Part = TypeVar("Part")


def capture(message: Message) -> tuple[Call, ...]:
    """Raises ContentNotSupported with the kind of what cannot be broadcast."""
    if message.media_group_id is not None:
        raise ContentNotSupported(ALBUM)
    if message.text is not None and not message.text.strip():
        raise ContentNotSupported(EMPTY)
    taker = _TAKERS.get(message.content_type)
    if taker is None:
        raise ContentNotSupported(message.content_type)
    method, params = taker(message)
    return (Call(method=method, params=_given(params)),)


Taken = tuple[str, JsonObject]


def _text(message: Message) -> Taken:
    return "sendMessage", {
        "text": message.text,
        "entities": _plain(message.entities),
        "link_preview_options": _plain(message.link_preview_options),
    }


def _photo(message: Message) -> Taken:
    sizes = message.photo or []
    return "sendPhoto", {"photo": sizes[-1].file_id, **_caption(message), **_looks(message)}


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
    fields = _plain(venue)
    fields.pop("location")
    place = venue.location
    return "sendVenue", {"latitude": place.latitude, "longitude": place.longitude, **fields}


def _contact(message: Message) -> Taken:
    fields = _plain(_there(message.contact))
    fields.pop("user_id", None)
    return "sendContact", fields


def _poll(message: Message) -> Taken:
    poll = _there(message.poll)
    params = {
        "question": poll.question,
        "question_entities": _plain(poll.question_entities),
        "options": [_poll_option(option) for option in poll.options],
        "type": poll.type,
        "is_anonymous": poll.is_anonymous,
        "allows_multiple_answers": poll.allows_multiple_answers or None,
        "allows_revoting": poll.allows_revoting or None,
        "open_period": poll.open_period,
        "description": poll.description,
        "description_entities": _plain(poll.description_entities),
    }
    if poll.media is not None or any(option.media for option in poll.options):
        raise ContentNotSupported("poll_with_media")
    return "sendPoll", params | (_quiz(poll) if poll.type == QUIZ else {})


def _poll_option(option: PollOption) -> JsonObject:
    return _given({"text": option.text, "text_entities": _plain(option.text_entities)})


def _quiz(poll: Poll) -> JsonObject:
    """Telegram tells the right answer of a quiz only where it was made in this chat."""
    answers = poll.correct_option_ids
    if answers is None and poll.correct_option_id is not None:
        answers = [poll.correct_option_id]
    if not answers:
        raise ContentNotSupported(QUIZ)
    return {
        "correct_option_ids": answers,
        "explanation": poll.explanation,
        "explanation_entities": _plain(poll.explanation_entities),
    }


_TAKERS: dict[str, Callable[[Message], Taken]] = {
    ContentType.TEXT: _text,
    ContentType.PHOTO: _photo,
    ContentType.VIDEO: _video,
    ContentType.ANIMATION: _animation,
    ContentType.DOCUMENT: _document,
    ContentType.AUDIO: _audio,
    ContentType.VOICE: _voice,
    ContentType.VIDEO_NOTE: _video_note,
    ContentType.STICKER: _sticker,
    ContentType.POLL: _poll,
    ContentType.LOCATION: _location,
    ContentType.VENUE: _venue,
    ContentType.CONTACT: _contact,
}


def _caption(message: Message) -> JsonObject:
    return {
        "caption": message.caption,
        "caption_entities": _plain(message.caption_entities),
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


def _plain(value: TelegramObject | list[Any] | None) -> Any:
    """A Telegram object, or a list of them, as JSON without what is not set."""
    if value is None:
        return None
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.model_dump(mode="json", exclude_unset=True, exclude_none=True)


def _given(params: JsonObject) -> JsonObject:
    """Without what is not set: the defaults are Telegram's."""
    return {name: value for name, value in params.items() if value is not None and value != []}

"""A poll as the call that asks it anew, and what of it cannot come along.

A copy is a poll of its own: nobody's votes come with it. What Telegram does not tell of a poll (are
its options shuffled, its results hidden until it closes, may people add options) cannot be kept;
the window says so with each poll.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from aiogram.types import Message, Poll, PollMedia, PollOption

from botapi.call import JsonObject
from broadcast.model.errors import ContentNotSupported
from handlers.admin.compose.message.params import given, plain

QUIZ = "quiz"  # one whose right answer Telegram did not tell
# Bot API: close_date is 5 to 2 628 000 s in the future. An admin looks at the draft meanwhile.
SOONEST_END = 60  # seconds
# In this order: an animation is told as a document too, a live photo as a photo.
FILES = ("animation", "live_photo", "photo", "video", "audio", "document", "sticker")


class LeftBehind(StrEnum):
    """What an admin is told not to come along."""

    CLOSE_DATE = "close-date"  # it has passed, or is about to
    CLOSED = "closed"  # people get one that is open
    MEMBERS_ONLY = "members-only"  # Bot API: for channels only
    COUNTRIES = "countries"  # the same
    MEDIA = "media"  # of a kind that a call cannot carry


def poll_params(poll: Poll, now: datetime) -> JsonObject:
    """The parameters of sendPoll; `now`: when the poll was sent here.

    Raises ContentNotSupported for a quiz whose answer is not known.
    """
    is_quiz = poll.type == "quiz"
    params = {
        "question": poll.question,
        "question_entities": plain(poll.question_entities),
        "options": [_option(option) for option in poll.options],
        "type": poll.type,
        "is_anonymous": poll.is_anonymous,
        "allows_multiple_answers": poll.allows_multiple_answers or None,
        # Bot API: True is the default of regular polls, False that of quizzes.
        "allows_revoting": poll.allows_revoting or (None if is_quiz else False),
        "open_period": poll.open_period,
        "close_date": _end(poll, now),
        "description": poll.description,
        "description_entities": plain(poll.description_entities),
        "media": _media(poll.media),
    }
    return given(params | (_quiz(poll) if is_quiz else {}))


def left_behind(message: Message) -> list[LeftBehind]:
    """What people will not get of the poll in the message, if there is one."""
    poll = message.poll
    if poll is None:
        return []
    media = [poll.media, poll.explanation_media, *(option.media for option in poll.options)]
    lost = {
        LeftBehind.CLOSE_DATE: bool(poll.close_date and not poll.open_period)
        and _end(poll, message.date) is None,
        LeftBehind.CLOSED: poll.is_closed,
        LeftBehind.MEMBERS_ONLY: bool(poll.members_only),
        LeftBehind.COUNTRIES: bool(poll.country_codes),
        LeftBehind.MEDIA: any(one is not None and _media(one) is None for one in media),
    }
    return [what for what, is_lost in lost.items() if is_lost]


def _end(poll: Poll, now: datetime) -> int | None:
    """A moment for everybody; a period, where there is one, begins when somebody gets the poll."""
    if poll.close_date is None or poll.open_period:
        return None
    end = int(poll.close_date.timestamp())
    return end if end - now.timestamp() >= SOONEST_END else None


def _option(option: PollOption) -> JsonObject:
    return given(
        {
            "text": option.text,
            "text_entities": plain(option.text_entities),
            "media": _media(option.media),
        }
    )


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
        "explanation_entities": plain(poll.explanation_entities),
        "explanation_media": _media(poll.explanation_media),
    }


def _media(media: PollMedia | None) -> JsonObject | None:
    """Bot API: InputPollMedia, InputPollOptionMedia; None where there is none that can be sent."""
    if media is None:
        return None
    for kind in FILES:
        part: Any = getattr(media, kind)
        if part:
            return {"type": kind, **_file(kind, part)}
    if media.venue is not None:
        fields = plain(media.venue)
        return {"type": "venue", **_point(fields.pop("location")), **fields}
    if media.location is not None:
        return {"type": "location", **_point(plain(media.location))}
    return {"type": "link", "url": media.link.url} if media.link is not None else None


def _file(kind: str, part: Any) -> JsonObject:
    if kind == "photo":
        return {"media": part[-1].file_id}
    if kind == "live_photo":
        return given(
            {"media": part.file_id, "photo": part.photo[-1].file_id if part.photo else None}
        )
    return {"media": part.file_id}


def _point(place: JsonObject) -> JsonObject:
    """A live location stands still in a poll."""
    names = ("latitude", "longitude", "horizontal_accuracy")
    return {name: place[name] for name in names if name in place}

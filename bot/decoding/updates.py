"""From raw JSON to aiogram's update: whole, or at least what matters of it.

Where the models refuse a part, or there is more of it than anybody can want to read, an update is
made of the essentials alone. A draft is never made of less than was sent: of such a message no text
is left but a command, so that composing says that it cannot be used.
"""

import logging
from typing import Any

from aiogram import Bot
from aiogram.types import Update
from pydantic import ValidationError

from bot.decoding.essentials import Body, Essentials, Person, Place, RawUpdate, line, whole
from bot.decoding.trimming import TooMuch, marked, trimmed_update

logger = logging.getLogger(__name__)


def read_update(raw: RawUpdate, essentials: Essentials, bot: Bot) -> Update | None:
    """None, and a line in the log, for what nothing can be made of."""
    if essentials.kind not in Update.model_fields:
        kinds = ", ".join(sorted(set(raw) - {"update_id"})) or "nothing"
        logger.warning("skipped update %d of unknown type: %s", essentials.number, kinds)
        return None
    try:
        kept, left_out = trimmed_update(raw, essentials.kind)
        return _marked(Update.model_validate(kept, context={"bot": bot}), left_out)
    except Exception as error:  # noqa: BLE001 - whatever a part does to the models, the rest counts
        why = _why(error)
    lean = lean_update(raw, essentials)
    if lean is None:
        logger.warning("skipped broken update %d: %s", essentials.number, why)
        return None
    logger.warning("update %d is read in part: %s", essentials.number, why)
    return Update.model_validate(lean, context={"bot": bot})


def _why(error: Exception) -> str:
    """Without what people wrote, which the error's own text may repeat."""
    if isinstance(error, TooMuch):
        return "it is larger than any message"
    if not isinstance(error, ValidationError):
        return type(error).__name__
    first = error.errors(include_input=False, include_url=False)[0]
    return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"


def lean_update(raw: RawUpdate, essentials: Essentials) -> RawUpdate | None:
    """An update of values that were checked, which the models cannot refuse."""
    if essentials.kind == "poll_answer" and essentials.sender is not None:
        return {
            "update_id": essentials.number,
            essentials.kind: _vote(raw[essentials.kind], essentials.sender),
        }
    if essentials.place is None:
        return None
    body: RawUpdate | None = None
    if essentials.kind in ("message", "edited_message", "channel_post"):
        body = _message(essentials, essentials.place)
    elif essentials.kind == "callback_query" and essentials.sender is not None:
        body = _tap(raw[essentials.kind], essentials, essentials.place, essentials.sender)
    elif essentials.kind == "my_chat_member" and essentials.is_in is not None:
        body = _membership(essentials, essentials.place)
    elif essentials.kind == "chat_join_request" and essentials.sender is not None:
        body = _join_request(raw[essentials.kind], essentials, essentials.place, essentials.sender)
    return None if body is None else {"update_id": essentials.number, essentials.kind: body}


def _message(essentials: Essentials, place: Place) -> RawUpdate:
    body: RawUpdate = {
        "message_id": essentials.message_id,
        "date": essentials.date,
        "chat": _chat(place),
        "text": essentials.text if essentials.command else None,
        "migrate_to_chat_id": essentials.migrated_to,
        "message_thread_id": essentials.thread,
        "is_topic_message": True if essentials.thread is not None else None,
        "is_automatic_forward": essentials.is_forwarded or None,
    }
    sender = essentials.sender
    if sender is None and place.kind == "private":  # the chat is the person
        sender = Person(id=place.id, first_name=place.first_name, username=place.username)
    if sender is not None:
        body["from"] = _user(sender)
    if essentials.sender_chat is not None:
        kind = place.kind if essentials.sender_chat == place.id else "channel"
        body["sender_chat"] = {"id": essentials.sender_chat, "type": kind}
    return body


def _tap(raw: Body, essentials: Essentials, place: Place, sender: Person) -> RawUpdate:
    """Date 0: the message below which it stood is said to be out of reach."""
    return {
        "id": line(raw.get("id")),
        "from": _user(sender),
        "chat_instance": line(raw.get("chat_instance")),
        "data": line(raw.get("data"), 64) or None,
        "message": {"message_id": essentials.message_id, "date": 0, "chat": _chat(place)},
    }


def _membership(essentials: Essentials, place: Place) -> RawUpdate:
    """For Herald there are two kinds of members: those who are in, and those who are not."""
    bot = {"id": 1, "is_bot": True, "first_name": ""}
    was_in = essentials.was_in if essentials.was_in is not None else not essentials.is_in
    return {
        "chat": _chat(place),
        "from": _user(essentials.sender or Person(id=1)),
        "date": essentials.date,
        "old_chat_member": {"status": "member" if was_in else "left", "user": bot},
        "new_chat_member": {"status": "member" if essentials.is_in else "left", "user": bot},
    }


def _join_request(raw: Body, essentials: Essentials, place: Place, sender: Person) -> RawUpdate:
    """A private chat has the person's own number (Bot API: Chat.id)."""
    return {
        "chat": _chat(place),
        "from": _user(sender),
        "user_chat_id": whole(raw.get("user_chat_id")) or sender.id,
        "date": whole(raw.get("date")) or essentials.date,
    }


def _vote(raw: Body, sender: Person) -> RawUpdate:
    """As servers before Bot API 9.6 tell it, too: without the names of the options."""
    options = raw.get("option_ids")
    listed = options if isinstance(options, list) else []
    numbers = [number for one in listed if (number := whole(one)) is not None]
    return {
        "poll_id": line(raw.get("poll_id")),
        "user": _user(sender),
        "option_ids": numbers,
        "option_persistent_ids": [],
    }


def _chat(place: Place) -> RawUpdate:
    return {
        "id": place.id,
        "type": place.kind,
        "title": place.title or None,
        "first_name": place.first_name or None,
        "username": place.username,
        "is_direct_messages": place.is_direct or None,
    }


def _user(person: Person) -> RawUpdate:
    return {
        "id": person.id,
        "is_bot": person.is_bot,
        "first_name": person.first_name,
        "username": person.username,
        "language_code": person.language_code,
    }


def _marked(update: Update, left_out: frozenset[str]) -> Update:
    """Of what kind the message was, though part of it was left out."""
    if not left_out:
        return update
    event: Any = update.event
    if update.event_type == "callback_query":
        changed = event.model_copy(update={"message": marked(event.message, left_out)})
    else:
        changed = marked(event, left_out)
    return update.model_copy(update={update.event_type: changed})

"""copyMessage and forwardMessage: content that is there already."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from botapi_sandbox.call.case import Case, Encoded, Handler
from botapi_sandbox.call.delivery import deliver, find_chat, key_of, prepared
from botapi_sandbox.compose.media import caption, caption_fields
from botapi_sandbox.compose.options import options
from botapi_sandbox.content.contents import Body, Content
from botapi_sandbox.ground.errors import bad_request

CONTENT = frozenset(
    {
        "text",
        "entities",
        "caption",
        "caption_entities",
        "photo",
        "video",
        "animation",
        "document",
        "audio",
        "voice",
        "video_note",
        "sticker",
        "poll",
        "location",
        "venue",
        "contact",
        "dice",
        "story",
        "rich_message",
        "has_media_spoiler",
        "show_caption_above_media",
        "link_preview_options",
    }
)
CAPTIONED = frozenset({"photo", "video", "animation", "document", "audio", "voice"})
MEDIA = CAPTIONED | {"video_note", "sticker"}
KINDS = MEDIA | {"text", "poll", "location", "venue", "contact", "dice", "story", "rich_message"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The message that is copied or forwarded."""

    chat_id: int
    number: int
    content: Content


Compose = Callable[[Case, Source], Body]
"""What the new message will hold."""


async def copy_message(case: Case) -> Encoded:
    source = _source(case, "message to copy not found")
    number = await _send(case, source, copied)
    return Encoded(f'{{"message_id":{number}}}')


async def forward_message(case: Case) -> Body:
    source = _source(case, "message to forward not found")
    number = await _send(case, source, forwarded, forward=True)
    chat_id = find_chat(case.world, case.call)
    return case.world.render.message(case.account, chat_id, number)


async def _send(case: Case, source: Source, compose: Compose, *, forward: bool = False) -> int:
    key: Any = key_of(case.call)
    if key is not None:
        key = (*key, source.content.number)
    content = None if key is None else prepared(case, key)
    if content is None:
        content = case.world.contents.intern(compose(case, source))
        if key is not None:
            case.account.remember(key, content)
    chat_id = find_chat(case.world, case.call)
    (number,) = await deliver(case, chat_id, [content], forward=forward)
    return number


def source_at(case: Case, chat_id: int, number: int) -> Source | None:
    """None for a message that is not there."""
    journal = case.world.journal(case.account, chat_id)
    if not journal.holds(chat_id, number):
        return None
    content = case.world.contents[journal.content(number)]
    return Source(chat_id=chat_id, number=number, content=content)


def _source(case: Case, missing: str) -> Source:
    chat_id = find_chat(case.world, case.call, "from_chat_id")
    found = source_at(case, chat_id, case.call.whole("message_id"))
    if found is None:
        raise bad_request(missing)
    return found


def copied(case: Case, source: Source) -> Body:
    body = source.content.body()
    if KINDS.isdisjoint(body) or "story" in body or body.get("has_protected_content"):
        raise bad_request("message can't be copied")
    if (
        "poll" in body
        and body["poll"]["type"] == "quiz"
        and "correct_option_id" not in body["poll"]
    ):
        raise bad_request("message can't be copied")
    kept = {name: value for name, value in body.items() if name in CONTENT}
    if "caption" in case.call.params and not CAPTIONED.isdisjoint(kept):
        kept.pop("caption", None)
        kept.pop("caption_entities", None)
        kept |= caption_fields(caption(case.call))
    if case.call.flag("show_caption_above_media") and "caption" in kept:
        kept["show_caption_above_media"] = True
    return kept | options(case)


def forwarded(case: Case, source: Source) -> Body:
    body = source.content.body()
    if KINDS.isdisjoint(body) or body.get("has_protected_content"):
        raise bad_request("message can't be forwarded")
    shown = case.world.render.message(case.account, source.chat_id, source.number)
    kept = {name: value for name, value in body.items() if name in CONTENT | {"reply_markup"}}
    kept["forward_origin"] = body.get("forward_origin") or _origin(shown)
    return kept | options(case)


def _origin(message: Body) -> Body:
    """Bot API: MessageOrigin."""
    date = message["date"]
    if "sender_chat" in message:
        channel = {"type": "channel", "chat": message["sender_chat"]}
        return channel | {"message_id": message["message_id"], "date": date}
    return {"type": "user", "sender_user": message["from"], "date": date}


METHODS: dict[str, Handler] = {"copyMessage": copy_message, "forwardMessage": forward_message}

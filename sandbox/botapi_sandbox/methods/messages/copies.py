"""copyMessage and forwardMessage: content that is there already."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from botapi_sandbox.call.context import CallContext, Encoded, Handler
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
        "live_photo",
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
        "checklist",
        "story",
        "game",
        "invoice",
        "paid_media",
        "rich_message",
        "has_media_spoiler",
        "show_caption_above_media",
        "link_preview_options",
    }
)
CAPTIONED = frozenset({"photo", "live_photo", "video", "animation", "document", "audio", "voice"})
MEDIA = CAPTIONED | {"video_note", "sticker"}
KINDS = MEDIA | {
    *("text", "poll", "location", "venue", "contact", "dice", "checklist", "story"),
    "rich_message",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The message that is copied or forwarded."""

    chat_id: int
    number: int
    content: Content


FORWARDABLE = KINDS | {"game", "invoice", "paid_media"}
"""Bot API: copyMessage takes none of these three, forwardMessage all but service messages."""

Compose = Callable[[CallContext, Source], Body]
"""What the new message will hold."""


async def copy_message(context: CallContext) -> Encoded:
    source = _source(context, "message to copy not found")
    number = await _send(context, source, copied)
    return Encoded(f'{{"message_id":{number}}}')


async def forward_message(context: CallContext) -> Body:
    source = _source(context, "message to forward not found")
    number = await _send(context, source, forwarded, forward=True)
    chat_id = find_chat(context.world, context.call)
    return context.world.render.message(context.account, chat_id, number)


async def _send(
    context: CallContext, source: Source, compose: Compose, *, forward: bool = False
) -> int:
    key: Any = key_of(context.call)
    if key is not None:
        key = (*key, source.content.number)
    content = None if key is None else prepared(context, key)
    if content is None:
        content = context.world.contents.intern(compose(context, source), context.account.id)
        if key is not None:
            context.account.remember(key, content)
    chat_id = find_chat(context.world, context.call)
    (number,) = await deliver(context, chat_id, [content], forward=forward)
    return number


def source_at(context: CallContext, chat_id: int, number: int) -> Source | None:
    """None for a message that is not there."""
    journal = context.world.journal(context.account, chat_id)
    if not journal.holds(chat_id, number):
        return None
    content = context.world.contents[journal.content(number)]
    return Source(chat_id=chat_id, number=number, content=content)


def _source(context: CallContext, missing: str) -> Source:
    chat_id = find_chat(context.world, context.call, "from_chat_id")
    found = source_at(context, chat_id, context.call.whole("message_id"))
    if found is None:
        raise bad_request(missing)
    return found


def copied(context: CallContext, source: Source) -> Body:
    body = source.content.body()
    if KINDS.isdisjoint(body) or "story" in body or body.get("has_protected_content"):
        raise bad_request("message can't be copied")
    if (
        "poll" in body
        and body["poll"]["type"] == "quiz"
        and "correct_option_ids" not in body["poll"]
    ):
        raise bad_request("message can't be copied")
    kept = {name: value for name, value in body.items() if name in CONTENT}
    if "caption" in context.call.params and not CAPTIONED.isdisjoint(kept):
        kept.pop("caption", None)
        kept.pop("caption_entities", None)
        kept |= caption_fields(caption(context.call))
    if context.call.flag("show_caption_above_media") and "caption" in kept:
        kept["show_caption_above_media"] = True
    return kept | options(context)


def forwarded(context: CallContext, source: Source) -> Body:
    body = source.content.body()
    if FORWARDABLE.isdisjoint(body) or body.get("has_protected_content"):
        raise bad_request("message can't be forwarded")
    shown = context.world.render.message(context.account, source.chat_id, source.number)
    return passed_on(body, shown) | options(context)


def passed_on(body: Body, shown: Body) -> Body:
    """What a forwarded message holds: the buttons too, whoever gets it, and where it is from. Dice
    are not thrown anew."""
    kept = {name: value for name, value in body.items() if name in CONTENT | {"reply_markup"}}
    if "dice" in shown:
        kept["dice"] = shown["dice"]
    return kept | {"forward_origin": body.get("forward_origin") or _origin(shown)}


def _origin(message: Body) -> Body:
    """Bot API: MessageOrigin."""
    date = message["date"]
    if "sender_chat" in message:
        channel = {"type": "channel", "chat": message["sender_chat"]}
        return channel | {"message_id": message["message_id"], "date": date}
    return {"type": "user", "sender_user": message["from"], "date": date}


METHODS: dict[str, Handler] = {"copyMessage": copy_message, "forwardMessage": forward_message}

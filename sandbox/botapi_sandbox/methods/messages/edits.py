"""Changing what was sent: text, caption, media, buttons."""

from collections.abc import Callable
from typing import Any

from botapi_sandbox.call.context import CallContext, Handler
from botapi_sandbox.call.delivery import find_chat, holds_web_app, refusal, wait_or_refuse
from botapi_sandbox.compose import plain
from botapi_sandbox.compose.media import caption, caption_fields, file_body, find_file, flags
from botapi_sandbox.compose.options import link_preview
from botapi_sandbox.compose.rich import rich_message
from botapi_sandbox.content.contents import Body
from botapi_sandbox.content.keyboards import read_markup
from botapi_sandbox.ground.errors import bad_request
from botapi_sandbox.ground.params import Call
from botapi_sandbox.methods.messages.copies import CAPTIONED, MEDIA

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)

FIXED_MEDIA = frozenset({"voice", "video_note", "sticker", "poll", "dice", "location", "contact"})
"""Bot API: editMessageMedia takes "animation, audio, document, live photo, photo, or video", and
adds media to texts."""
ALBUM_KINDS = {"audio": "audio", "document": "document"}  # of the others any

Change = Callable[[CallContext, Body], Body]
"""The new body out of the old one."""


async def _edit(context: CallContext, change: Change, *, visible: bool = True) -> Body:
    """`visible`: people see it as an edit (a new keyboard alone they do not)."""
    world, account = context.world, context.account
    chat_id = find_chat(world, context.call)
    number = context.call.whole("message_id")
    journal = world.journal(account, chat_id)
    refused = refusal(world, chat_id)
    if refused is not None:
        raise refused
    if not journal.holds(chat_id, number):
        raise bad_request("message to edit not found")
    old = world.contents[journal.content(number)]
    if not journal.outgoing(number) or _is_fixed(old.body()):
        raise bad_request("message can't be edited")
    new = world.contents.intern(change(context, old.body()), account.id)
    if chat_id < 0 and holds_web_app(new):
        raise bad_request("BUTTON_TYPE_INVALID")
    if new.number == old.number:
        raise bad_request(NOT_MODIFIED)
    verdict = world.limiters[account.id].edit(chat_id, world.clock.now())
    await wait_or_refuse(context, verdict, sends=False)
    journal.change(number, new.number, world.clock.date() if visible else None)
    world.changed(chat_id)
    return world.render.message(account, chat_id, number)


def _is_fixed(body: Body) -> bool:
    """Bot API: what is forwarded, and what carried a reply keyboard, stays as it is."""
    return "forward_origin" in body or "keyboard" in body.get("_keyboard", {})


async def edit_message_text(context: CallContext) -> Body:
    return await _edit(context, _text)


async def edit_message_caption(context: CallContext) -> Body:
    return await _edit(context, _caption)


async def edit_message_media(context: CallContext) -> Body:
    return await _edit(context, _media)


async def edit_message_reply_markup(context: CallContext) -> Body:
    return await _edit(context, _markup, visible=False)


def _text(context: CallContext, old: Body) -> Body:
    if context.call.has("rich_message"):
        rich = rich_message(context)
        _check_text(old)
        kept = _without(old, "text", "entities", "link_preview_options", "rich_message")
        return _buttons(context, kept | rich)
    body = plain.text(context)
    _check_text(old)
    preview = link_preview(context.call)
    kept = _without(old, "text", "entities", "link_preview_options", "rich_message")
    return _buttons(context, kept | body | ({"link_preview_options": preview} if preview else {}))


def _check_text(old: Body) -> None:
    if "text" not in old and "rich_message" not in old:
        raise bad_request("there is no text in the message to edit")


def _caption(context: CallContext, old: Body) -> Body:
    content = caption(context.call)
    if CAPTIONED.isdisjoint(old):
        raise bad_request("there is no caption in the message to edit")
    kept = _without(old, "caption", "caption_entities", "show_caption_above_media")
    return _buttons(context, kept | caption_fields(content) | flags(context.call))


def _media(context: CallContext, old: Body) -> Body:
    media: Any = context.call.nested("media", "input media")
    if not isinstance(media, dict) or media.get("type") not in CAPTIONED:
        raise bad_request("can't parse InputMedia")
    if not FIXED_MEDIA.isdisjoint(old):
        raise bad_request("message can't be edited")
    if "_album" in old and _album_kind(media["type"]) != _album_kind(*MEDIA & old.keys()):
        raise bad_request("can't use the media of the specified type in the album")
    item = Call(method=context.call.method, params=media, uploads=context.call.uploads)
    file = find_file(context.account, item, str(media["type"]), item.text("media"), {})
    gone = ("text", "entities", "caption", "caption_entities", "rich_message")
    kept = _without(old, *MEDIA, *gone)
    body = file_body(context.account, file) | caption_fields(caption(item)) | flags(item)
    return _buttons(context, kept | body)


def _album_kind(kind: str) -> str:
    """Bot API: audio takes the place of audio, a document of a document, others of each other."""
    return ALBUM_KINDS.get(kind, "")


def _markup(context: CallContext, old: Body) -> Body:
    return _buttons(context, old)


def _buttons(context: CallContext, body: Body) -> Body:
    """An edit without reply_markup takes the buttons away."""
    markup = read_markup(context.call)
    if "_album" in body and markup:  # which has no buttons: they are left out without a word
        return body
    return _without(body, "reply_markup") | {k: v for k, v in markup.items() if k[0] != "_"}


def _without(body: Body, *names: str) -> Body:
    return {name: value for name, value in body.items() if name not in names}


METHODS: dict[str, Handler] = {
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageMedia": edit_message_media,
    "editMessageReplyMarkup": edit_message_reply_markup,
}

"""Changing what was sent: text, caption, media, buttons."""

from collections.abc import Callable
from typing import Any

from botapi_sandbox.call.context import CallContext, Handler
from botapi_sandbox.call.delivery import find_chat, holds_web_app, refusal, wait_or_refuse
from botapi_sandbox.call.world import World
from botapi_sandbox.compose import plain
from botapi_sandbox.compose.media import caption, caption_fields, file_body, find_file, flags
from botapi_sandbox.compose.options import link_preview
from botapi_sandbox.compose.rich import rich_message
from botapi_sandbox.content.contents import Body
from botapi_sandbox.content.keyboards import read_markup
from botapi_sandbox.ground.errors import bad_request
from botapi_sandbox.ground.params import Call
from botapi_sandbox.methods.messages.copies import CAPTIONED, FORWARDABLE, MEDIA
from botapi_sandbox.people.persons import Standing

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)

FIXED_MEDIA = frozenset({"voice", "video_note", "sticker", "poll", "dice", "location", "contact"})
"""Bot API: editMessageMedia takes "animation, audio, document, live photo, photo, or video", and
adds media to texts."""
ALBUM_KINDS = {"audio": "audio", "document": "document"}  # of the others any

EDITABLE = CAPTIONED | {"text", "rich_message", "paid_media", "checklist", "game", "poll"}
"""What more than the buttons can be changed of (tdlib/td: is_editable_message_content; an open poll
can be closed, and so counts for one until its content is looked at)."""

REPLY_KEYBOARDS = ("keyboard", "remove_keyboard", "force_reply")

Change = Callable[[Body], Body]
"""The new body out of the old one; what it needs of the call was read, and refused, before."""


async def _edit(context: CallContext, change: Change, *, buttons_alone: bool = False) -> Body:
    """In the order of the real server: whether the message is there and may be changed at all is
    looked at before anything is asked of Telegram itself, which then counts the call, and says
    whether anything is different (tdlib/telegram-bot-api: check_message; tdlib/td:
    can_edit_message). `buttons_alone`: people do not see it as an edit."""
    world, account = context.world, context.account
    chat_id = find_chat(world, context.call)
    number = context.call.whole("message_id")
    journal = world.journal(account, chat_id)
    refused = refusal(world, chat_id)
    if refused is not None and _is_out(world, chat_id):
        raise refused
    if not journal.holds(chat_id, number):
        raise bad_request("message to edit not found")
    old = world.contents[journal.content(number)]
    own = journal.outgoing(number) or _may_edit_others(world, chat_id)
    if not own or _is_fixed(old.body(), buttons_alone=buttons_alone):
        raise bad_request("message can't be edited")
    new = world.contents.intern(change(old.body()), account.id)
    if refused is not None:
        raise refused
    if chat_id < 0 and holds_web_app(new):
        raise bad_request("BUTTON_TYPE_INVALID")
    verdict = world.limiters[account.id].edit(chat_id, world.clock.now())
    await wait_or_refuse(context, verdict, sends=False)
    if new.number == old.number:
        raise bad_request(NOT_MODIFIED)
    journal.change(number, new.number, None if buttons_alone else world.clock.date())
    world.changed(chat_id)
    return world.render.message(account, chat_id, number)


def _is_out(world: World, chat_id: int) -> bool:
    """Whether nothing of that chat can be looked at: a deleted account, a chat the bot is not in.
    Who has blocked the bot, and a group that is one no more, hinder only the edit itself."""
    if chat_id > 0:
        return world.people.standing(chat_id) is not Standing.BLOCKED
    room = world.rooms.get(chat_id)
    return room is None or (room.migrated_to is None and not room.deleted)


def _may_edit_others(world: World, chat_id: int) -> bool:
    """Administrators of channels edit each other's posts. Their rights are not told apart."""
    room = world.rooms.get(chat_id)
    return room is not None and room.type == "channel" and room.bot_status == "administrator"


def _is_fixed(body: Body, *, buttons_alone: bool) -> bool:
    """What is forwarded, what carried any keyboard but buttons under the message, and what is a
    service message stays as it is. Of a sticker, a dice, a place the buttons alone change."""
    keyboard = body.get("_keyboard", {})
    if "forward_origin" in body or any(keyboard.get(name) for name in REPLY_KEYBOARDS):
        return True
    return (FORWARDABLE if buttons_alone else EDITABLE).isdisjoint(body)


async def edit_message_text(context: CallContext) -> Body:
    return await _edit(context, _text(context))


async def edit_message_caption(context: CallContext) -> Body:
    return await _edit(context, _caption(context))


async def edit_message_media(context: CallContext) -> Body:
    return await _edit(context, _media(context))


async def edit_message_reply_markup(context: CallContext) -> Body:
    return await _edit(context, _buttons(context), buttons_alone=True)


def _text(context: CallContext) -> Change:
    buttons = _buttons(context)
    if context.call.has("rich_message"):
        content = rich_message(context)
    else:
        content = plain.text(context)
        preview = link_preview(context.call)
        content |= {"link_preview_options": preview} if preview else {}

    def change(old: Body) -> Body:
        if "text" not in old and "rich_message" not in old:
            raise bad_request("there is no text in the message to edit")
        kept = _without(old, "text", "entities", "link_preview_options", "rich_message")
        return buttons(kept | content)

    return change


def _caption(context: CallContext) -> Change:
    content, buttons = caption(context.call), _buttons(context)

    def change(old: Body) -> Body:
        if CAPTIONED.isdisjoint(old):
            raise bad_request("there is no caption in the message to edit")
        kept = _without(old, "caption", "caption_entities", "show_caption_above_media")
        return buttons(kept | caption_fields(content) | flags(context.call))

    return change


def _media(context: CallContext) -> Change:
    media: Any = context.call.nested("media", "input media")
    if not isinstance(media, dict) or media.get("type") not in CAPTIONED:
        raise bad_request("can't parse InputMedia")
    buttons = _buttons(context)

    def change(old: Body) -> Body:
        if not FIXED_MEDIA.isdisjoint(old):
            raise bad_request("message can't be edited")
        if "_album" in old and _album_kind(media["type"]) != _album_kind(*MEDIA & old.keys()):
            raise bad_request("can't use the media of the specified type in the album")
        item = Call(method=context.call.method, params=media, uploads=context.call.uploads)
        file = find_file(context.account, item, str(media["type"]), item.text("media"), {})
        gone = ("text", "entities", "caption", "caption_entities", "rich_message")
        kept = _without(old, *MEDIA, *gone)
        body = file_body(context.account, file) | caption_fields(caption(item)) | flags(item)
        return buttons(kept | body)

    return change


def _album_kind(kind: str) -> str:
    """Bot API: audio takes the place of audio, a document of a document, others of each other."""
    return ALBUM_KINDS.get(kind, "")


def _buttons(context: CallContext) -> Change:
    """An edit without reply_markup takes the buttons away."""
    markup = read_markup(context.call)

    def change(body: Body) -> Body:
        if "_album" in body and markup:  # which has no buttons: they are left out without a word
            return body
        return _without(body, "reply_markup") | {k: v for k, v in markup.items() if k[0] != "_"}

    return change


def _without(body: Body, *names: str) -> Body:
    return {name: value for name, value in body.items() if name not in names}


METHODS: dict[str, Handler] = {
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageMedia": edit_message_media,
    "editMessageReplyMarkup": edit_message_reply_markup,
}

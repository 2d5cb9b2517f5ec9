"""What anybody gets for a message or a button that means nothing to the bot.

To everyone but admins the admins' commands and buttons mean nothing: they end here like any other
unknown one, and the answer does not differ by a byte. Only the log tells them apart.
"""

import logging
from collections import OrderedDict

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.methods import SendMessage
from aiogram.types import CallbackQuery, Message
from aiogram_i18n import I18nContext

from db.schema.states import Role
from handlers.frame.command_menus import ADMIN_COMMAND_KEYS

LOGGED_DATA = 64  # characters of a button's data, which is all that Telegram allows
ALBUMS_REMEMBERED = 256

# Service messages ("pinned a message") are no talk, and get no answer.
TALK = (
    F.text
    | F.photo
    | F.video
    | F.animation
    | F.document
    | F.audio
    | F.voice
    | F.video_note
    | F.sticker
    | F.poll
    | F.location
    | F.venue
    | F.contact
    | F.dice
    | F.story
)

logger = logging.getLogger("handlers.frame.access")


def build_stranger_router() -> Router:
    """The last of all routers: whatever gets here nobody else wanted."""
    router = Router(name="stranger")
    talk = SmallTalk()
    router.message.register(talk.answer, F.chat.type == ChatType.PRIVATE, TALK)
    router.callback_query.register(on_unknown_button)
    return router


class SmallTalk:
    """One kind line for each message; the items of an album are one message."""

    def __init__(self) -> None:
        self._albums: OrderedDict[str, None] = OrderedDict()

    async def answer(
        self, message: Message, i18n: I18nContext, role: Role | None
    ) -> SendMessage | None:
        if role is None:
            _log_command(message)
        return answer_to_unknown(message, i18n) if self._is_new(message.media_group_id) else None

    def _is_new(self, album: str | None) -> bool:
        if album is None:
            return True
        if album in self._albums:
            return False
        self._albums[album] = None
        if len(self._albums) > ALBUMS_REMEMBERED:
            self._albums.popitem(last=False)
        return True


def answer_to_unknown(message: Message, i18n: I18nContext) -> SendMessage:
    return message.answer(i18n.get("unknown-message"))


async def on_unknown_button(query: CallbackQuery, i18n: I18nContext, role: Role | None) -> None:
    """A button that is made up, too old, or somebody else's."""
    if role is None:
        data = (query.data or "")[:LOGGED_DATA]
        logger.warning("user %s pressed an unknown button: %r", query.from_user.id, data)
    await answer_unknown_button(query, i18n)


async def answer_unknown_button(query: CallbackQuery, i18n: I18nContext) -> None:
    await query.answer(i18n.get("unknown-button"))


def _log_command(message: Message) -> None:
    words = (message.text or "").split(maxsplit=1)
    command = words[0].removeprefix("/").partition("@")[0].lower() if words else ""
    if words and words[0].startswith("/") and command in ADMIN_COMMAND_KEYS and message.from_user:
        logger.warning("user %s, who is no admin, tried /%s", message.from_user.id, command)

"""The commands as Telegram's menus show them; an admin's own chat shows the admins' too."""

import logging
from collections.abc import Iterable, Mapping

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.types import (
    BotCommand,
    BotCommandScopeChat,
    BotCommandScopeDefault,
    BotCommandScopeUnion,
)

from handlers.texts import Texts

SUBSCRIBER_COMMAND_KEYS = {
    "start": "command-start",
    "stop": "command-stop",
    "language": "command-language",
    "help": "command-help",
    "privacy": "command-privacy",
}
ADMIN_COMMAND_KEYS = {
    "admin": "command-admin",
    "broadcast": "command-broadcast",
    "status": "command-status",
    "pause": "command-pause",
    "resume": "command-resume",
    "cancel": "command-cancel",
}

logger = logging.getLogger(__name__)


async def set_commands(bot: Bot, texts: Texts, admin_ids: Iterable[int]) -> None:
    """Tell Telegram all commands in every language.

    Raises aiogram's TelegramNetworkError when Telegram cannot be reached: try again later.
    """
    await _set(bot, texts, SUBSCRIBER_COMMAND_KEYS, BotCommandScopeDefault())
    for user_id in admin_ids:
        await set_admin_commands(bot, texts, user_id)


async def set_admin_commands(bot: Bot, texts: Texts, user_id: int) -> None:
    """Show one admin the admins' commands; one who never started the bot has no chat for them."""
    keys = ADMIN_COMMAND_KEYS | SUBSCRIBER_COMMAND_KEYS
    try:
        await _set(bot, texts, keys, BotCommandScopeChat(chat_id=user_id))
    except (TelegramBadRequest, TelegramForbiddenError) as error:
        logger.debug("no commands in the chat of admin %s: %s", user_id, error.message)


async def _set(
    bot: Bot, texts: Texts, keys: Mapping[str, str], scope: BotCommandScopeUnion
) -> None:
    await bot.set_my_commands(_in(texts, keys, texts.default), scope=scope)
    for language in texts.locales:
        # Bot API: setMyCommands takes two-letter codes.
        code = language.code.partition("-")[0]
        await bot.set_my_commands(_in(texts, keys, language.code), scope=scope, language_code=code)


def _in(texts: Texts, keys: Mapping[str, str], locale: str) -> list[BotCommand]:
    return [
        BotCommand(command=command, description=texts.get(key, locale))
        for command, key in keys.items()
    ]

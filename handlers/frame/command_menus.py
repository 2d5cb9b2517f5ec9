"""The commands as Telegram's menus show them; an admin's own chat shows the admins' too."""

import logging
from collections.abc import Iterable, Mapping

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.types import (
    BotCommand,
    BotCommandScopeChat,
    BotCommandScopeDefault,
    BotCommandScopeUnion,
    Message,
)

from botapi.errors import REFUSALS, Meaning, meaning, words_of
from db.admins.menus import Menus
from handlers.language.texts import Texts

SUBSCRIBER_COMMAND_KEYS = {
    "start": "command-start",
    "stop": "command-stop",
    "settings": "command-settings",
    "language": "command-language",
    "help": "command-help",
    "privacy": "command-privacy",
}
ADMIN_COMMAND_KEYS = {
    "admin": "command-admin",
    "broadcast": "command-broadcast",
    "series": "command-series",
    "status": "command-status",
    "pause": "command-pause",
    "resume": "command-resume",
    "cancel": "command-cancel",
}

MENU_LETTERS = 2
NO_CHAT = REFUSALS | {Meaning.NOBODY}  # what a menu for a chat that is not there is answered with
ALL_COMMANDS = ADMIN_COMMAND_KEYS.keys() | SUBSCRIBER_COMMAND_KEYS.keys()

logger = logging.getLogger(__name__)


def known_command(message: Message) -> str | None:
    """Which of the bot's commands the text begins with; None for any other text.

    What merely begins with a slash (`/sale starts today`) is no command.
    """
    text = message.text or ""
    if not text.startswith("/"):
        return None
    name = text[1:].split(maxsplit=1)[0] if text[1:].strip() else ""
    command = name.partition("@")[0].lower()
    return command if command in ALL_COMMANDS else None


async def set_commands(bot: Bot, texts: Texts, menus: Menus, admin_ids: Iterable[int]) -> None:
    """Tell Telegram all commands in every language, and take them from who is no admin any more.

    Raises aiogram's errors when Telegram cannot be reached, and DatabaseTrouble: try again later.
    """
    admins = set(admin_ids)
    await _set(bot, texts, SUBSCRIBER_COMMAND_KEYS, BotCommandScopeDefault())
    for user_id in sorted(await menus.shown() - admins):
        await remove_admin_commands(bot, texts, menus, user_id)
    for user_id in sorted(admins):
        await set_admin_commands(bot, texts, menus, user_id)


async def set_admin_commands(bot: Bot, texts: Texts, menus: Menus, user_id: int) -> None:
    """Show one admin the admins' commands; one who never started the bot has no chat for them."""
    keys = ADMIN_COMMAND_KEYS | SUBSCRIBER_COMMAND_KEYS
    # Remembered first: better one too many to take back than one that nobody knows of.
    await menus.remember(user_id)
    try:
        await _set(bot, texts, keys, BotCommandScopeChat(chat_id=user_id))
    except AiogramError as error:
        if meaning(error) not in NO_CHAT:
            raise
        logger.debug("no commands in the chat of admin %s: %s", user_id, words_of(error))


async def remove_admin_commands(bot: Bot, texts: Texts, menus: Menus, user_id: int) -> None:
    """The chat's menu becomes everybody's again."""
    scope = BotCommandScopeChat(chat_id=user_id)
    try:
        await bot.delete_my_commands(scope=scope)
        for code in menu_languages(texts):
            await bot.delete_my_commands(scope=scope, language_code=code)
    except AiogramError as error:
        if meaning(error) not in NO_CHAT:
            raise
        logger.debug("no menu in the chat of former admin %s: %s", user_id, words_of(error))
    await menus.forget(user_id)


async def _set(
    bot: Bot, texts: Texts, keys: Mapping[str, str], scope: BotCommandScopeUnion
) -> None:
    await bot.set_my_commands(_in(texts, keys, texts.default), scope=scope)
    for code, locale in menu_languages(texts).items():
        await bot.set_my_commands(_in(texts, keys, locale), scope=scope, language_code=code)


def menu_languages(texts: Texts) -> dict[str, str]:
    """The languages of menus, and the texts that each shows.

    Bot API: setMyCommands takes two-letter codes (ISO 639-1), so that regions and scripts of one
    language have one menu: in what somebody reads who names the language alone. Languages with
    three letters have none, and see the default one.
    """
    codes = {language.code.partition("-")[0].lower() for language in texts.locales}
    return {code: texts.pick(None, code) for code in sorted(codes) if len(code) == MENU_LETTERS}


def _in(texts: Texts, keys: Mapping[str, str], locale: str) -> list[BotCommand]:
    return [
        BotCommand(command=command, description=texts.get(key, locale))
        for command, key in keys.items()
    ]

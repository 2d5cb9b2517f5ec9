"""The commands in Telegram's menus."""

from collections.abc import AsyncIterator

import pytest
from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import BotCommand

from bot.client.session import Session
from botapi_sandbox.control import Control
from db.admins.menus import Menus
from db.connection.database import Database
from handlers.frame.command_menus import ADMIN_COMMAND_KEYS, SUBSCRIBER_COMMAND_KEYS, set_commands
from handlers.language.texts import Texts
from tests.conftest import TOKEN

EVERYONE = {"type": "default"}


@pytest.fixture
async def bot(sandbox_url: str) -> AsyncIterator[Bot]:
    session = Session(api=TelegramAPIServer.from_base(sandbox_url))
    async with Bot(TOKEN, session=session).context() as opened:
        yield opened


async def test_everyone_sees_the_subscribers_and_admins_both(
    bot: Bot, control: Control, database: Database
) -> None:
    await control.add_user(7, started=True)
    await control.add_user(8, started=False)
    await bot.get_me()
    await set_commands(bot, Texts("en"), Menus(database), [8, 7])
    for language, words in (("", "unsubscribe"), ("en", "unsubscribe"), ("ru", "отписаться")):
        shown = await control.commands(EVERYONE, language)
        assert [command["command"] for command in shown] == list(SUBSCRIBER_COMMAND_KEYS)
        assert {"command": "stop", "description": words} in shown
        mine = await control.commands({"type": "chat", "chat_id": 7}, language)
        assert [command["command"] for command in mine] == [
            *ADMIN_COMMAND_KEYS,
            *SUBSCRIBER_COMMAND_KEYS,
        ]
    assert await control.commands({"type": "chat", "chat_id": 8}, "") == []


async def test_a_former_admin_kept_the_admins_menu(
    bot: Bot, control: Control, database: Database
) -> None:
    await control.add_user(7, started=True)
    await control.add_user(8, started=True)
    await bot.get_me()
    texts, menus = Texts("en"), Menus(database)
    await set_commands(bot, texts, menus, [7, 8])
    await set_commands(bot, texts, menus, [8])
    for language in ("", "en", "ru"):
        assert await control.commands({"type": "chat", "chat_id": 7}, language) == []
        assert await control.commands({"type": "chat", "chat_id": 8}, language) != []
    assert await menus.shown() == {8}


async def test_a_former_admin_without_a_chat_is_forgotten(
    bot: Bot, control: Control, database: Database
) -> None:
    menus = Menus(database)
    await control.add_user(9, started=False)
    await bot.get_me()
    await menus.remember(9)
    await set_commands(bot, Texts("en"), menus, [])
    assert await menus.shown() == set()


def test_descriptions_are_what_telegram_takes() -> None:
    texts = Texts("en")
    for language in texts.locales:
        for command, key in (ADMIN_COMMAND_KEYS | SUBSCRIBER_COMMAND_KEYS).items():
            description = texts.get(key, language.code)
            assert 1 <= len(description) <= 256  # Bot API: BotCommand
            BotCommand(command=command, description=description)

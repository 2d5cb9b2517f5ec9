"""The commands in Telegram's menus."""

from collections.abc import AsyncIterator

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import BotCommand

from handlers.commands import (
    ADMIN_COMMAND_KEYS,
    SUBSCRIBER_COMMAND_KEYS,
    set_commands,
)
from handlers.texts import Texts
from sandbox.control import Control
from tests.conftest import TOKEN

EVERYONE = {"type": "default"}


@pytest.fixture
async def bot(sandbox_url: str) -> AsyncIterator[Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(sandbox_url))
    async with Bot(TOKEN, session=session).context() as opened:
        yield opened


async def test_everyone_sees_the_subscribers_and_admins_both(bot: Bot, control: Control) -> None:
    await control.add_user(7, started=True)
    await control.add_user(8, started=False)
    await bot.get_me()
    await set_commands(bot, Texts("en"), [8, 7])
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


def test_descriptions_are_what_telegram_takes() -> None:
    texts = Texts("en")
    for language in texts.locales:
        for command, key in (ADMIN_COMMAND_KEYS | SUBSCRIBER_COMMAND_KEYS).items():
            description = texts.get(key, language.code)
            assert 1 <= len(description) <= 256  # Bot API: BotCommand
            BotCommand(command=command, description=description)

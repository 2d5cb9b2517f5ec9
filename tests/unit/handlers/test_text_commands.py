"""A command is what somebody wrote, never what stands below a photo."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject  # noqa: TID251 - to find those of others
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.types import Message
from magic_filter import F

from handlers.admin.router import build_admin_router
from handlers.dispatcher import build_router
from handlers.frame.text_commands import TextCommand, TextStart
from tests.clocks import VirtualClock

CAPTIONS = ["/cancel your gym membership", "/stop", "/start claim-abc", "/STOP@herald_bot now"]


@pytest.fixture
async def bot() -> AsyncIterator[Bot]:
    bot = Bot("42:token")
    yield bot
    await bot.session.close()


def message(**content: Any) -> Message:
    chat = {"id": 7, "type": "private", "first_name": "Ann"}
    return Message.model_validate({"message_id": 1, "date": 1, "chat": chat, **content})


def photo(caption: str) -> Message:
    size = {"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}
    return message(photo=[size], caption=caption)


@pytest.mark.parametrize("caption", CAPTIONS)
async def test_a_caption_was_taken_for_a_command(bot: Bot, caption: str) -> None:
    for one in (TextCommand("stop"), TextCommand("cancel"), TextStart()):
        assert not await one(photo(caption), bot)


@pytest.mark.parametrize("text", ["/stop", "/STOP", "/stop now please"])
async def test_a_text_still_is_one(bot: Bot, text: str) -> None:
    assert await TextCommand("stop")(message(text=text), bot)


async def test_a_link_still_carries_its_code(bot: Bot) -> None:
    found = await TextStart(magic=F.args.startswith("claim-"))(message(text="/start claim-x"), bot)
    assert isinstance(found, dict)
    assert isinstance(found["command"], CommandObject)
    assert found["command"].args == "claim-x"


def commands_below(router: Router) -> Iterator[Command]:
    for one in router.chain_tail:
        for observer in one.observers.values():
            for handler in observer.handlers:
                for given in handler.filters or ():
                    if isinstance(given.callback, Command):
                        yield given.callback


def test_no_handler_reads_commands_in_any_other_way() -> None:
    storage: Any = MemoryStorage()
    admin = build_admin_router(storage)
    found = list(commands_below(build_router(clock=VirtualClock(), admin=admin)))
    assert len(found) >= 14
    assert {type(one) for one in found} == {TextCommand, TextStart}

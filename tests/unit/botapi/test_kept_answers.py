"""The types by which answers are read, which pydantic forgets when nobody holds them."""

import gc
import weakref
from typing import Any, ClassVar

from aiogram import Bot
from aiogram.methods import TelegramMethod

from bot.client.session import Session
from tests.conftest import TOKEN


class Rare(TelegramMethod[Any]):
    """Returns what no other method does."""

    __returning__: ClassVar[Any] = list[tuple[float, int]]
    __api_method__: ClassVar[str] = "rare"


async def test_they_are_not_built_again_after_each_collection() -> None:
    session = Session()
    bot = Bot(TOKEN, session=session)
    answer = session.check_response(bot, Rare(), 200, '{"ok":true,"result":[[1.5,2]]}')
    assert answer.result == [(1.5, 2)]
    kind = weakref.ref(type(answer))
    del answer
    gc.collect()
    assert kind() is not None

"""When a token counts as refused: when a call was, and getMe is, too."""

import asyncio

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramNetworkError, TelegramUnauthorizedError
from aiogram.methods import GetMe, LogOut
from aiogram.types import User

from bot.errors import TokenRefused
from bot.roster.token_watch import TokenWatch
from broadcast.model.events import BroadcastPausedItself
from db.schema.states import PauseReason
from tests.clocks import settle
from tests.unit.process.lines import Scripted

ME = User(id=42, is_bot=True, first_name="Herald", username="herald_bot")
REFUSED = TelegramUnauthorizedError(GetMe(), "Unauthorized")
SERVER = "http://127.0.0.1:9"


def watched() -> tuple[Scripted, Bot, TokenWatch]:
    line, watch = Scripted(), TokenWatch()
    line.middleware(watch)
    return line, Bot("42:token", session=line), watch


async def test_a_call_that_is_refused_is_asked_about() -> None:
    line, bot, watch = watched()
    line.says(REFUSED, TelegramUnauthorizedError(GetMe(), "Unauthorized"))
    with pytest.raises(TelegramUnauthorizedError):
        await bot(LogOut())
    refused = await watch.refused(bot, SERVER)
    assert (type(refused), refused.said) == (TokenRefused, "Unauthorized")
    assert line.asked == ["logOut", "getMe"]


async def test_the_engine_hears_it_too() -> None:
    line, bot, watch = watched()
    line.says(TelegramUnauthorizedError(GetMe(), "Unauthorized"))
    for reason in (PauseReason.FAILURES, PauseReason.TOKEN):
        watch.hear(BroadcastPausedItself(broadcast_id=1, reason=reason, detail=None))
    assert (await watch.refused(bot, SERVER)).said == "Unauthorized"


@pytest.mark.parametrize("answer", [ME, TelegramNetworkError(GetMe(), "no answer in time")])
async def test_no_answer_is_no_refusal(answer: User | Exception) -> None:
    line, bot, watch = watched()
    line.says(REFUSED, answer)
    with pytest.raises(TelegramUnauthorizedError):
        await bot(LogOut())
    async with asyncio.TaskGroup() as group:
        waiting = group.create_task(watch.refused(bot, SERVER))
        await settle()
        assert not waiting.done()
        waiting.cancel()
    assert line.asked == ["logOut", "getMe"]

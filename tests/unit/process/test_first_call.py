"""getMe at the start: what is waited for, and the one line for everything else."""

import asyncio

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramNetworkError, TelegramRetryAfter
from aiogram.methods import GetMe, SetWebhook
from aiogram.types import User

from bot.client.connection import LONGEST_WAIT, waiting_out, who_am_i
from bot.errors import AskedToWait, StartRefused
from bot.intake.intake import Intake
from bot.intake.webhook import Webhook
from botapi.reply import NoAnswer
from runtime.lease import ALWAYS
from tests.clocks import VirtualClock, settle
from tests.unit.process.lines import Scripted

ME = User(id=42, is_bot=True, first_name="Herald", username="herald_bot")
SERVER = "http://127.0.0.1:9"


def flood(seconds: int) -> TelegramRetryAfter:
    return TelegramRetryAfter(GetMe(), "Too Many Requests", seconds)


async def test_a_429_at_the_start_was_the_end(caplog: pytest.LogCaptureFixture) -> None:
    clock, line = VirtualClock(0.0), Scripted()
    bot = Bot("42:token", session=line)
    line.says(flood(40), flood(10**9), ME)
    async with asyncio.TaskGroup() as group:
        asking = group.create_task(waiting_out(lambda: who_am_i(bot, SERVER), clock))
        await settle()
        await clock.advance(39)
        assert line.asked == ["getMe"], "not inside the ban"
        await clock.advance(1)
        await clock.advance(LONGEST_WAIT)
    assert asking.result() == ME
    assert line.asked == ["getMe"] * 3
    first, second = [record.getMessage() for record in caplog.records]
    assert first.endswith("wait 40 s before it answers getMe (429): it is asked again in 40 s")
    assert second.endswith(": it is asked again in 3600 s")


async def test_setting_the_webhook_waits_too() -> None:
    line = Scripted()
    bot = Bot("42:token", session=line)
    intake: Intake = None  # type: ignore[assignment]
    webhook = Webhook(intake, ALWAYS, url="https://example.org/in", secret="x")
    line.says(TelegramRetryAfter(SetWebhook(url=""), "Too Many Requests", 7))
    with pytest.raises(AskedToWait) as asked:
        await webhook.announce(bot, allowed_updates=[], drop_pending=False)
    assert asked.value.seconds == 7


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (NoAnswer(GetMe(), "HTTP 502 with something else"), "does not answer like a Bot API"),
        (TelegramNetworkError(GetMe(), "no answer in time"), "cannot reach"),
    ],
)
async def test_everything_else_is_one_line(error: Exception, words: str) -> None:
    line = Scripted()
    line.says(error)
    with pytest.raises(StartRefused, match=words) as refused:
        await who_am_i(Bot("42:token", session=line), SERVER)
    assert "\n" not in str(refused.value)

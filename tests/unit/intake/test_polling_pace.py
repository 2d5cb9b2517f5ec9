"""How soon getUpdates is asked again: after a ban, after nothing, after too much."""

import random
from typing import Any

import pytest
from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramRetryAfter

from bot.intake.conflict import ConflictWatch
from bot.intake.intake import Intake
from bot.intake.polling import BATCH, LONGEST_BAN, GetRawUpdates, Polling
from botapi.reply import NoAnswer, TooLong
from broadcast.model.events import Events
from runtime.supervisor import Supervisor
from tests.clocks import VirtualClock, settle
from tests.unit.process.lines import Scripted

METHOD = GetRawUpdates()


class Line(Scripted):
    """Notes when it was asked and for how many updates; nothing new once its script is over."""

    def __init__(self, clock: VirtualClock) -> None:
        super().__init__()
        self._clock = clock
        self.asked_at: list[float] = []
        self.limits: list[int] = []

    async def make_request(self, bot: Bot, method: Any, timeout: int | None = None) -> Any:
        if method.__api_method__ == "getUpdates":
            self.asked_at.append(self._clock.now)
            self.limits.append(method.limit)
        answer = await super().make_request(bot, method, timeout)
        return [] if answer is True and method.__api_method__ == "getUpdates" else answer


async def polled(seconds: float, *answers: object) -> Line:
    """For so long, against a server that says this, and then nothing, at once."""
    clock = VirtualClock(0.0)
    supervisor, line = Supervisor(clock), Line(clock)
    bot = Bot("42:token", session=line)
    line.says(True, *answers)  # deleteWebhook first
    polling = Polling(
        bot,
        Intake(Dispatcher(), bot, supervisor, lambda _: None),
        ConflictWatch(Events(), clock),
        clock,
        random.Random(1),
        allowed_updates=["message"],
        drop_pending=False,
    )
    supervisor.spawn(polling.run(), name="polling")
    await settle(50)
    await clock.advance(seconds)
    await supervisor.close()
    return line


async def test_nothing_at_once_is_asked_for_once_a_second() -> None:
    line = await polled(60)
    assert 55 <= len(line.asked_at) <= 65


async def test_a_server_that_repeats_itself_is_asked_once_a_second() -> None:
    line = await polled(60, *[[{"update_id": 5}]] * 200)
    assert 55 <= len(line.asked_at) <= 65


@pytest.mark.parametrize(("says", "waits"), [(40, 40), (10**9, LONGEST_BAN)])
async def test_a_429_was_waited_out_without_a_word(
    caplog: pytest.LogCaptureFixture, says: int, waits: float
) -> None:
    line = await polled(waits, TelegramRetryAfter(METHOD, "Too Many Requests", says))
    assert line.asked_at[:2] == [0, waits]
    lines = [record.getMessage() for record in caplog.records]
    assert f"no updates: Telegram asks to wait (429); next try in {waits:.0f} s" in lines


async def test_a_batch_that_is_too_long_is_asked_for_in_pieces() -> None:
    too_long = TooLong(METHOD, "HTTP 200 with more than so many bytes")
    line = await polled(60, too_long, too_long, too_long, [{"update_id": 1}])
    assert line.limits[:6] == [BATCH, 50, 25, 12, 24, 48]


async def test_a_page_instead_of_updates_is_waited_out(caplog: pytest.LogCaptureFixture) -> None:
    line = await polled(5, NoAnswer(METHOD, "HTTP 502 with something else"))
    assert len(line.asked_at) > 1
    assert "HTTP 502" in caplog.text

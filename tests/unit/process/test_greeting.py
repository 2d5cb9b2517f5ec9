"""The menus of commands: shown again and again until Telegram has taken them."""

from collections import deque

import pytest
from aiogram.exceptions import TelegramNetworkError, TelegramRetryAfter
from aiogram.methods import SetMyCommands

from bot.greeting import EVERY_HOUR, PAUSES, until_shown
from botapi.reply import NoAnswer
from db.errors import DatabaseTrouble
from runtime.supervisor import Supervisor
from tests.clocks import VirtualClock, settle

METHOD = SetMyCommands(commands=[])


class Showing:
    """Fails with what is given, one after the other; notes when it was tried."""

    def __init__(self, *errors: Exception) -> None:
        self.clock = VirtualClock(0.0)
        self.tried: list[float] = []
        self.shown = False
        self._errors = deque(errors)

    async def show(self) -> None:
        self.tried.append(self.clock.now)
        if self._errors:
            raise self._errors.popleft()
        self.shown = True

    async def for_seconds(self, seconds: float) -> None:
        supervisor = Supervisor(self.clock)
        supervisor.spawn(until_shown(self.show, self.clock), name="menus")
        await settle()
        await self.clock.advance(seconds)
        await supervisor.close()


async def test_a_gateways_page_was_the_end_of_it() -> None:
    showing = Showing(NoAnswer(METHOD, "HTTP 502"), TelegramNetworkError(METHOD, "refused"))
    await showing.for_seconds(60)
    assert showing.shown
    assert showing.tried == [0, PAUSES[0], PAUSES[0] + PAUSES[1]]


async def test_it_was_tried_again_inside_its_ban(caplog: pytest.LogCaptureFixture) -> None:
    showing = Showing(TelegramRetryAfter(METHOD, "Too Many Requests", 900))
    await showing.for_seconds(1000)
    assert showing.tried == [0, 900]
    assert "next try in 900 s" in caplog.text
    assert "\n" not in caplog.records[0].getMessage()


async def test_it_was_given_up_after_a_quarter_of_an_hour() -> None:
    showing = Showing(*[DatabaseTrouble("locked")] * 6)
    await showing.for_seconds(sum(PAUSES) + 2 * EVERY_HOUR)
    assert showing.shown

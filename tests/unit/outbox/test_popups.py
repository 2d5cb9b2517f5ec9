"""Pop-ups: made behind, a few at a time, and nobody waits for them."""

import asyncio
import logging
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import AnswerCallbackQuery

from handlers.outbox.popups import AT_ONCE, Popups
from runtime.supervisor import Supervisor
from tests.clocks import VirtualClock


class SlowLine:
    """Answers taps when it is told to."""

    def __init__(self) -> None:
        self.answered: list[tuple[str, str | None, bool]] = []
        self.under_way = self.most = 0
        self.go_on = asyncio.Event()
        self.error: Exception | None = None

    async def answer(self, query_id: str, text: str | None, *, alert: bool) -> None:
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        await self.go_on.wait()
        self.under_way -= 1
        if self.error is not None:
            raise self.error
        self.answered.append((query_id, text, alert))


@pytest.fixture
def line() -> SlowLine:
    return SlowLine()


@pytest.fixture
async def supervisor() -> AsyncIterator[Supervisor]:
    supervisor = Supervisor(VirtualClock())
    yield supervisor
    await supervisor.close()


def popups(line: Any, supervisor: Supervisor, **options: Any) -> Popups:
    return Popups(line, supervisor, **options)


async def test_each_tap_is_answered_and_few_at_a_time(
    line: SlowLine, supervisor: Supervisor
) -> None:
    shown = popups(line, supervisor)
    for number in range(200):
        shown.show(str(number), "Thanks!", alert=True)
    await asyncio.sleep(0)
    assert len(shown) == 200 - AT_ONCE
    line.go_on.set()
    await shown.finish(10)
    assert set(line.answered) == {(str(number), "Thanks!", True) for number in range(200)}
    assert line.most == AT_ONCE


async def test_one_that_fails_holds_up_no_other(line: SlowLine, supervisor: Supervisor) -> None:
    line.error = TelegramBadRequest(
        AnswerCallbackQuery(callback_query_id="1"), "Bad Request: query is too old"
    )
    line.go_on.set()
    shown = popups(line, supervisor)
    shown.show("1")
    await shown.finish(10)
    line.error = None
    shown.show("2")
    await shown.finish(10)
    assert line.answered == [("2", None, False)]


async def test_too_many_are_left_out_and_told_of(
    line: SlowLine, supervisor: Supervisor, caplog: pytest.LogCaptureFixture
) -> None:
    shown = popups(line, supervisor, room=2)
    with caplog.at_level(logging.WARNING):
        for number in range(5):
            shown.show(str(number))
        line.go_on.set()
        await shown.finish(10)
    assert [one[0] for one in line.answered] == ["0", "1"]
    assert "3 taps got no answer" in caplog.text


async def test_at_the_end_nobody_is_waited_for_longer_than_that(
    line: SlowLine, supervisor: Supervisor
) -> None:
    shown = popups(line, supervisor)
    shown.show("1")
    await shown.finish(0)
    assert line.answered == []

"""Who runs a group: a rush in one group uses up no other group's turns."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from aiogram.enums import ChatMemberStatus
from aiogram.exceptions import AiogramError, TelegramBadRequest, TelegramNetworkError
from aiogram.methods import GetChatAdministrators

from handlers.groups.who_runs import AWHILE, FEW, Runs, WhoRuns
from tests.clocks import VirtualClock

GROUP, OTHER, BOSS = -1001, -1002, 7
MEMBERS = range(100, 600)


class Telegram:
    """Answers as the bot would, and counts."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.trouble: AiogramError | None = None

    async def get_chat_member(self, _chat_id: int, user_id: int) -> Any:
        await self._think("member")
        boss = user_id == BOSS
        return SimpleNamespace(
            status=ChatMemberStatus.ADMINISTRATOR if boss else ChatMemberStatus.MEMBER
        )

    async def get_chat_administrators(self, _chat_id: int) -> Any:
        await self._think("list")
        if self.trouble is not None:
            raise self.trouble
        return [SimpleNamespace(user=SimpleNamespace(id=BOSS))]

    async def _think(self, question: str) -> None:
        self.asked.append(question)
        await asyncio.sleep(0)


@pytest.fixture
def telegram() -> Any:
    return Telegram()


async def test_a_rush_in_one_group_asks_a_few_times_and_all_are_told_right(telegram: Any) -> None:
    who = WhoRuns(VirtualClock())
    everybody = [*MEMBERS, BOSS]
    told = await asyncio.gather(*(who.ask(telegram, GROUP, one) for one in everybody))
    assert told == [Runs.NO] * len(MEMBERS) + [Runs.YES]
    assert sorted(telegram.asked) == ["list"] + ["member"] * FEW


async def test_another_group_is_asked_for_itself(telegram: Any) -> None:
    who = WhoRuns(VirtualClock())
    for member in MEMBERS:
        await who.ask(telegram, GROUP, member)
    telegram.asked.clear()
    assert await who.ask(telegram, OTHER, BOSS) is Runs.YES
    assert telegram.asked == ["member"]


async def test_a_list_is_believed_for_a_while_only(telegram: Any) -> None:
    clock = VirtualClock()
    who = WhoRuns(clock)
    for _ in range(FEW + 1):
        await who.ask(telegram, GROUP, BOSS)
    await clock.advance(AWHILE + 1)
    telegram.asked.clear()
    assert await who.ask(telegram, GROUP, BOSS) is Runs.YES
    assert telegram.asked == ["member"]


@pytest.mark.parametrize("line_is_down", [True, False])
async def test_who_is_not_told_is_asked_once_for_all(telegram: Any, line_is_down: bool) -> None:
    """The line is down, or the group hides its administrators, too."""
    method = GetChatAdministrators(chat_id=GROUP)
    kind = TelegramNetworkError if line_is_down else TelegramBadRequest
    telegram.trouble = kind(method, "no")
    who = WhoRuns(VirtualClock())
    asked = [who.ask(telegram, GROUP, member) for member in MEMBERS]
    told = await asyncio.gather(*asked, return_exceptions=True)
    rest = telegram.trouble if line_is_down else Runs.UNTOLD
    assert told == [Runs.NO] * FEW + [rest] * (len(MEMBERS) - FEW)
    assert telegram.asked.count("list") == 1

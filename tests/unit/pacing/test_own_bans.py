"""What is banned is not asked again inside its ban."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import GetMe, SetMyCommands

from broadcast.floods.own_bans import LONGEST, OwnBans
from tests.clocks import VirtualClock
from tests.unit.process.lines import Scripted


@pytest.fixture
def line() -> Scripted:
    return Scripted()


def bot_on(line: Scripted, clock: VirtualClock) -> Bot:
    bot = Bot("42:token", session=line)
    line.middleware(OwnBans(clock))
    return bot


async def test_the_menus_were_tried_again_inside_their_ban(line: Scripted) -> None:
    clock = VirtualClock()
    bot = bot_on(line, clock)
    line.says(TelegramRetryAfter(SetMyCommands(commands=[]), "wait", 60))
    for seconds in (60, 59):
        with pytest.raises(TelegramRetryAfter) as raised:
            await bot.set_my_commands([])
        assert raised.value.retry_after == seconds
        clock.now += 1.5
    assert line.asked == ["setMyCommands"]
    clock.now += 60
    assert await bot.set_my_commands([])
    assert line.asked == ["setMyCommands"] * 2


async def test_a_ban_of_a_lifetime_is_tried_once_an_hour(line: Scripted) -> None:
    clock = VirtualClock()
    bot = bot_on(line, clock)
    line.says(TelegramRetryAfter(SetMyCommands(commands=[]), "wait", 10**9))
    with pytest.raises(TelegramRetryAfter):
        await bot.set_my_commands([])
    clock.now += LONGEST
    assert await bot.set_my_commands([])


async def test_other_calls_know_nothing_of_it(line: Scripted) -> None:
    bot = bot_on(line, VirtualClock())
    line.says(TelegramRetryAfter(GetMe(), "wait", 60))
    with pytest.raises(TelegramRetryAfter):
        await bot.get_me()
    assert await bot.get_me()

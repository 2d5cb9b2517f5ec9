"""Telegram is asked for the balance while somebody pays; a bot at rest does not even wake."""

from types import SimpleNamespace
from typing import Any

import pytest

from broadcast.paid.balance import StarsBalance
from broadcast.paid.balance_poll import LOOK_AGAIN, REFRESH, REST, BalancePoll
from runtime.supervisor import Supervisor
from runtime.wake import Wake
from tests.clocks import VirtualClock, settle


class Bot:
    def __init__(self) -> None:
        self.asked = 0

    async def get_my_star_balance(self, *, request_timeout: int) -> SimpleNamespace:
        assert request_timeout
        self.asked += 1
        return SimpleNamespace(amount=100, nanostar_amount=None)


class Scene:
    def __init__(self) -> None:
        self.clock, self.bot = VirtualClock(), Bot()
        self.wake, self.pays, self.looks = Wake(self.clock), False, 0
        self.balance = StarsBalance(self.clock, free_rate=30)
        bot: Any = self.bot
        self.poll = BalancePoll(bot, self.balance, self.clock, self.wake, self._paying)

    def _paying(self) -> bool:
        self.looks += 1
        return self.pays


@pytest.fixture
async def scene() -> Any:
    scene = Scene()
    supervisor = Supervisor(scene.clock)
    supervisor.run_forever(scene.poll.run_forever, name="balance")
    await settle()
    yield scene
    await supervisor.close()


async def test_at_rest_nothing_is_looked_at_but_now_and_then(scene: Scene) -> None:
    await scene.clock.advance(10 * REST)
    assert scene.bot.asked == 0
    assert scene.looks <= 12


async def test_who_begins_to_pay_is_noticed_at_once(scene: Scene) -> None:
    await scene.clock.advance(5.0)
    scene.pays = True
    scene.wake.ring()
    await settle()
    assert scene.bot.asked == 1
    await scene.clock.advance(REFRESH + LOOK_AGAIN)
    assert scene.bot.asked == 2
    scene.balance.in_doubt = True
    await scene.clock.advance(LOOK_AGAIN)
    assert scene.bot.asked == 3


async def test_a_ring_that_was_missed_costs_half_a_minute(scene: Scene) -> None:
    scene.pays = True
    await scene.clock.advance(REST)
    assert scene.bot.asked == 1

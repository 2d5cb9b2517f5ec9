"""kill -9 and SIGTERM, over and over, while messages flow."""

import asyncio
import random
import signal

import pytest

from broadcast.pace.limiter import LEAST_IN_FLIGHT, MOST_IN_FLIGHT
from db.schema.states import BroadcastState
from tests.crash.conftest import ADMIN, FIRST, RATE, TEXT, Scene
from tests.engine.invariants import expect_exactly_once

TIMES = 20
PEOPLE = 3_000
SLOW_TIMES, SLOW_PEOPLE, SLOW_RATE = 8, 700, 30.0
FAST = 1_000.0  # messages/s, when there is nothing more to be killed


@pytest.mark.timeout(240)
async def test_twenty_kills_lose_nobody_and_send_nothing_twice(scene: Scene) -> None:
    chance = random.Random(7)
    await scene.subscribe(PEOPLE)
    broadcast_id = await scene.launch()
    for _ in range(TIMES):
        bot = scene.start()
        await scene.flowing(bot, more=chance.randint(1, 60))
        await asyncio.sleep(chance.uniform(0, 0.1))
        assert await scene.ended(bot, signal.SIGKILL) == -signal.SIGKILL
    scene.start(rate=FAST)
    broadcast = await scene.until_done(broadcast_id)
    assert broadcast.state is BroadcastState.FINISHED
    assert broadcast.figures.sent + broadcast.figures.uncertain == PEOPLE
    assert broadcast.figures.uncertain <= TIMES * (MOST_IN_FLIGHT + RATE / 2)
    await expect_exactly_once(scene.database, scene.control, broadcast, TEXT)


@pytest.mark.timeout(120)
async def test_a_kill_of_a_slow_bot_leaves_half_a_second_uncertain_and_what_was_under_way(
    scene: Scene,
) -> None:
    """It claims more at once than one that is fast: that is all it may claim."""
    chance = random.Random(9)
    await scene.subscribe(SLOW_PEOPLE)
    broadcast_id = await scene.launch()
    for _ in range(SLOW_TIMES):
        bot = scene.start(rate=SLOW_RATE)
        await scene.flowing(bot, more=chance.randint(1, 40))
        assert await scene.ended(bot, signal.SIGKILL) == -signal.SIGKILL
    scene.start(rate=FAST)
    broadcast = await scene.until_done(broadcast_id)
    assert broadcast.figures.sent + broadcast.figures.uncertain == SLOW_PEOPLE
    assert broadcast.figures.uncertain <= SLOW_TIMES * (LEAST_IN_FLIGHT + SLOW_RATE / 2)
    await expect_exactly_once(scene.database, scene.control, broadcast, TEXT)


@pytest.mark.timeout(240)
async def test_twenty_planned_restarts_leave_nobody_uncertain(scene: Scene) -> None:
    chance = random.Random(8)
    await scene.subscribe(PEOPLE)
    broadcast_id = await scene.launch()
    for _ in range(TIMES):
        bot = scene.start()
        await scene.flowing(bot, more=chance.randint(1, 60))
        assert await scene.ended(bot, signal.SIGTERM) == 0
    scene.start(rate=FAST)
    broadcast = await scene.until_done(broadcast_id)
    assert broadcast.figures.sent == PEOPLE
    assert broadcast.figures.uncertain == 0
    await expect_exactly_once(scene.database, scene.control, broadcast, TEXT)


async def test_a_paused_one_stays_paused_and_a_cancelled_one_silent(scene: Scene) -> None:
    await scene.subscribe(1_500)
    broadcast_id = await scene.launch()
    bot = scene.start()
    await scene.flowing(bot, more=50)
    await _say_until(scene, "/pause", broadcast_id, BroadcastState.PAUSED)
    await scene.ended(bot, signal.SIGKILL)
    paused_at = await scene.accepted()

    bot = scene.start()
    await scene.control.say(ADMIN, "/help")
    await scene.control.wait_for(ADMIN, "/stop", timeout=20)
    await asyncio.sleep(0.5)  # who sends would have sent dozens
    assert (await scene.read(broadcast_id)).state is BroadcastState.PAUSED
    assert await scene.accepted() == paused_at

    await _say_until(scene, "/resume", broadcast_id, BroadcastState.RUNNING)
    await scene.flowing(bot, more=50)
    await scene.control.say(ADMIN, "/cancel")
    question = await scene.control.wait_for(ADMIN, "will not get it", timeout=20)
    await scene.control.press(ADMIN, question["message_id"], "Yes, cancel")
    await _until(scene, broadcast_id, BroadcastState.CANCELLED)
    await scene.ended(bot, signal.SIGKILL)
    cancelled_at = await scene.accepted()

    scene.start()
    broadcast = await scene.until_done(broadcast_id)
    assert broadcast.state is BroadcastState.CANCELLED
    assert await scene.accepted() == cancelled_at < 1_500
    assert broadcast.figures.skipped >= 1_500 - cancelled_at - MOST_IN_FLIGHT - RATE
    await expect_exactly_once(scene.database, scene.control, broadcast, TEXT)
    assert FIRST + 1_499 not in dict(await scene.control.delivered(TEXT))


async def _say_until(scene: Scene, command: str, broadcast_id: int, state: BroadcastState) -> None:
    await scene.control.say(ADMIN, command)
    await _until(scene, broadcast_id, state)


async def _until(scene: Scene, broadcast_id: int, state: BroadcastState) -> None:
    async with asyncio.timeout(20):
        while (await scene.read(broadcast_id)).state is not state:
            await asyncio.sleep(0.005)

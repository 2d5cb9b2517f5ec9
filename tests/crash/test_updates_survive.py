"""kill -9 in the middle of a rush: whoever pressed Start is subscribed, whoever left has left."""

import asyncio
import random
import signal

import pytest

from botapi_sandbox.control import Control
from tests.conftest import TOKEN
from tests.crash.conftest import ADMIN, FIRST, PATIENCE, Scene

CROWD = 600
KILLS = 3
TAKEN = 1.0  # seconds in which a bot takes as many updates as it will; it holds them for longer


async def in_state(scene: Scene, state: str) -> int:
    query = f"SELECT count(*) FROM subscribers WHERE state = '{state}'"
    async with scene.database.read() as connection:
        return int((await connection.exec_driver_sql(query)).scalar_one())


async def until_in_state(scene: Scene, state: str, count: int) -> None:
    async with asyncio.timeout(PATIENCE):
        while await in_state(scene, state) < count:
            await asyncio.sleep(0.002)


async def everyone_says(scene: Scene, words: str) -> None:
    async with Control(scene.url, token=TOKEN) as crowd:  # perhaps there is no bot yet
        await crowd.everyone_says(words, first_id=FIRST, count=CROWD)


@pytest.mark.timeout(240)
@pytest.mark.parametrize(("words", "state"), [("/start", "active"), ("/stop", "unsubscribed")])
async def test_what_was_taken_and_not_written_is_not_lost(
    scene: Scene, words: str, state: str
) -> None:
    """Telegram was told that up to two hundred had arrived, before they were written."""
    if words == "/start":
        await scene.control.add_users(count=CROWD, first_id=FIRST, started=False)
    else:
        await scene.subscribe(CROWD)
    bot = scene.start()
    async with Control(scene.url, token=TOKEN) as first:
        await first.say(ADMIN, "/help")  # the first update of all takes the longest
        await first.wait_for(ADMIN, "/stop", timeout=PATIENCE)
    async with scene.database.write():  # whatever it takes now it cannot write
        await everyone_says(scene, words)
        await asyncio.sleep(TAKEN)
        await scene.ended(bot, signal.SIGKILL)
    assert await in_state(scene, state) == 0
    scene.start()
    await until_in_state(scene, state, CROWD)


@pytest.mark.timeout(240)
async def test_no_start_is_lost_by_kills_at_any_moment(scene: Scene) -> None:
    chance = random.Random(11)
    await scene.control.add_users(count=CROWD, first_id=FIRST, started=False)
    await everyone_says(scene, "/start")
    for _ in range(KILLS):
        bot = scene.start()
        written = await in_state(scene, "active")
        await until_in_state(scene, "active", min(CROWD, written + chance.randint(1, 150)))
        await asyncio.sleep(chance.uniform(0, 0.03))
        assert await scene.ended(bot, signal.SIGKILL) == -signal.SIGKILL
    bot = scene.start()
    await until_in_state(scene, "active", CROWD)
    assert await scene.ended(bot, signal.SIGTERM) == 0


@pytest.mark.timeout(240)
async def test_an_update_that_nobody_survives_is_skipped_by_the_third_life(scene: Scene) -> None:
    """The same batch came again after each kill, and nobody was served any more."""
    deadly, ann, bob = FIRST, FIRST + 1, FIRST + 2
    for user_id in (deadly, ann, bob):
        await scene.control.add_user(user_id, started=False)
    async with Control(scene.url, token=TOKEN) as crowd:
        for user_id in (ann, deadly, bob):
            await crowd.say(user_id, "/start deadly" if user_id == deadly else "/start")
    for _ in range(2):
        bot = scene.start(deadly="deadly")
        assert await scene.over(bot) == -signal.SIGKILL
    bot = scene.start(deadly="deadly")
    await until_in_state(scene, "active", 3)
    assert await scene.ended(bot, signal.SIGTERM) == 0
    log = (scene.folder / "bot.log").read_text()
    assert log.count("was not survived 2 times: it is skipped") == 1

"""What is promised of lost answers, with real processes: `make certainty`, for it takes minutes."""

import asyncio
import random
import signal

import pytest
from sqlalchemy import text

from db.schema.states import BroadcastState
from tests.crash.conftest import TEXT, Scene
from tests.engine.invariants import expect_exactly_once

PEOPLE = 900
RATE = 30.0  # messages/s
KILLS = 10
WITHIN = 10 * 60.0  # seconds, from the last kill on


@pytest.mark.timeout(WITHIN + 300)
async def test_after_ten_kills_and_lost_answers_nobody_is_in_doubt(scene: Scene) -> None:
    """Of a hundred answers one is an error page, and of two hundred one is lost."""
    chance = random.Random(15)
    await scene.subscribe(PEOPLE)
    await scene.control.faults(
        html_502={"share": 0.01, "accepted": 0.5}, lost_after={"share": 0.005}
    )
    broadcast_id = await scene.launch()
    for _ in range(KILLS):
        bot = scene.start(rate=RATE, find_out=True)
        await scene.flowing(bot, more=chance.randint(30, 90))
        await asyncio.sleep(chance.uniform(0, 0.2))
        assert await scene.ended(bot, signal.SIGKILL) == -signal.SIGKILL
    scene.start(rate=RATE, find_out=True)
    broadcast = await scene.until_done(broadcast_id, seconds=WITHIN)
    async with scene.database.read() as connection:
        query = "SELECT found, reason, count(*) FROM doubts GROUP BY 1, 2 ORDER BY 1, 2"
        found = [tuple(row) for row in await connection.execute(text(query))]
    assert broadcast.state is BroadcastState.FINISHED
    assert (broadcast.figures.sent, broadcast.figures.uncertain) == (PEOPLE, 0), found
    assert sum(count for *_, count in found) > KILLS, "there was something to find out"
    await expect_exactly_once(scene.database, scene.control, broadcast, TEXT)

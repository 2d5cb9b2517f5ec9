"""Lost answers, pauses and restarts in any order, while messages are corrected and taken back."""

import random

import pytest

from botapi_sandbox.control import Control
from broadcast.model.broadcast import Broadcast
from db.connection.database import Database
from db.schema.states import BroadcastState
from tests.actors import editor
from tests.engine.conftest import FIRST, Bench, text, working
from tests.engine.invariants import expect_counters_equal_rows

PEOPLE = 90
NEW = "Better news"
LOST = ("lost_before", "lost_after", "garbage")


async def disturbed(bench: Bench, child: Broadcast, chance: random.Random, method: str) -> None:
    """For a while; then somebody ends the life, or it goes on by itself."""
    doors = bench.assembly.doors
    for _ in range(chance.randint(1, 3)):
        fault = {"next": 1, "skip": chance.randint(0, 20), "methods": [method]}
        await bench.control.faults(**{chance.choice(LOST): fault})
        await bench.clock.sleep(chance.random())
        now = await doors.reports.get(child.id)
        if now.state is BroadcastState.RUNNING and chance.random() < 0.5:
            await doors.launches.pause(child.id, by=editor())
        elif now.state is BroadcastState.PAUSED:
            await doors.launches.resume(child.id, by=editor())


async def brought_to_its_end(bench: Bench, child: Broadcast) -> Broadcast:
    doors = bench.assembly.doors
    while (now := await doors.reports.get(child.id)).state is not BroadcastState.FINISHED:
        if now.state is BroadcastState.PAUSED:
            await doors.launches.resume(child.id, by=editor())
        await bench.clock.sleep(0.2)
    await expect_counters_equal_rows(bench.database, now)
    return now


@pytest.mark.parametrize("seed", range(3))
async def test_everybody_is_corrected_and_then_loses_it(
    sandbox_url: str, database: Database, control: Control, seed: int
) -> None:
    chance = random.Random(seed)
    async with working(sandbox_url, database, control, rate=60) as bench:
        await bench.subscribe(PEOPLE)
        parent = await bench.finished(await bench.launch())
        child = await bench.assembly.doors.corrections.begin(parent.id, text(NEW), by=editor())
        await disturbed(bench, child, chance, "editMessageText")
    async with working(sandbox_url, database, control, rate=60) as bench:
        await control.no_faults()
        edited = await brought_to_its_end(bench, child)
        assert (edited.figures.sent, edited.figures.uncertain) == (PEOPLE, 0)
        chats = [await control.chat(FIRST + n) for n in range(0, PEOPLE, 5)]
        assert {chat[0]["text"] for chat in chats} == {NEW}
        child = await bench.assembly.doors.recalls.begin(parent.id, by=editor())
        await disturbed(bench, child, chance, "deleteMessage")
    async with working(sandbox_url, database, control, rate=60) as bench:
        await control.no_faults()
        deleted = (await brought_to_its_end(bench, child)).figures
        assert (deleted.sent + deleted.gone, deleted.uncertain, deleted.failed) == (PEOPLE, 0, 0)
        assert not any([await control.chat(FIRST + n) for n in range(PEOPLE)])

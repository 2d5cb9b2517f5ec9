"""A thousand planned broadcasts cost the idle bot nothing, and one begins at its time."""

import asyncio
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing

from bench.frame.figures import Figure, at_most, reported
from bench.frame.part import Part
from bench.stage import ledger
from bench.stage.proc import cpu_seconds
from bench.stage.scene import ADMIN, MARKER, Stage, stage
from bench.stage.waiting import until
from botapi.call import Call
from broadcast.model.content import Content
from db.schema.states import PlanKind
from db.schema.states import Stage as Stages

PLANNED = 1_000
PEOPLE = 100
RATE = 30  # messages/s
SETTLE = 5.0  # seconds after the start until the bot counts as idle
DAY = 86_400  # seconds
SOON = 20  # seconds, enough for a start: when the one that is watched is to begin
LOOK_EVERY = 0.01


async def measure_planned(*, quick: bool) -> Sequence[Figure]:
    seconds = 15.0 if quick else 60.0
    async with stage() as scene:
        await scene.gather(PEOPLE)
        none = await _idle(scene, seconds)
        now = int(time.time())
        _plan(scene, [now + DAY + number for number in range(PLANNED)])
        many = await _idle(scene, seconds)
        late = await _late(scene)
    return [
        at_most(
            f"{PLANNED} planned: more of a processor than none, while idle",
            max(0.0, many - none) / seconds * 100,
            0.2,
            "%",
            digits=2,
        ),
        reported("the idle bot with none of them", f"{none / seconds:.2%} of a processor"),
        at_most("one more, from its time to its launch", late, 1.0, "s", digits=2),
    ]


async def _idle(scene: Stage, seconds: float) -> float:
    """Processor seconds of a bot that nobody asks for anything."""
    bot = await scene.ready_bot(rate=RATE)
    await asyncio.sleep(SETTLE)
    before = cpu_seconds(bot.pid)
    await asyncio.sleep(seconds)
    used = cpu_seconds(bot.pid) - before
    await bot.end()
    return used


async def _late(scene: Stage) -> float:
    due_at = int(time.time()) + SOON
    _plan(scene, [due_at])
    bot = await scene.ready_bot(rate=RATE)

    async def is_launched() -> bool:
        return ledger.newest_run(scene.database) > 0

    await until(is_launched, within=SOON + 60.0, every=LOOK_EVERY, otherwise="it was not launched")
    late = time.time() - due_at
    await bot.end()
    return late


def _plan(scene: Stage, moments: Sequence[int]) -> None:
    """While no bot is at work."""
    said = Content(message=(Call(method="sendMessage", params={"text": MARKER}),)).dump()
    with closing(sqlite3.connect(scene.database)) as connection, connection:
        for due_at in moments:
            added = connection.execute(
                "INSERT INTO broadcasts (stage, title, content, created_by, created_at)"
                " VALUES (?, 'Later', ?, ?, 1)",
                (Stages.SCHEDULED.value, said, ADMIN),
            )
            connection.execute(
                "INSERT INTO plans (broadcast_id, kind, due_at, planned_by, planned_at)"
                " VALUES (?, ?, ?, ?, 1)",
                (added.lastrowid, PlanKind.TIME.value, due_at, ADMIN),
            )


PLANS = Part(
    name="planned",
    title="Planned broadcasts",
    notes=(
        f"The bot's processor time over a minute (15 s with QUICK=1), {SETTLE:.0f} s after its "
        f"start, with and without {PLANNED} broadcasts that are due tomorrow. Then one of them is "
        f"due in a moment, and the ledger is looked at every {LOOK_EVERY * 1000:.0f} ms."
    ),
    measure=measure_planned,
)

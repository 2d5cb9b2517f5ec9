"""SIGKILL at every point of the path, again in the next life, and everything must still hold.

SEEDS=50 plays each point with fifty seeds; SEED=7 and POINT='claim committed' that case alone
(`make crash`).
"""

import asyncio
import os
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from botapi_sandbox import Sandbox
from botapi_sandbox.control import Control
from db.connection.opening import open_database
from tests.crash.life import ANYWHERE, SPEED
from tests.crash.points import MIDDLE, POINTS, RECOVERY
from tests.crash.receiver import Receiver
from tests.crash.scripts import CORRECT, TAKE_BACK
from tests.crash.stage import Stage

LATENCY = 0.1  # seconds of the fast clock
SEEDS = int(os.environ.get("SEEDS") or 5)
CALLS = 2_500  # calls of the engine's functions in a life, roughly
ALIVE = (
    "text",
    "two steps",
    "two languages",
    "two versions",
    "own clocks",
    "capped",
    "repeated",
)  # contents
AT_ONCE = 2  # lives side by side; other workers have theirs
LONGEST = 60 + 10 * SEEDS  # seconds for all the seeds of a point


def seeds() -> list[int]:
    if one := os.environ.get("SEED"):
        return [int(one)]
    return list(range(SEEDS))


def labels() -> list[str]:
    return [one] if (one := os.environ.get("POINT")) else [*POINTS, ANYWHERE]


@asynccontextmanager
async def stage(database_url: URL, folder: Path, name: str) -> AsyncIterator[Stage]:
    database = await open_database(database_url)
    sandbox = Sandbox(speed=SPEED, seed=1, like="plain")
    try:
        async with (
            sandbox.serving(port=0) as url,
            Control(url) as control,
            Receiver.listening() as receiver,
        ):
            await control.limits(per_second=None, latency=LATENCY, latency_sigma=0.4)
            yield Stage(
                url=url,
                control=control,
                database=database,
                folder=folder,
                chance=random.Random(name),
                receiver=receiver,
            )
    finally:
        await database.close()


@pytest.mark.timeout(LONGEST)
@pytest.mark.parametrize("label", labels())
async def test_a_kill_at(label: str, new_database: Callable[[], URL], tmp_path: Path) -> None:
    play = kill_anywhere if label == ANYWHERE else kill_at_the_point
    places = asyncio.Semaphore(AT_ONCE)

    async def one(seed: int) -> None:
        folder = tmp_path / str(seed)
        folder.mkdir()
        async with places, stage(new_database(), folder, f"{label} {seed}") as ready:
            try:
                await play(ready, label)
            except BaseException as error:
                error.add_note(f"again: make crash SEED={seed} POINT='{label}'")
                raise

    async with asyncio.TaskGroup() as group:
        for seed in seeds():
            group.create_task(one(seed))


async def kill_at_the_point(ready: Stage, label: str) -> None:
    """Then in the recovery, or in the middle of the life after that."""
    point = POINTS[label]
    await ready.set_up(point.content)
    ready.mends = "recall" if point.script == TAKE_BACK else None
    if point.script == CORRECT:
        ready.mends = "correct"
    nth = ready.chance.randint(1, point.often)
    ended = await ready.live(point.script, label=label, nth=nth)
    assert ended.killed, "this life never came to the point"
    broadcast = await ready.check(ended)
    assert not point.finds or broadcast.state in point.finds
    label, nth = ready.chance.choice(RECOVERY), 1
    if ready.chance.random() < 0.5:
        label, nth = ready.chance.choice(MIDDLE), ready.chance.randint(1, 3)
    await ready.check(await ready.live(ready.go_on, label=label, nth=nth))
    await ready.see_it_through()


async def kill_anywhere(ready: Stage, label: str) -> None:
    """At whatever call of whatever function of the engine and its queries."""
    await ready.set_up(ready.chance.choice(ALIVE))
    for _ in range(3):
        nth = ready.chance.randint(1, CALLS)
        await ready.check(await ready.live(ready.go_on, label=label, nth=nth))
    await ready.see_it_through()

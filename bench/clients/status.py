"""How long admins wait for /status."""

import asyncio
from functools import partial

from bench.stage.scene import Stage
from bench.stage.waiting import until

ADMINS = tuple(range(2_001, 2_011))  # several: one chat gets about one answer a second
EVERY = 0.2  # seconds between two questions
SHOWN = "Sent: "  # stands in every answer
PATIENCE = 20.0  # seconds
LOOK_EVERY = 0.01


async def status_waits(scene: Stage, count: int) -> list[float]:
    """Seconds from writing to the moment when the sandbox accepted the answer, each time.

    Both moments are the sandbox's own. Between them lie the update's way to the bot, the handler,
    and the answer's way back.
    """
    waits = []
    for number in range(count):
        known = len((await scene.control.timeline(SHOWN)).accepted)
        asked = (await scene.control.say(ADMINS[number % len(ADMINS)], "/status")).at
        await until(
            partial(_more_than, scene, known),
            within=PATIENCE,
            every=LOOK_EVERY,
            otherwise="/status was not answered",
        )
        waits.append((await scene.control.timeline(SHOWN)).accepted[known] - asked)
        await asyncio.sleep(EVERY)
    return waits


async def know_admins(scene: Stage) -> str:
    """Gives them as ADMIN_IDS wants them."""
    for admin in ADMINS:
        await scene.control.add_user(admin, f"Admin {admin}", started=True)
    return ",".join(map(str, ADMINS))


async def _more_than(scene: Stage, known: int) -> bool:
    return len((await scene.control.timeline(SHOWN)).accepted) > known

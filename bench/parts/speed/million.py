"""A million subscribers: the launch is instant, memory stays flat, no other writer waits."""

import asyncio
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from bench.clients.neighbour import Write
from bench.clients.questions import Questions, Wait
from bench.frame.figures import Figure, at_most, per_second, percentile, reported
from bench.frame.part import BenchFailed, Part
from bench.stage import ledger
from bench.stage.admin import Admin
from bench.stage.children import spawn
from bench.stage.proc import MEGABYTE, Memory, memory, reset_peak
from bench.stage.scene import MARKER, Stage, stage
from bench.stage.waiting import until
from bot.process.children import Child

PEOPLE = 1_000_000
RATE = 1000  # messages/s
SETTLE = 3.0  # seconds after the start until the bot counts as idle
FROZEN = 10.0  # seconds for all of them
FROZEN_WITHIN = 300.0  # seconds
LOOK_EVERY = 0.1


@dataclass(frozen=True, kw_only=True, slots=True)
class Course:
    """What was seen on the way; moments of two clocks: the sandbox's and the wall's."""

    tapped: float  # sandbox seconds
    idle: Memory
    busy: Memory
    launched: float  # monotonic seconds
    frozen: float
    waits: list[Wait]  # for answers to /start
    writes: list[Write]


async def measure_million(*, quick: bool) -> Sequence[Figure]:
    async with stage() as scene:
        await scene.control.limits(per_second=None)
        await scene.gather(PEOPLE)
        empty = scene.database.stat().st_size
        bot = await scene.ready_bot(rate=RATE)
        course = await _send(scene, bot, seconds=5.0 if quick else 60.0)
        timeline = await scene.control.timeline(MARKER)
        moments = [at for at in timeline.accepted if at > course.tapped]
        await bot.end()  # the last connection empties the write-ahead log into the file
        grown = scene.database.stat().st_size - empty
    return [
        at_most("*Confirm* to the first message", moments[0] - course.tapped, 2.0, "s", digits=3),
        *_memory_figures(course),
        *_waiting_figures(course),
        reported("messages/s", f"{per_second(moments):.0f} /s, {len(moments)} sent"),
        reported("the ledger, mostly unsent", f"{grown / PEOPLE:.1f} bytes per recipient"),
    ]


async def _send(scene: Stage, bot: Child, *, seconds: float) -> Course:
    """Launch, and look on through the freezing and for some time after."""
    await asyncio.sleep(SETTLE)
    reset_peak(bot.pid)
    idle = memory(bot.pid)
    admin, questions = Admin(scene), Questions(scene.control, status=False)
    await admin.compose()
    neighbour = await spawn(
        "neighbour", "-m", "bench.clients.neighbour", str(scene.database), folder=scene.folder
    )
    try:
        launched = time.monotonic()
        tapped = await admin.confirm()
        async with questions.going_on():
            frozen = await _frozen(scene)
            await asyncio.sleep(seconds)
        busy = memory(bot.pid)
    finally:
        await neighbour.end()
    return Course(
        tapped=tapped,
        idle=idle,
        busy=busy,
        launched=launched,
        frozen=frozen,
        waits=questions.waits,
        writes=[tuple(one) for one in json.loads(await neighbour.result())],
    )


async def _frozen(scene: Stage) -> float:
    """When the snapshot was complete."""

    async def is_frozen() -> bool:
        return ledger.run_state(scene.database)[1]

    await until(
        is_frozen,
        within=FROZEN_WITHIN,
        every=LOOK_EVERY,
        otherwise="the audience was not frozen",
    )
    return time.monotonic()


def _memory_figures(course: Course) -> list[Figure]:
    above = (course.busy.peak - course.idle.resident) / MEGABYTE
    return [
        at_most("memory above the idle bot's, at its peak", above, 40.0, "MB", digits=1),
        reported("the idle bot's memory", f"{course.idle.resident / MEGABYTE:.0f} MB"),
        reported("memory at the end", f"{course.busy.resident / MEGABYTE:.0f} MB"),
    ]


def _waiting_figures(course: Course) -> list[Figure]:
    writers = [(began, waited) for began, waited, _ in course.writes]
    return [
        at_most("freezing took", course.frozen - course.launched, FROZEN, "s", digits=1),
        *_waits("another writer waited", writers, course),
        *_waits("/start was answered", course.waits, course),
    ]


def _waits(name: str, waits: Sequence[Wait], course: Course) -> list[Figure]:
    """The longest while the audience was frozen and the longest afterwards."""
    freezing = [wait for began, wait in waits if course.launched <= began <= course.frozen]
    sending = [wait for began, wait in waits if began > course.frozen]
    if not freezing or not sending:
        raise BenchFailed(f"{name}: nothing was measured")
    return [
        at_most(f"{name}, longest while freezing", max(freezing), 0.3, "s", digits=3),
        at_most(f"{name}, longest while sending", max(sending), 0.3, "s", digits=3),
        reported(
            f"{name}, median and 99th percentile while sending",
            f"{median(sending):.3f} s and {percentile(sending, 0.99):.3f} s of {len(sending)}",
        ),
    ]


MILLION = Part(
    name="million",
    title="A million subscribers",
    notes=(
        "Limits and latency off, BROADCAST_RATE=1000. The idle bot has just started and done "
        "nothing; the peak is the system's own (VmHWM), from composing to the end of a minute of "
        "sending (5 s with QUICK=1). "
        "The other writer is a program with a connection of its own: BEGIN IMMEDIATE, one row, "
        "COMMIT, every 20 ms. Its wait is that for the lock; SQLite looks for it with pauses of "
        "up to 0.1 s. "
        "Somebody new writes /start twice a second."
    ),
    measure=measure_million,
)

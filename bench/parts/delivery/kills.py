"""The bot is killed, or asked to end, in full flow, again and again."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Sequence

from bench.frame.figures import Figure, at_most, none_of, reported
from bench.frame.part import BenchFailed, Part
from bench.stage.admin import Admin
from bench.stage.scene import MARKER, Stage, stage
from bench.stage.waiting import until
from bot.process.children import Child

RATE = 100  # messages/s
LATENCY = 0.04  # seconds
LEAST_FLOW = 20  # messages that must have been sent since the last start
SPREAD = 0.5  # seconds: the blow falls anywhere within them
PER_LIFE = 150  # recipients for each start, so that there is always somebody left
FINISHED_WITHIN = 300.0  # seconds
LOOK_EVERY = 0.02
# What may be uncertain after a SIGKILL: half a second of the rate, and the calls in flight.
MOST_UNCERTAIN = RATE * 0.5 + RATE * LATENCY

End = Callable[[Child], Awaitable[None]]


async def measure_kills(*, quick: bool) -> Sequence[Figure]:
    times = 2 if quick else 20
    figures, uncertain = await _killed_often(times, Child.kill)
    return [
        *figures,
        at_most(
            f"uncertain after {times} × SIGKILL",
            uncertain,
            times * MOST_UNCERTAIN,
            "recipients",
            digits=0,
        ),
        reported("uncertain per SIGKILL", f"{uncertain / times:.1f}"),
    ]


async def measure_terms(*, quick: bool) -> Sequence[Figure]:
    times = 2 if quick else 20
    endings: list[float] = []

    async def end(bot: Child) -> None:
        begun = time.monotonic()
        if (code := await bot.end()) != 0:
            raise BenchFailed(f"SIGTERM ended the bot with code {code}")
        endings.append(time.monotonic() - begun)

    figures, uncertain = await _killed_often(times, end)
    return [
        *figures,
        none_of(f"uncertain after {times} × SIGTERM", uncertain),
        reported("from SIGTERM to the end, longest", f"{max(endings):.2f} s"),
    ]


async def _killed_often(times: int, end: End) -> tuple[list[Figure], int]:
    """One broadcast through so many ends; gives what must be zero, and the uncertain."""
    chance = random.Random(times)
    async with stage() as scene:
        await scene.gather((times + 1) * PER_LIFE)
        await scene.control.limits(per_second=None, latency=LATENCY)
        admin = Admin(scene)
        bot = await scene.ready_bot(rate=RATE)
        await admin.launch()
        for _ in range(times):
            await _flowing(scene)
            await asyncio.sleep(chance.uniform(0, SPREAD))
            await end(bot)
            bot = await scene.start_bot(rate=RATE)
        await admin.finished(FINISHED_WITHIN)
        verdict = await scene.verdict()
        return verdict.figures(), verdict.uncertain


async def _flowing(scene: Stage) -> None:
    """Until messages have been going out for a while."""
    before = (await scene.control.counts(MARKER)).accepted

    async def flows() -> bool:
        return (await scene.control.counts(MARKER)).accepted >= before + LEAST_FLOW

    await until(
        flows, within=FINISHED_WITHIN, every=LOOK_EVERY, otherwise="messages did not flow again"
    )


KILLS = Part(
    name="kills",
    title="SIGKILL in full flow",
    notes=(
        f"{RATE} messages/s, latency {LATENCY * 1000:.0f} ms; each blow falls while messages flow, "
        "and the bot is started again. The target is what the design allows: the calls in flight "
        "and half a second of the rate, each time."
    ),
    measure=measure_kills,
)
TERMS = Part(
    name="terms",
    title="SIGTERM in full flow",
    measure=measure_terms,
    notes="The same with a planned end, as a restart or an update makes it.",
)

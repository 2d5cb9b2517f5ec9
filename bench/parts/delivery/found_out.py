"""What finding out about lost answers costs, and how long it takes after a kill -9."""

import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from bench.frame.figures import Figure, at_most, none_of, reported
from bench.frame.part import Part
from bench.parts.speed.busy import busy_broadcast
from bench.stage.admin import Admin
from bench.stage.scene import MARKER, stage
from bench.stage.waiting import until

PEOPLE = 10_000  # of a broadcast whose cost is measured
ROUNDS, ROUNDS_QUICK = 5, 1
DEARER = 1.02  # with it, of without
LATENCY = 0.04  # seconds
RATES = (30, 1_000)  # messages/s
SECONDS = 6  # of each rate's flow, so that somebody is left after the kill
TOLD_WITHIN = 600.0  # seconds
LOOK_EVERY = 0.5


async def measure_found_out(*, quick: bool) -> Sequence[Figure]:
    figures = [await _cost(ROUNDS_QUICK if quick else ROUNDS)]
    for rate in RATES[:1] if quick else RATES:
        figures += await _after_a_kill(rate)
    return figures


async def _cost(rounds: int) -> Figure:
    """By turns, so that whatever else the machine does falls on both."""
    ratios = []
    for _ in range(rounds):
        without = await busy_broadcast(PEOPLE, find_out=False)
        ratios.append((await busy_broadcast(PEOPLE)).cpu / without.cpu)
    return at_most("CPU per message with it, of without", median(ratios), DEARER, "")


async def _after_a_kill(rate: int) -> list[Figure]:
    async with stage() as scene:
        await scene.gather(rate * SECONDS)
        await scene.control.limits(per_second=None, latency=LATENCY)
        bot = await scene.ready_bot(rate=rate, FIND_OUT="true")
        admin = Admin(scene)
        await admin.launch()

        async def flows() -> bool:
            return (await scene.control.counts(MARKER)).accepted >= rate * SECONDS / 3

        await until(flows, within=60, every=0.02, otherwise="messages did not flow")
        await bot.kill()
        killed = time.monotonic()
        await scene.ready_bot(rate=rate, FIND_OUT="true")
        doubts = _count(scene.database, "1")

        async def told() -> bool:
            return _count(scene.database, "found IS NULL") == 0

        await until(told, within=TOLD_WITHIN, every=LOOK_EVERY, otherwise="it was not found out")
        seconds = time.monotonic() - killed
        await admin.finished(TOLD_WITHIN)
        verdict = await scene.verdict()
    return [
        at_most(f"{rate}/s: until all was found out", seconds, TOLD_WITHIN, "s", digits=0),
        reported(f"{rate}/s: calls in doubt", f"{doubts}"),
        none_of(f"{rate}/s: uncertain in the end", verdict.uncertain),
        *verdict.figures(),
    ]


def _count(database: Path, which: str) -> int:
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        query = f"SELECT count(*) FROM doubts WHERE {which}"
        return int(connection.execute(query).fetchone()[0])


FOUND_OUT = Part(
    name="found",
    title="Lost answers that are found out",
    notes=(
        f"The cost: a broadcast to {PEOPLE} as fast as the processor allows, with FIND_OUT and "
        f"without by turns, median of {ROUNDS} pairs; no answer is lost. The time: one SIGKILL in "
        "full flow, and the bot is started again at once; 90 s of it are waited, because a call "
        f"may land so late. Latency {LATENCY * 1000:.0f} ms. With QUICK=1 one pair and one rate."
    ),
    measure=measure_found_out,
)

"""A paid broadcast: a thousand messages a second, and what they cost the processor."""

import time
from collections.abc import Sequence

from bench.curves.ceiling import LATENCY, SPREAD
from bench.frame.figures import Figure, at_least, at_most, none_of, reported
from bench.frame.part import Part
from bench.stage.admin import Admin
from bench.stage.proc import cpu_seconds
from bench.stage.scene import MARKER, Stage, stage
from bench.stage.waiting import until

FREE, ALL = 30, 1000  # messages/s: what costs nothing, and what Telegram takes in all
CAP = 10_000  # Stars: one of the caps that the dialog offers
BALANCE = 1_000_000.0  # Stars
STEADY = 0.98  # of ALL: the pace part's share of 30/s
MOST_CPU = 60.0  # percent of one core
FROM, TO = 0.2, 0.95  # of the recipients: between them it is sent steadily
FINISHED_WITHIN = 600.0  # seconds
LOOK_EVERY = 0.05


async def measure_paid(*, quick: bool) -> Sequence[Figure]:
    people = 6_000 if quick else 60_000
    async with stage() as scene:
        await scene.gather(people)
        await scene.control.limits(
            per_second=FREE,
            paid_per_second=ALL,
            stars=BALANCE,
            latency=LATENCY,
            latency_sigma=SPREAD,
        )
        bot = await scene.ready_bot(rate=FREE)
        admin = Admin(scene)
        await admin.compose(stars=CAP)
        await admin.confirm()
        begun = await _reached(scene, FROM), time.monotonic(), cpu_seconds(bot.pid)
        ended = await _reached(scene, TO), time.monotonic(), cpu_seconds(bot.pid)
        await admin.finished(FINISHED_WITHIN)
        counts = await scene.control.counts()
        verdict = await scene.verdict()
    sent, seconds, cpu = (last - first for first, last in zip(begun, ended, strict=True))
    return [
        at_least("messages/s", sent / seconds, STEADY * ALL, "/s", digits=0),
        at_most("CPU, of one core", cpu / seconds * 100, MOST_CPU, "%", digits=0),
        reported("CPU per message", f"{cpu / sent * 1e6:.0f} µs"),
        none_of("429 answers", counts.statuses.get("429", 0)),
        *verdict.figures(),
        reported("messages that cost Stars", f"{sum(counts.paid.values())} of {people}"),
    ]


async def _reached(scene: Stage, share: float) -> int:
    """How many have it, once so many do."""
    wanted, found = share * len(scene.people), 0

    async def reached() -> bool:
        nonlocal found
        found = (await scene.control.counts(MARKER)).recipients
        return found >= wanted

    await until(
        reached,
        within=FINISHED_WITHIN,
        every=LOOK_EVERY,
        otherwise=f"the broadcast did not reach {share:.0%} of the people",
    )
    return found


PAID = Part(
    name="paid",
    title="A paid broadcast",
    notes=(
        f"Limit {FREE}/s free and {ALL}/s in all, latency {LATENCY * 1000:.0f} ms log-normal, "
        f"BROADCAST_RATE={FREE}. Measured while the recipients from {FROM:.0%} to {TO:.0%} get "
        "theirs; CPU is that of the whole process."
    ),
    measure=measure_paid,
)

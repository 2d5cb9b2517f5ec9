"""What a delivered message costs the processor, beside a bare aiogram loop."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from bench.admin import Admin
from bench.children import spawn
from bench.figures import Figure, per_second, reported
from bench.part import Part
from bench.proc import cpu_seconds
from bench.stage import MARKER, stage

RATE = 1000  # messages/s: the highest setting
FINISHED_WITHIN = 600.0  # seconds
BARE_TOKEN = "434343:bare"


@dataclass(frozen=True, kw_only=True, slots=True)
class Cost:
    rate: float  # messages/s
    cpu: float  # seconds per message
    bytes: float = 0.0  # of database per recipient


async def measure_cost(*, quick: bool) -> Sequence[Figure]:
    people, runs = (5_000, 1) if quick else (20_000, 3)
    herald, bare = [], []
    for _ in range(runs):
        herald.append(await _herald(people))
        bare.append(await _bare(people))
    ours, theirs = median(one.cpu for one in herald), median(one.cpu for one in bare)
    fast, faster = median(one.rate for one in herald), median(one.rate for one in bare)
    return [
        reported("CPU per message", f"{ours * 1e6:.0f} µs"),
        reported("CPU per message, bare aiogram loop", f"{theirs * 1e6:.0f} µs"),
        reported("ratio of CPU", f"{ours / theirs:.2f}"),
        reported("messages/s", f"{fast:.0f} /s"),
        reported("messages/s, bare aiogram loop", f"{faster:.0f} /s"),
        reported(f"ratio of messages/s (ours stops at {RATE})", f"{fast / faster:.2f}"),
        reported(
            "the ledger, all sent", f"{median(one.bytes for one in herald):.1f} bytes per recipient"
        ),
    ]


async def _herald(people: int) -> Cost:
    async with stage() as scene:
        await scene.control.limits(per_second=None)
        await scene.gather(people)
        empty = scene.database.stat().st_size
        bot = await scene.ready_bot(rate=RATE)
        admin = Admin(scene)
        await admin.compose()
        before = cpu_seconds(bot.pid)
        since = await admin.confirm()
        await admin.finished(FINISHED_WITHIN)
        spent = cpu_seconds(bot.pid) - before
        timeline = await scene.control.timeline(MARKER)
        await bot.end()
        grown = scene.database.stat().st_size - empty
    return Cost(
        rate=per_second([at for at in timeline.accepted if at > since]),
        cpu=spent / people,
        bytes=grown / people,
    )


async def _bare(people: int) -> Cost:
    async with stage() as scene:
        await scene.control.limits(per_second=None)
        await scene.gather(people)
        program = ("-m", "bench.bare", scene.url, BARE_TOKEN)
        crowd = (str(scene.people.start), str(people))
        child = await spawn("bare", *program, *crowd, folder=scene.folder)
        try:
            result = json.loads(await child.result())
        finally:
            await child.kill()
    return Cost(rate=people / result["seconds"], cpu=result["cpu"] / people)


COST = Part(
    name="cost",
    title="Cost of a message",
    notes=(
        "Limits and latency off. CPU is that of the whole process, from *Confirm* to the end, with "
        "freezing, ledger and progress messages; the bare loop has 50 workers, no limiter and no "
        "database. Bytes are those of the whole file, less what it had before. Median of the runs."
    ),
    measure=measure_cost,
)

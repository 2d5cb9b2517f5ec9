"""What a message costs the processor at three rates, beside plain aiogram at the same ones."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from bench.curves.ceiling import LATENCY
from bench.frame.figures import Figure, at_most, reported
from bench.frame.part import Part
from bench.stage.admin import Admin
from bench.stage.proc import cpu_seconds
from bench.stage.scene import TOKEN, Stage, highest_rate, stage

MICRO = 1e6
ROUNDS, ROUNDS_QUICK = 3, 1
WITHIN = 120.0  # seconds beyond what a broadcast should take


@dataclass(frozen=True, kw_only=True, slots=True)
class Rate:
    name: str
    people: int
    people_quick: int
    most: float  # of the plain program's CPU time
    rate: float | None = None  # messages/s; None: as fast as it goes
    latency: float = 0.0  # seconds

    @property
    def bare(self) -> tuple[str, ...]:
        """The plain program's module, and what it wants to know besides the people."""
        return ("bench.rivals.bare",) if self.rate is None else ("bench.rivals.paced",)


RATES = (
    Rate(name="no limits", people=10_000, people_quick=10_000, most=0.45),
    Rate(name="1 000/s", rate=1_000, latency=LATENCY, people=15_000, people_quick=5_000, most=0.45),
    Rate(name="30/s", rate=30, latency=LATENCY, people=600, people_quick=300, most=0.8),
)


async def measure_beside_bare(*, quick: bool) -> Sequence[Figure]:
    return [figure for rate in RATES for figure in await _figures(rate, quick=quick)]


async def _figures(rate: Rate, *, quick: bool) -> list[Figure]:
    people = rate.people_quick if quick else rate.people
    ours, theirs = [], []
    for _ in range(ROUNDS_QUICK if quick else ROUNDS):
        ours.append(await _herald(rate, people))
        theirs.append(await _bare(rate, people))
    share = median(ours) / median(theirs)
    return [
        at_most(f"{rate.name}: CPU per message, of plain aiogram's", share, rate.most, ""),
        reported(f"{rate.name}: Herald", _words(ours)),
        reported(f"{rate.name}: plain aiogram", _words(theirs)),
    ]


async def _herald(rate: Rate, people: int) -> float:
    """CPU seconds per message, of the whole process, from *Confirm* to the end."""
    async with stage() as scene:
        await _prepare(scene, rate)
        await scene.gather(people)
        bot = await scene.ready_bot(rate=highest_rate() if rate.rate is None else rate.rate)
        admin = Admin(scene)
        await admin.compose()
        before = cpu_seconds(bot.pid)
        await admin.confirm()
        await admin.finished((people / rate.rate if rate.rate else 0.0) + WITHIN)
        return (cpu_seconds(bot.pid) - before) / people


async def _bare(rate: Rate, people: int) -> float:
    """The same of the plain program, from its first message to the last answer."""
    async with stage() as scene:
        await _prepare(scene, rate)
        await scene.know(people)
        crowd = (scene.url, TOKEN, str(scene.people.start), str(people))
        pace = () if rate.rate is None else (f"{rate.rate:g}",)
        child = await scene.start("bare", "-m", *rate.bare, *crowd, *pace)
        told = json.loads((await child.result()).splitlines()[-1])
    return float(told["cpu"]) / people


async def _prepare(scene: Stage, rate: Rate) -> None:
    await scene.control.limits(per_second=None, latency=rate.latency)


def _words(costs: Sequence[float]) -> str:
    each = ", ".join(f"{cost * MICRO:.0f}" for cost in costs)
    return f"{median(costs) * MICRO:.0f} µs ({each})"


BESIDE_BARE = Part(
    name="beside",
    title="Cost of a message, beside plain aiogram",
    notes=(
        "CPU time of the whole process, threads included, for each message: Herald's from "
        "*Confirm* to the end, with freezing, ledger and progress messages; plain aiogram's from "
        "the first message to the last answer, with uvloop, and without limiter or database: 50 "
        "workers where there is no limit (bench/rivals/bare.py), else a task a message by a plain "
        f"schedule (bench/rivals/paced.py). Limits off; latency {LATENCY * 1000:.0f} ms, but none "
        f"where there is no limit; BROADCAST_RATE as named. Medians of {ROUNDS} runs each, in "
        f"turns ({ROUNDS_QUICK} with QUICK=1)."
    ),
    measure=measure_beside_bare,
)

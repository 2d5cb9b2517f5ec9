"""What a delivered message costs the processor, beside bare aiogram, and at any size."""

import json
from collections.abc import Sequence
from statistics import median

from bench.frame.figures import Figure, at_least, at_most, reported
from bench.frame.marks import HERALD, Mark
from bench.frame.part import Finding, Part
from bench.parts.speed.busy import busy_broadcast
from bench.rivals.rival import NAMES
from bench.stage.proc import MEGABYTE
from bench.stage.scene import TOKEN, stage

MICRO = 1e6
OF_BARE = 0.45  # of the CPU time of the bare loop
RATE = 2_000  # messages/s of one process
DEARER = 1.1  # a message to one of a million, beside one of ten thousand
MOST_MEMORY = 40.0  # MB above the idle bot
MOST_BYTES = 48.0  # of database per recipient
SMALL, LARGE, LARGE_QUICK = 10_000, 1_000_000, 100_000  # people
CPU, SPEED = "CPU per message when nothing holds it back (µs)", "messages/s, the same"
BARE = "50 workers"
BUSY_WAYS = ("gather", "semaphore")  # the loop sleeps whatever happens


async def measure_cost(*, quick: bool) -> Sequence[Finding]:
    herald, bare = [], []
    for _ in range(1 if quick else 3):
        herald.append(await busy_broadcast(SMALL))
        bare.append(await _program(SMALL, "-m", "bench.rivals.bare"))
    ours, theirs = median(one.cpu for one in herald), median(cpu for cpu, _ in bare)
    fast, faster = median(one.rate for one in herald), median(rate for _, rate in bare)
    return [
        at_most("CPU per message, of the bare loop's", ours / theirs, OF_BARE, ""),
        reported("CPU per message", f"{ours * MICRO:.0f} µs"),
        reported("CPU per message, bare loop", f"{theirs * MICRO:.0f} µs"),
        at_least("messages/s of one process", fast, RATE, "/s", digits=0),
        reported("messages/s, bare loop", f"{faster:.0f} /s"),
        *await _at_size(LARGE_QUICK if quick else LARGE, ours),
        *_marks(HERALD, ours, fast),
        *_marks(BARE, theirs, faster),
        *[mark for way in BUSY_WAYS for mark in _marks(NAMES[way], *await _rival(SMALL, way))],
    ]


async def _at_size(people: int, cheap: float) -> list[Figure]:
    """A large broadcast; `cheap`: CPU seconds per message of a small one."""
    big = await busy_broadcast(people)
    memory = big.memory / MEGABYTE
    return [
        at_most(f"the same with {people} recipients, of that", big.cpu / cheap, DEARER, ""),
        reported(f"CPU per message, {people} recipients", f"{big.cpu * MICRO:.0f} µs"),
        reported(f"messages/s, {people} recipients", f"{big.rate:.0f} /s"),
        at_most("memory above the idle bot's, at its peak", memory, MOST_MEMORY, "MB", digits=1),
        at_most("database, all sent", big.bytes, MOST_BYTES, "bytes per recipient", digits=1),
    ]


async def _rival(people: int, way: str) -> tuple[float, float]:
    return await _program(people, "-m", "bench.rivals.rival", way, speed="1")


async def _program(people: int, *program: str, speed: str = "") -> tuple[float, float]:
    """CPU seconds per message, and messages/s, of a program that tells both at its end."""
    async with stage() as scene:
        await scene.control.limits(per_second=None)
        await scene.know(people)
        crowd = (scene.url, TOKEN, str(scene.people.start), str(people))
        child = await scene.start(program[-1], *program, *crowd, *([speed] if speed else []))
        told = json.loads((await child.result()).splitlines()[-1])
    return told["cpu"] / people, people / told["seconds"]


def _marks(who: str, cpu: float, rate: float) -> list[Mark]:
    return [Mark(what=CPU, who=who, value=cpu * MICRO), Mark(what=SPEED, who=who, value=rate)]


COST = Part(
    name="cost",
    title="Cost of a message",
    notes=(
        f"Limits and latency off, the highest BROADCAST_RATE, {SMALL} recipients (median of three "
        f"runs) and {LARGE} ({LARGE_QUICK} with QUICK=1). CPU is that of the whole process, from "
        "*Confirm* to the end, with freezing, ledger and progress messages; bytes are those of the "
        "whole file, less what it had before. The bare loop has 50 workers, uvloop, no limiter and "
        "no database (bench/rivals/bare.py). CPU is compared only while processes are kept busy: "
        "on a virtual machine sleeping between messages costs more than sending them."
    ),
    measure=measure_cost,
)

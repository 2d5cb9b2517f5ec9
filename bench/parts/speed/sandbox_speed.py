"""How fast the sandbox itself is: it must not be what the other figures measure."""

import time
from collections.abc import Sequence
from statistics import median

from bench.clients.raw_client import send_raw
from bench.frame.figures import Figure, at_least, none_of, reported
from bench.frame.part import Part
from bench.stage.proc import cpu_seconds
from bench.stage.scene import TOKEN, stage

CONNECTIONS = 16
WARM_UP = 500  # messages
ROUND = 10_000  # messages
TEXT = "Hello"


async def measure_sandbox(*, quick: bool) -> Sequence[Figure]:
    rates, costs = [], []
    async with stage() as scene:
        await scene.control.limits(per_second=None)
        await scene.gather(ROUND)
        await _round(scene.url, scene.people[:WARM_UP])
        for _ in range(1 if quick else 5):
            cpu = cpu_seconds(scene.sandbox.pid)
            rates.append(ROUND / await _round(scene.url, scene.people))
            costs.append((cpu_seconds(scene.sandbox.pid) - cpu) / ROUND)
        accepted = (await scene.control.counts(TEXT)).accepted
    return [
        at_least("sendMessage/s", median(rates), 3000, "/s", digits=0),
        none_of("not accepted", WARM_UP + len(rates) * ROUND - accepted),
        reported("CPU per sendMessage", f"{median(costs) * 1e6:.0f} µs"),
        reported("so on one whole core", f"{1 / median(costs):.0f} /s"),
    ]


async def _round(url: str, people: range) -> float:
    """Seconds for one message to each."""
    begun = time.monotonic()
    await send_raw(url, TOKEN, people, connections=CONNECTIONS, text=TEXT)
    return time.monotonic() - begun


SANDBOX = Part(
    name="sandbox",
    title="The sandbox",
    notes=(
        f"One process; {CONNECTIONS} raw keep-alive connections from another one. Median of the "
        "rounds. Where other programs want the cores too, the CPU time says what it can do."
    ),
    measure=measure_sandbox,
)

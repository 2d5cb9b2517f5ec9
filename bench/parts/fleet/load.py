"""Eight bots on two nodes, each at its limit: whether sharing a server slows anybody down."""

import asyncio
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Self

from bench.frame.figures import Figure, at_least, none_of, reported
from bench.frame.part import Part
from bench.parts.fleet.crew import Crew, crew
from bench.stage.proc import cpu_seconds, family_cpu_seconds

BOTS, RATE = 8, 100  # of all nodes; messages/s of each
LATENCY = 0.04  # seconds
SECONDS, SECONDS_QUICK = 30.0, 15.0  # of each broadcast
FIRST, LAST = 4.0, 2.0  # seconds that are not looked at: taps on *Confirm*, the last ones
ROUNDS = 3
REACHED = 0.95  # of the limits together


@dataclass(frozen=True, kw_only=True, slots=True)
class Spent:
    """CPU seconds so far, of each side."""

    nodes: float
    server: float
    sandbox: float
    bench: float

    @classmethod
    def by(cls, ours: Crew) -> Self:
        return cls(
            nodes=sum(cpu_seconds(node.pid) for node in ours.nodes.values()),
            server=family_cpu_seconds(ours.server.pid),
            sandbox=cpu_seconds(ours.scene.sandbox.pid),
            bench=cpu_seconds(os.getpid()),
        )

    def __sub__(self, before: Self) -> Self:
        return type(self)(
            nodes=self.nodes - before.nodes,
            server=self.server - before.server,
            sandbox=self.sandbox - before.sandbox,
            bench=self.bench - before.bench,
        )

    @property
    def all(self) -> float:
        return self.nodes + self.server + self.sandbox + self.bench


@dataclass(frozen=True, kw_only=True, slots=True)
class Sent:
    rate: float  # messages/s of all bots together, in the middle of their broadcasts
    nodes: float  # CPU seconds a message, of all nodes, from *Confirm* to the last outcome
    server: float
    sandbox: float
    busy: float  # cores that all of it had, on average


async def measure_load(*, quick: bool) -> Sequence[Figure]:
    seconds, rounds = (SECONDS_QUICK, 1) if quick else (SECONDS, ROUNDS)
    two, one = [], []
    async with crew(BOTS, round(RATE * seconds), rate=RATE, latency=LATENCY, limit=RATE) as ours:
        await ours.ready("a")
        for _ in range(rounds):
            await ours.ready("b")
            two.append(await _load(ours, seconds))
            await ours.end("b")
            await ours.even()
            one.append(await _load(ours, seconds))
        refused = await ours.refused()
    reached = median(each.rate for each in two) / (BOTS * RATE)
    return [
        at_least(
            f"{BOTS} bots at {RATE}/s, two nodes: of {BOTS * RATE}",
            reached,
            REACHED,
            "",
            digits=3,
        ),
        none_of("429 answers", refused),
        reported("two nodes", _words(two)),
        reported("the same bots on one node", _words(one)),
    ]


async def _load(ours: Crew, seconds: float) -> Sent:
    await ours.compose()
    before, begun = Spent.by(ours), time.monotonic()
    since = await ours.confirm()
    await asyncio.sleep(seconds)  # looking costs the server something, too
    await ours.finished(seconds * 4)
    took, spent = time.monotonic() - begun, Spent.by(ours) - before
    timelines = (await ours.timelines()).values()
    sent = [at for timeline in timelines for at in timeline.accepted if at > since]
    begin, end = since + FIRST, since + seconds - LAST
    return Sent(
        rate=sum(begin <= at < end for at in sent) / (end - begin),
        nodes=spent.nodes / len(sent),
        server=spent.server / len(sent),
        sandbox=spent.sandbox / len(sent),
        busy=spent.all / took,
    )


def _words(runs: Sequence[Sent]) -> str:
    rate, busy = median(one.rate for one in runs), median(one.busy for one in runs)
    nodes, server, sandbox = (
        median(side) * 1000
        for side in zip(*((one.nodes, one.server, one.sandbox) for one in runs), strict=True)
    )
    return (
        f"{rate:.0f} /s; CPU a message: nodes {nodes:.2f} ms, server {server:.2f} ms, sandbox "
        f"{sandbox:.2f} ms; all together {busy:.2f} of {os.cpu_count()} cores"
    )


FLEET = Part(
    name="fleet",
    title="Bots of several nodes at their limits",
    notes=(
        f"`herald node` twice, with {BOTS} bots between them, on one PostgreSQL (fsync and WAL as "
        f"installed); the sandbox allows each {RATE}/s and answers after {LATENCY * 1000:.0f} ms. "
        f"Broadcasts of {SECONDS:g} s of all at once, medians of {ROUNDS} rounds ({SECONDS_QUICK:g}"
        " s, one round with QUICK=1), without their first and last seconds; in turns with one node "
        "that has all of them. All of it is on this machine, so that how many cores it took "
        "together says whether there was room. CPU from *Confirm* to the last outcome, with ledger "
        "and progress messages."
    ),
    measure=measure_load,
)

"""Nodes come, are killed and are asked to end, and the server goes away: how long bots stand still.

Every bot has a broadcast meanwhile, so that each second without a message is seen.
"""

import asyncio
import itertools
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from statistics import median

from bench.frame.figures import Figure, at_most, none_of
from bench.frame.part import BenchFailed, Part
from bench.parts.fleet.crew import PATIENCE, READY, Crew, crew
from bench.stage.waiting import until

BOTS, RATE = 8, 20  # of all nodes; messages/s of each
LATENCY = 0.02  # seconds
STAYING = ("a", "b")
ROUNDS, ROUNDS_QUICK = 3, 1
ROUND = 100  # seconds that one may take; the broadcasts last as long
CALM = 2.0  # seconds between two events
AWAY = 4.0  # seconds that the server is away: more than a lease, so that all stand still
EVEN, KILLED, ENDED, BACK = 15.0, 6.0, 2.0, 3.0  # seconds
LOOK_EVERY = 0.2  # seconds


@dataclass(frozen=True, slots=True)
class Seconds:
    """Of each round; where several bots are concerned, the worst of them."""

    even: list[float] = field(default_factory=list)
    killed: list[float] = field(default_factory=list)
    ended: list[float] = field(default_factory=list)
    back: list[float] = field(default_factory=list)


async def measure_handover(*, quick: bool) -> Sequence[Figure]:
    rounds, seconds = ROUNDS_QUICK if quick else ROUNDS, Seconds()
    async with crew(BOTS, RATE * ROUND * rounds, rate=RATE, latency=LATENCY) as ours:
        await ours.ready(*STAYING)
        await ours.compose()
        await ours.confirm()
        for number in range(rounds):
            await _round(ours, number, seconds)
        twice = await ours.twice()
    return [
        _figure("a third node joins: until it is even", seconds.even, EVEN),
        _figure("SIGKILL to a node: to the next message", seconds.killed, KILLED),
        _figure("SIGTERM to a node: longest silence", seconds.ended, ENDED),
        _figure("PostgreSQL is back after a kill: to the first message", seconds.back, BACK),
        none_of("recipients reached twice", twice),
    ]


async def _round(ours: Crew, number: int, seconds: Seconds) -> None:
    third, fourth = f"c{number}", f"d{number}"
    seconds.even.append(await _joined(ours, third))
    bots, since = await _bots_of(ours, third)
    await ours.kill(third)
    seconds.killed.append(await _silence(ours, bots, since))
    seconds.even.append(await _joined(ours, fourth))
    bots, since = await _bots_of(ours, fourth)
    await ours.end(fourth)
    seconds.ended.append(await _silence(ours, bots, since))
    seconds.back.append(await _without_the_server(ours))
    await asyncio.sleep(CALM)


async def _joined(ours: Crew, name: str) -> float:
    """Seconds from its being ready until its share is its own."""
    await ours.start(name)
    await ours.nodes[name].line(READY)
    begun = time.monotonic()
    await ours.even()
    took = time.monotonic() - begun
    await asyncio.sleep(CALM)
    return took


async def _bots_of(ours: Crew, name: str) -> tuple[list[int], float]:
    """And the moment, in sandbox seconds."""
    owners = await ours.owners()
    return [bot for bot in owners if owners[bot] == name], await ours.scene.control.now()


async def _silence(ours: Crew, bots: Collection[int], since: float) -> float:
    """The longest pause between two messages of one of these bots, once others have them."""
    await ours.even()
    await _all_sending(ours, await ours.scene.control.now())
    timelines = await ours.timelines()
    return max(longest_pause(timelines[bot].accepted, since) for bot in bots)


def longest_pause(moments: Sequence[float], since: float) -> float:
    """Between two that follow each other, of which the later one is after `since`; seconds."""
    return max(after - before for before, after in itertools.pairwise(moments) if after > since)


async def _without_the_server(ours: Crew) -> float:
    await asyncio.to_thread(ours.server.kill)
    await asyncio.sleep(AWAY)
    await asyncio.to_thread(ours.server.start)
    up = await ours.scene.control.now()
    firsts = await _all_sending(ours, up)
    return max(firsts) - up


async def _all_sending(ours: Crew, since: float) -> list[float]:
    """Until each bot has sent something after that moment; gives those moments."""
    found: list[float] = []

    async def is_so() -> bool:
        timelines = await ours.timelines()
        later = [[at for at in one.accepted if at > since] for one in timelines.values()]
        if any(len(one.accepted) >= len(ours.scene.people) for one in timelines.values()):
            raise BenchFailed("a broadcast was over too early")
        found[:] = [min(moments) for moments in later if moments]
        return len(found) == len(later)

    await until(is_so, within=PATIENCE, every=LOOK_EVERY, otherwise="bots did not go on")
    return found


def _figure(name: str, seconds: Sequence[float], most: float) -> Figure:
    if not seconds:
        raise BenchFailed(f"{name}: nothing was measured")
    return at_most(f"{name} (worst {max(seconds):.1f} s)", median(seconds), most, "s", digits=1)


HANDOVER = Part(
    name="handover",
    title="Bots change hands",
    notes=(
        f"{BOTS} bots of two nodes, each with a broadcast of {RATE}/s; a third node joins (from "
        "its being ready until each node has its share, within one bot), is killed, joins anew, is "
        f"asked to end; then PostgreSQL is killed for {AWAY:g} s. Medians of {ROUNDS} such rounds "
        f"({ROUNDS_QUICK} with QUICK=1), of the bot that waited longest each time. After SIGKILL "
        "and SIGTERM: the longest pause between two messages."
    ),
    measure=measure_handover,
)

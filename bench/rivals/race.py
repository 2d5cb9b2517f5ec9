"""One contestant under a limit that moves; several at once, each with a Telegram of its own."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bench.curves.ceiling import BAN, LATENCY, MOVING, PEOPLE, SPREAD, follow, oracle
from bench.curves.flow import Flow, flow_of
from bench.curves.panel import Panel
from bench.rivals.contestants import contestant
from bench.stage.scene import MARKER, Stage, stage

PATIENT = 1e9  # seconds that a server waits silently: it never says 429
LONGEST = 500.0  # sandbox seconds for the slowest


@dataclass(frozen=True, kw_only=True, slots=True)
class Race:
    """How a race went."""

    who: str
    flow: Flow
    lost: int  # people who never got it
    twice: int
    share: float  # of the oracle's throughput

    def panel(self, picture: str) -> Panel:
        return Panel(picture=picture, who=self.who, ceiling=MOVING, flow=self.flow, lost=self.lost)


@dataclass(frozen=True, kw_only=True, slots=True)
class Track:
    """What is raced on: `silent`: overload is only felt as latency, never told by a 429."""

    silent: bool
    speed: float  # of the sandbox's clock
    people: int = PEOPLE

    def oracle(self, count: int) -> float:
        return oracle(MOVING, count, ban=0.0 if self.silent else BAN)


async def races(track: Track, ways: Iterable[str], seeds: Sequence[int]) -> list[Race]:
    """Every way with every seed, all at the same time, started when all are ready."""
    pairs = [(way, seed) for way in ways for seed in seeds]
    start = asyncio.Barrier(len(pairs))
    async with asyncio.TaskGroup() as tasks:
        running = [tasks.create_task(_race(track, way, seed, start)) for way, seed in pairs]
    return [task.result() for task in running]


async def _race(track: Track, way: str, seed: int, start: asyncio.Barrier) -> Race:
    async with stage(speed=track.speed, seed=seed) as scene:
        await scene.gather(track.people)
        await _set_limits(scene, silent=track.silent)
        one = contestant(scene, way)
        await one.prepare()
        await start.wait()
        since = await one.begin()
        async with asyncio.TaskGroup() as tasks:
            moving = tasks.create_task(
                follow(scene.control, MOVING, since=since, speed=track.speed)
            )
            await one.end(within=LONGEST / track.speed)
            moving.cancel()
        return await _seen(track, scene, one.name, since)


async def _set_limits(scene: Stage, *, silent: bool) -> None:
    await scene.control.limits(
        per_second=MOVING[0][1],
        ban=BAN,
        latency=LATENCY,
        latency_sigma=SPREAD,
        silent_wait=PATIENT if silent else 0.0,
    )


async def _seen(track: Track, scene: Stage, who: str, since: float) -> Race:
    """By the sandbox's own count."""
    times = dict(await scene.control.delivered(MARKER))
    got = [times.get(person, 0) for person in scene.people]
    flow = flow_of(await scene.control.timeline(MARKER), since=since)
    return Race(
        who=who,
        flow=flow,
        lost=got.count(0),
        twice=sum(count > 1 for count in got),
        share=track.oracle(len(got) - got.count(0)) / flow.seconds,
    )

"""Killed in the middle of a broadcast and started again: Herald, and what a user writes first."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from bench.curves.ceiling import BAN, LATENCY
from bench.curves.flow import Flow, flow_of
from bench.frame.figures import Figure, none_of, per_second, reported
from bench.frame.marks import HERALD, Mark
from bench.frame.part import Finding, Part
from bench.parts.delivery.pace import AT_FIXED, REFUSED
from bench.rivals.contestants import RATE, contestant
from bench.rivals.rival import WAYS
from bench.stage.scene import MARKER, Stage, stage
from bench.stage.waiting import until

HTML_SHARE, LOST_SHARE = 0.01, 0.005
LONGEST = 400.0  # sandbox seconds
LOOK_EVERY = 0.02  # wall-clock seconds


@dataclass(frozen=True, kw_only=True, slots=True)
class Crash:
    who: str
    missed: int  # people who never got it
    twice: int
    listed: int  # people whom the program itself lists as doubtful
    lost: int  # who never got it, and stands on no list
    second_life: Flow


async def measure_crashes(*, quick: bool) -> Sequence[Finding]:
    people, speed = (300, 4.0) if quick else (600, 1.0)
    async with asyncio.TaskGroup() as tasks:
        running = [
            tasks.create_task(_crash(way, people, speed=speed, seed=seed))
            for seed, way in enumerate([HERALD, *WAYS])
        ]
    crashes = [task.result() for task in running]
    herald = crashes[0]
    return [
        none_of("Herald: recipients lost", herald.lost),
        none_of("Herald: recipients reached twice", herald.twice),
        *[_words(crash) for crash in crashes],
        *[mark for crash in crashes for mark in _marks(crash)],
    ]


async def _crash(way: str, people: int, *, speed: float, seed: int) -> Crash:
    async with stage(speed=speed, seed=seed) as scene:
        await scene.gather(people)
        await scene.control.limits(per_second=RATE, ban=BAN, latency=LATENCY)
        one = contestant(scene, way)
        await one.prepare()
        await scene.control.faults(html_502=HTML_SHARE, lost_after=LOST_SHARE)
        await one.begin()
        await _half(scene)
        await one.kill()
        again = await scene.control.now()
        await one.restart()
        await one.end(within=LONGEST / speed)
        return await _seen(scene, one.name, again)


async def _half(scene: Stage) -> None:
    """Until half of the people have it."""

    async def reached() -> bool:
        return (await scene.control.counts(MARKER)).recipients >= len(scene.people) / 2

    await until(reached, within=LONGEST, every=LOOK_EVERY, otherwise="half of the people got it")


async def _seen(scene: Stage, who: str, again: float) -> Crash:
    times = dict(await scene.control.delivered(MARKER))
    got = [times.get(person, 0) for person in scene.people]
    verdict = await scene.verdict() if who == HERALD else None
    return Crash(
        who=who,
        missed=got.count(0),
        twice=sum(count > 1 for count in got),
        listed=verdict.uncertain if verdict else 0,
        lost=verdict.lost + verdict.mistaken if verdict else got.count(0),
        second_life=flow_of(await scene.control.timeline(MARKER), since=again),
    )


def _words(crash: Crash) -> Figure:
    words = f"{crash.twice}, {crash.missed}, {crash.listed}, {crash.lost}"
    return reported(f"{crash.who}: twice, never, listed as doubtful, lost", words)


def _marks(crash: Crash) -> list[Mark]:
    who, flow = crash.who, crash.second_life
    crashed = [
        Mark(what="killed in the middle: people who got it twice", who=who, value=crash.twice),
        Mark(what="the same: people lost", who=who, value=crash.lost),
    ]
    if (
        who == HERALD
    ):  # has only half of the people left, and bench/parts/delivery/pace.py to measure it
        return crashed
    return [
        Mark(what=AT_FIXED, who=who, value=per_second(flow.accepted), digits=1),
        Mark(what=REFUSED, who=who, value=len(flow.refused)),
        *crashed,
    ]


CRASHES = Part(
    name="crashes",
    title="Killed in the middle, and started again",
    notes=(
        f"Limit {RATE}/s, latency {LATENCY * 1000:.0f} ms, bans of {BAN:g} s, {HTML_SHARE:.0%} "
        f"HTML 502 and {LOST_SHARE:.1%} answers lost after acceptance; SIGKILL when half of them "
        "have the message. Herald goes on by itself; the others keep nothing on disk and begin "
        "again. Lost is who never got it and stands on no list: Herald lists the doubtful, and its "
        "admin decides. The others' rates in the table of ratios are those after the restart. All "
        "at the same time; with QUICK=1 on clocks that run four times as fast."
    ),
    measure=measure_crashes,
)

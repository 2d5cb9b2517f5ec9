"""A limit that moves, for Herald beside an oracle that knows it, and for its rivals."""

import asyncio
from collections.abc import Sequence
from statistics import median

from bench.curves.ceiling import BAN, LATENCY, MOVING, PEOPLE, SPREAD, drops
from bench.frame.figures import Figure, at_least, at_most, none_of, reported
from bench.frame.marks import HERALD, Mark
from bench.frame.part import Finding, Part
from bench.rivals.race import Race, Track, races
from bench.rivals.rival import WAYS

PICTURE, SILENT_PICTURE = "moving-limit", "silent-limit"
OF_ORACLE = f"throughput, of the oracle's, {PEOPLE} recipients under a limit that moves"
CALLS = "the same: calls for each message that arrived"
FLOODS = "the same: floods"
OF_SERVER = "throughput, of the server's, where it never says 429 but is slow to answer"
WAIT = "the same: longest median wait for an answer (s)"
LOST = "the same: people who never got it"


async def measure_moving(*, quick: bool) -> Sequence[Finding]:
    speed, seeds = (3.0, [1]) if quick else (1.0, [1, 2, 3, 4, 5])
    runs = await races(Track(silent=False, speed=speed), [HERALD], seeds)
    middle = sorted(runs, key=lambda run: run.share)[len(runs) // 2]
    after = [_floods_after_drops(run) for run in runs]
    return [
        at_least("throughput, of the oracle's, median", _median(runs), 0.95, "", digits=3),
        *_each(runs),
        at_most("floods for each drop of the limit, most", max(map(max, after)), 2, "", digits=0),
        none_of("recipients lost", sum(run.lost for run in runs)),
        none_of("recipients reached twice", sum(run.twice for run in runs)),
        *_moving_marks(middle),
        middle.panel(PICTURE),
    ]


async def measure_silent(*, quick: bool) -> Sequence[Finding]:
    speed, seeds = (3.0, [1]) if quick else (1.0, [1, 2, 3])
    runs = await races(Track(silent=True, speed=speed), [HERALD], seeds)
    middle = sorted(runs, key=lambda run: run.share)[len(runs) // 2]
    worst = median(run.flow.worst_wait() for run in runs)
    return [
        at_most("longest median wait ever built up, of 20 answers in a row", worst, 2.0, "s"),
        reported("throughput, of what the server could do, median", f"{_median(runs):.3f}"),
        *_each(runs),
        none_of("429 answers", sum(len(run.flow.refused) for run in runs)),
        none_of("recipients lost", sum(run.lost for run in runs)),
        none_of("recipients reached twice", sum(run.twice for run in runs)),
        *_silent_marks(middle),
        middle.panel(SILENT_PICTURE),
    ]


async def measure_rivals(*, quick: bool) -> Sequence[Finding]:
    """One seed; no target hangs on them."""
    if quick:
        moving = await races(Track(silent=False, speed=4.0), WAYS, [1])
        return [finding for race in moving for finding in _told(race)]
    async with asyncio.TaskGroup() as tasks:
        told, untold = (
            tasks.create_task(races(Track(silent=silent, speed=1.0), WAYS, [1]))
            for silent in (False, True)
        )
    return [
        *(finding for race in told.result() for finding in _told(race)),
        *(finding for race in untold.result() for finding in _untold(race)),
    ]


def _told(race: Race) -> list[Finding]:
    floods, refused = len(race.flow.episodes(BAN)), len(race.flow.refused)
    words = f"{race.share:.2f}, {floods}, {refused}"
    return [
        reported(f"{race.who}: of the oracle's throughput, floods, 429 answers", words),
        *_moving_marks(race),
        race.panel(PICTURE),
    ]


def _untold(race: Race) -> list[Finding]:
    words = f"{race.share:.2f}, {race.flow.worst_wait():.1f} s, {race.lost}"
    return [
        reported(f"{race.who}: never told; throughput, longest median wait, lost", words),
        *_silent_marks(race),
        race.panel(SILENT_PICTURE),
    ]


def _median(runs: Sequence[Race]) -> float:
    return median(run.share for run in runs)


def _each(runs: Sequence[Race]) -> list[Figure]:
    if len(runs) == 1:
        return []
    return [reported("each run", ", ".join(f"{run.share:.3f}" for run in runs))]


def _floods_after_drops(race: Race) -> list[int]:
    episodes = race.flow.episodes(BAN)
    return [sum(fall <= at < end for at in episodes) for fall, end in drops(MOVING)]


def _moving_marks(race: Race) -> list[Mark]:
    sent, refused = len(race.flow.accepted), len(race.flow.refused)
    floods = len(race.flow.episodes(BAN))
    return [
        Mark(what=OF_ORACLE, who=race.who, value=race.share, digits=2),
        Mark(what=FLOODS, who=race.who, value=floods),
        Mark(what=CALLS, who=race.who, value=(sent + refused) / sent, digits=2),
    ]


def _silent_marks(race: Race) -> list[Mark]:
    return [
        Mark(what=OF_SERVER, who=race.who, value=race.share, digits=2),
        Mark(what=WAIT, who=race.who, value=race.flow.worst_wait(), digits=2),
        Mark(what=LOST, who=race.who, value=race.lost),
    ]


_COURSE = ", then ".join(f"{rate:g}/s from {start:g} s on" for start, rate in MOVING)
MOVING_LIMIT = Part(
    name="moving",
    title="A limit that moves",
    notes=(
        f"{_COURSE}; bans of {BAN:g} s, latency {LATENCY * 1000:.0f} ms log-normal (sigma "
        f"{SPREAD:g}), {PEOPLE} recipients, BROADCAST_RATE=30. The oracle knows the limit at each "
        "instant and serves one ban for each drop. Five runs at the same time, each with a sandbox "
        "of its own; with QUICK=1 one, on clocks that run three times as fast."
    ),
    measure=measure_moving,
)
SILENT_LIMIT = Part(
    name="silent",
    title="A limit that is never told",
    notes=(
        "The same, but the server never says 429: what is above its limit waits in its line, "
        "first come, first served. The wait is what the sandbox held a call back for, without the "
        "latency that every call has. Three runs at the same time."
    ),
    measure=measure_silent,
)
RIVALS = Part(
    name="rivals",
    title="What a user would write first, under the same limits",
    notes=(
        "Plain aiogram in processes of their own, with uvloop: a loop with sleep(0.05), "
        "asyncio.gather of all, and the same with a semaphore of 20 (bench/rivals/rival.py). On "
        "429 they sleep for retry_after and try again, as tutorials teach; any other error counts "
        "as not sent. One seed, all at the same time; with QUICK=1 only under the limit that is "
        "told, on clocks that run four times as fast, so that their own work weighs four times as "
        "much."
    ),
    measure=measure_rivals,
)

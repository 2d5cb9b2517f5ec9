"""Several bots in one process, each at Telegram's free rate: what a message costs then.

Slow bots make small transactions and many timers; a message of theirs costs more than one of a bot
that is busy, and what it costs is what says how many bots a processor takes.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from bench.frame.figures import Figure, at_least, at_most, none_of, reported
from bench.frame.part import Part
from bench.parts.several.program import folder_of
from bench.parts.several.seat import BotSeat
from bench.stage.admin import Admin
from bench.stage.proc import cpu_seconds
from bench.stage.scene import MARKER, Stage, stage
from bot.settings.settings import DATABASE_NAME

BOTS, RATE, FAST = 25, 30, 1_000  # messages/s: Telegram's limit for a bot, and for one that pays
LATENCY = 0.04  # seconds
SECONDS, SECONDS_QUICK = 40.0, 15.0  # of each broadcast
# Seconds that are not looked at: the taps on *Confirm* come one after the other, and some end
# before others.
FIRST, LAST = 3.0, 2.0
REACHED, CHEAP = 0.98, 0.6  # of the limit; ms of CPU for a message
SETTLED, IDLE = 3.0, 20.0  # seconds after the start, and of rest
MOST_IDLE = 0.02  # percent of a core for each bot


@dataclass(frozen=True, kw_only=True, slots=True)
class Sent:
    rate: float  # messages/s of all bots together, in the middle of their broadcasts
    cpu: float  # seconds for a message, of the whole process, from *Confirm* to the end
    idle: float  # of a core for each bot, before
    refused: int  # 429 answers


async def measure_several(*, quick: bool) -> Sequence[Figure]:
    seconds, times = (SECONDS_QUICK, 1) if quick else (SECONDS, 3)
    many = [await several(BOTS, RATE, seconds, idle=IDLE) for _ in range(times)]
    alone = [await several(1, RATE, seconds) for _ in range(times)]
    fast = [await several(1, FAST, seconds) for _ in range(times)]
    cheap, reached = _milliseconds(many), median(one.rate for one in many) / (BOTS * RATE)
    idle = median(one.idle for one in many) * 100
    return [
        at_least(f"{BOTS} bots at {RATE}/s each: of their limit", reached, REACHED, "", digits=3),
        at_most(f"CPU for a message, {BOTS} bots", cheap, CHEAP, "ms"),
        reported(f"CPU for a message, one bot at {RATE}/s", f"{_milliseconds(alone):.2f} ms"),
        reported(f"CPU for a message, one bot at {FAST}/s", f"{_milliseconds(fast):.3f} ms"),
        at_most("CPU of a bot that does nothing", idle, MOST_IDLE, "% of a core", digits=3),
        none_of("429 answers", sum(one.refused for one in (*many, *alone, *fast))),
    ]


async def several(bots: int, rate: int, seconds: float, *, idle: float = 0.0) -> Sent:
    """Bots in one process, each with a broadcast of so many seconds, after so many of rest."""
    tokens = [f"{424242 + number}:bench" for number in range(bots)]
    async with stage() as scene:
        await scene.control.limits(per_second=rate, latency=LATENCY)
        await scene.gather(round(rate * seconds))
        seats = [await _seat(scene, token) for token in tokens]
        admins = [Admin(seat) for seat in seats]
        process = await scene.ready_bot("-m", "bench.parts.several.program", *tokens, rate=rate)
        await process.line("(all of them run)")
        resting = await _rest(process.pid, idle) / bots if idle else 0.0
        for admin in admins:
            await admin.compose()
        before, since = cpu_seconds(process.pid), await scene.control.now()
        await asyncio.gather(*(admin.confirm() for admin in admins))
        await asyncio.sleep(seconds)
        await asyncio.gather(*(admin.finished(seconds + 60) for admin in admins))
        spent = cpu_seconds(process.pid) - before
        timelines = [await seat.control.timeline(MARKER) for seat in seats]
        refused = [(await seat.control.counts()).statuses.get("429", 0) for seat in seats]
    sent = [at for timeline in timelines for at in timeline.accepted if at > since]
    looked_at = (since + FIRST, since + seconds - LAST)
    among = sum(looked_at[0] <= at < looked_at[1] for at in sent)
    return Sent(
        rate=among / (looked_at[1] - looked_at[0]),
        cpu=spent / len(sent),
        idle=resting,
        refused=sum(refused),
    )


async def _seat(scene: Stage, token: str) -> BotSeat:
    folder = folder_of(scene.folder, token)
    folder.mkdir()
    return await BotSeat.of(scene, token, folder / DATABASE_NAME)


async def _rest(pid: int, seconds: float) -> float:
    """Of a core, in that time."""
    await asyncio.sleep(SETTLED)
    before = cpu_seconds(pid)
    await asyncio.sleep(seconds)
    return (cpu_seconds(pid) - before) / seconds


def _milliseconds(runs: Sequence[Sent]) -> float:
    return median(one.cpu for one in runs) * 1000


SEVERAL = Part(
    name="several",
    title="Several bots in one process",
    notes=(
        f"{BOTS} bots with {RATE}/s each, one with {RATE}/s, one with {FAST}/s; limits as high as "
        f"these, latency {LATENCY * 1000:.0f} ms, broadcasts of {SECONDS:g} s ({SECONDS_QUICK:g} "
        "with QUICK=1), median of three runs. CPU is that of the whole process, from *Confirm* to "
        "the last outcome, with ledger and progress messages. A bot that does nothing polls for "
        "updates."
    ),
    measure=measure_several,
)

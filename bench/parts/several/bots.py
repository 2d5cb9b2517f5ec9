"""Many bots in one process that have nothing to do: what each of them costs, and how they end."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass

from bench.frame.figures import Figure, at_most, reported
from bench.frame.part import Part
from bench.parts.several.seat import BotSeat
from bench.stage.admin import Admin
from bench.stage.proc import MEGABYTE, cpu_seconds, memory
from bench.stage.scene import Stage, stage
from bot.process.children import Child

BOTS, SENDING = 50, 10  # in one process; of these send when it is asked to end
RATE, PEOPLE = 5, 500  # messages/s of a bot that sends; its subscribers
SETTLED = 8.0  # seconds after the last one is ready
REST, REST_QUICK = 60.0, 20.0  # seconds of rest
MOST_MEGABYTES, MOST_CPU, MOST_SECONDS = 5.0, 0.02, 10.0  # a bot; percent of a core a bot; the end
TOKENS = "tokens"
IS_READY = " is ready\n"
READY_WITHIN, LOOK_EVERY = 180.0, 0.1  # seconds


@dataclass(frozen=True, kw_only=True, slots=True)
class Resting:
    started: float  # seconds until the last one was ready
    bytes: int
    cpu: float  # of a core
    ended: float  # seconds from SIGTERM to the end


async def measure_bots(*, quick: bool) -> Sequence[Figure]:
    rest = REST_QUICK if quick else REST
    alone, many = await _rest(1, rest), await _rest(BOTS, rest)
    hanging = await _end_while_calls_hang()
    megabytes = (many.bytes - alone.bytes) / (BOTS - 1) / MEGABYTE
    cpu = (many.cpu - alone.cpu) / (BOTS - 1) * 100
    return [
        at_most("memory of one more bot", megabytes, MOST_MEGABYTES, "MB", digits=1),
        at_most("CPU of one more bot", cpu, MOST_CPU, "% of a core", digits=3),
        reported("a process with one", f"{alone.bytes / MEGABYTE:.0f} MB"),
        reported(f"{BOTS} are ready after", f"{many.started:.1f} s, with new databases"),
        at_most(f"SIGTERM to the end, {BOTS} at rest", many.ended, MOST_SECONDS, "s", digits=1),
        at_most(
            f"the same, {SENDING} of them sending and Telegram silent",
            hanging,
            MOST_SECONDS,
            "s",
            digits=1,
        ),
    ]


async def _rest(bots: int, seconds: float) -> Resting:
    async with stage() as scene:
        begun = time.monotonic()
        process = await _ready(scene, bots)
        started = time.monotonic() - begun
        await asyncio.sleep(SETTLED)
        before = cpu_seconds(process.pid)
        await asyncio.sleep(seconds)
        cpu = (cpu_seconds(process.pid) - before) / seconds
        used = memory(process.pid).resident
        return Resting(started=started, bytes=used, cpu=cpu, ended=await _end(process))


async def _end_while_calls_hang() -> float:
    """Seconds: the worst that SIGTERM can meet, calls that are never answered."""
    async with stage() as scene:
        await scene.gather(PEOPLE)
        seats = [
            await BotSeat.of(scene, token, scene.folder / file_of(token))
            for token in _tokens(SENDING)
        ]
        process = await _ready(scene, BOTS)
        admins = [Admin(seat) for seat in seats]
        for admin in admins:
            await admin.compose()
        await asyncio.gather(*(admin.confirm() for admin in admins))
        await asyncio.sleep(SETTLED)
        await scene.control.outage(60, "hang")
        return await _end(process)


async def _ready(scene: Stage, bots: int) -> Child:
    lines = "\n".join(_tokens(bots))
    (scene.folder / TOKENS).write_text(lines, encoding="utf-8")
    process = await scene.start_bot(rate=RATE, BOT_TOKEN="", BOT_TOKENS_FILE=TOKENS)
    async with asyncio.timeout(READY_WITHIN):
        while process.text().count(IS_READY) < bots:
            process.check()
            await asyncio.sleep(LOOK_EVERY)
    return process


def _tokens(count: int) -> list[str]:
    return [f"{424242 + number}:bench" for number in range(count)]


def file_of(token: str) -> str:
    return f"bot_{token.partition(':')[0]}.sqlite3"


async def _end(process: Child) -> float:
    begun = time.monotonic()
    await process.end()
    return time.monotonic() - begun


BOTS_AT_REST = Part(
    name="bots",
    title="Many bots at rest in one process",
    notes=(
        f"One bot and {BOTS} of a BOT_TOKENS_FILE, new, polling for updates: what {BOTS} use more "
        f"than one, by {BOTS - 1}, over {REST:g} s ({REST_QUICK:g} with QUICK=1). Then {SENDING} "
        f"send {RATE}/s each, the sandbox stops answering, and the process is asked to end."
    ),
    measure=measure_bots,
)

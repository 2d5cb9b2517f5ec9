"""What a start costs beyond importing the libraries."""

import re
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from statistics import median

from bench.children import LOOK_EVERY
from bench.figures import Figure, at_most, reported
from bench.part import Part
from bench.stage import READY, Stage, stage

OURS = frozenset({"bot", "handlers", "broadcast", "db", "locales"})
IMPORTED = re.compile(r"^import time:\s+\d+ \|\s+\d+ \|\s+(\S+)$", re.MULTILINE)
PRELOADED = r"libraries imported at (\S+)"
LAPS = r"the start cost: (.+)"
RATE = 25  # messages/s
PEOPLE = 1_000_000

Prepare = Callable[[Stage], Awaitable[None]]


async def measure_startup(*, quick: bool) -> Sequence[Figure]:
    runs = 2 if quick else 7
    return [
        *await _figures("no database yet", _nothing, runs),
        *await _figures("a million subscribers", _million, runs),
    ]


async def _nothing(scene: Stage) -> None:
    for file in scene.folder.glob(f"{scene.database.name}*"):
        file.unlink()


async def _million(scene: Stage) -> None:
    if not scene.people:
        await scene.gather(PEOPLE)


async def _figures(name: str, prepare: Prepare, runs: int) -> list[Figure]:
    async with stage() as scene:
        await prepare(scene)
        libraries = await _libraries(scene)
        starts = []
        for _ in range(runs):
            await prepare(scene)
            starts.append(await _start(scene, libraries))
        await prepare(scene)
        bot = await scene.start_bot(rate=RATE, log_level="DEBUG")
        laps = await bot.line(LAPS)
        await bot.end()
    return [
        at_most(
            f"{name}: beyond the libraries", median(own for _, own in starts), 0.5, "s", digits=3
        ),
        reported(f"{name}: with the libraries", f"{median(whole for whole, _ in starts):.2f} s"),
        reported(f"{name}: by the bot's own watch", laps),
    ]


async def _libraries(scene: Stage) -> Path:
    """The names of all modules that a start imports and that are not ours, in a file."""
    bot = await scene.start_bot("-X", "importtime", "-m", "bot", rate=RATE)
    await bot.line(READY)
    await bot.end()
    file = scene.folder / "libraries.txt"
    file.write_text("\n".join(foreign(bot.text())), encoding="utf-8")
    return file


def foreign(log: str) -> list[str]:
    """From what -X importtime tells: the modules that are not Herald's own."""
    return [name for name in IMPORTED.findall(log) if name.partition(".")[0] not in OURS]


async def _start(scene: Stage, libraries: Path) -> tuple[float, float]:
    """Seconds until it is ready: from starting the interpreter, and from the last library on."""
    begun = time.monotonic()
    bot = await scene.start_bot("-m", "bench.preloaded", str(libraries), rate=RATE)
    imported = float(await bot.line(PRELOADED))
    await bot.line(READY)
    ready = time.monotonic()
    await bot.end()
    return ready - begun, ready - imported


STARTUP = Part(
    name="startup",
    title="Start-up",
    notes=(
        "In an interpreter that has already imported every library that a start imports (all "
        "modules but Herald's own): from there to the log line “ready”, Herald's own modules "
        f"included. Medians; exact to {LOOK_EVERY * 1000:.0f} ms."
    ),
    measure=measure_startup,
)

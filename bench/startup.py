"""What a start costs beyond importing the libraries."""

import re
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from statistics import median

from bench.children import LOOK_EVERY, Child, spawn
from bench.figures import Figure, at_most, reported
from bench.part import Part
from bench.stage import READY, Stage, stage

OURS = ("bot", "handlers", "broadcast", "db", "locales", "__main__")
IMPORTED = re.compile(r"^import time:\s+\d+ \|\s+\d+ \|\s+(\S+)$", re.MULTILINE)
LAPS = r"the start cost: (.+)"
RATE = 25  # messages/s
IMPORT_ALL = """\
import contextlib, importlib, pathlib, sys
for name in pathlib.Path(sys.argv[1]).read_text().split():
    with contextlib.suppress(ImportError):
        importlib.import_module(name)
"""

Prepare = Callable[[Stage], Awaitable[None]]


async def measure_startup(*, quick: bool) -> Sequence[Figure]:
    runs = 2 if quick else 7
    return [
        *await _figures("no database yet", _nothing, runs),
        *await _figures("a database without subscribers", _tables_only, runs),
        *await _figures("a million subscribers", _million, runs),
    ]


async def _nothing(scene: Stage) -> None:
    for file in scene.folder.glob(f"{scene.database.name}*"):
        file.unlink()


async def _tables_only(scene: Stage) -> None:
    if not scene.people:
        await scene.gather(0)


async def _million(scene: Stage) -> None:
    if not scene.people:
        await scene.gather(1_000_000)


async def _figures(name: str, prepare: Prepare, runs: int) -> list[Figure]:
    async with stage() as scene:
        await prepare(scene)
        libraries = await _libraries(scene)
        starts, imports = [], []
        for _ in range(runs):
            await prepare(scene)
            starts.append(await _start(scene))
            imports.append(await _import(scene, libraries))
        await prepare(scene)
        bot = await scene.start_bot(rate=RATE, log_level="DEBUG")
        laps = await bot.line(LAPS)
        await bot.end()
    own = median(starts) - median(imports)
    return [
        at_most(f"{name}: beyond the libraries", own, 0.5, "s", digits=3),
        reported(
            f"{name}: in all, and the libraries alone",
            f"{median(starts):.2f} s, {median(imports):.2f} s",
        ),
        reported(f"{name}: by the bot's own watch", laps),
    ]


async def _libraries(scene: Stage) -> Path:
    """The names of all modules that a start imports and that are not ours."""
    bot = await scene.start_bot("-X", "importtime", "-m", "bot", rate=RATE)
    await bot.line(READY)
    await bot.end()
    names = [name for name in IMPORTED.findall(bot.text()) if name.split(".")[0] not in OURS]
    file = scene.folder / "libraries.txt"
    file.write_text("\n".join(names), encoding="utf-8")
    return file


async def _start(scene: Stage) -> float:
    """Seconds from starting the interpreter to the line that says ready."""
    begun = time.monotonic()
    bot = await scene.ready_bot(rate=RATE)
    took = time.monotonic() - begun
    await bot.end()
    return took


async def _import(scene: Stage, libraries: Path) -> float:
    """Seconds of an interpreter that only imports them."""
    begun = time.monotonic()
    child: Child = await spawn("imports", "-c", IMPORT_ALL, str(libraries), folder=scene.folder)
    await child.result()
    return time.monotonic() - begun


STARTUP = Part(
    name="startup",
    title="Start-up",
    notes=(
        "From starting the interpreter to the log line “ready”, less an interpreter that imports "
        "the same libraries (all modules but Herald's own) and does nothing else. Medians, the two "
        f"in turn; exact to {LOOK_EVERY * 1000:.0f} ms."
    ),
    measure=measure_startup,
)

"""What a start costs beyond importing the libraries, and /status, however much is in the file."""

import re
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from bench.clients.status import know_admins, status_waits
from bench.frame.figures import Figure, at_most, reported
from bench.frame.part import Part
from bench.stage.admin import Admin
from bench.stage.scene import ADMIN, READY, Stage, stage
from bot.process.children import LOOK_EVERY

OURS = frozenset({"bot", "handlers", "broadcast", "db", "locales"})
IMPORTED = re.compile(r"^import time:\s+\d+ \|\s+\d+ \|\s+(\S+)$", re.MULTILINE)
PRELOADED = r"libraries imported at (\S+)"
LAPS = r"the start cost: (.+)"
RATE = 25  # messages/s
RUNS = 10  # finished broadcasts to everybody: so many ledger rows for each subscriber


async def measure_startup(*, quick: bool) -> Sequence[Figure]:
    starts, people, questions = (2, 100_000, 15) if quick else (7, 1_000_000, 50)
    async with stage() as scene:
        libraries = await _libraries(scene)
        empty = [await _start(scene, libraries, afresh=True) for _ in range(starts)]
        await scene.fill(people, RUNS)
        full = [await _start(scene, libraries, afresh=False) for _ in range(starts)]
        laps = "" if quick else await _laps(scene)
        idle, busy = await _status(scene, questions)
    grown = f"{people} subscribers, {people * RUNS} ledger rows"
    none, much = (median(own for _, own in times) for times in (empty, full))
    return [
        at_most("beyond the libraries, no database yet", none, 0.5, "s", digits=3),
        at_most(f"{grown}: more than that", much - none, 0.5, "s", digits=3),
        reported("with the libraries", f"{median(whole for whole, _ in empty):.2f} s"),
        *([reported("by the bot's own watch, at that size", laps)] if laps else []),
        at_most("/status at that size, median", median(idle) * 1000, 20, "ms", digits=1),
        reported("the longest", f"{max(idle) * 1000:.1f} ms of {len(idle)} answers"),
        at_most(
            "/status while all of them are sent to, median", median(busy) * 1000, 20, "ms", digits=1
        ),
        reported("the longest of these", f"{max(busy) * 1000:.1f} ms of {len(busy)} answers"),
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


async def _start(scene: Stage, libraries: Path, *, afresh: bool) -> tuple[float, float]:
    """Seconds until it is ready: from starting the interpreter, and from the last library on."""
    if afresh:
        for file in scene.folder.glob(f"{scene.database.name}*"):
            file.unlink()
    begun = time.monotonic()
    bot = await scene.start_bot("-m", "bench.stage.preloaded", str(libraries), rate=RATE)
    imported = float(await bot.line(PRELOADED))
    await bot.line(READY)
    ready = time.monotonic()
    await bot.end()
    return ready - begun, ready - imported


async def _laps(scene: Stage) -> str:
    bot = await scene.start_bot(rate=RATE, LOG_LEVEL="DEBUG")
    laps = await bot.line(LAPS)
    await bot.end()
    return laps


async def _status(scene: Stage, questions: int) -> tuple[list[float], list[float]]:
    """Waits of an idle bot's admins, and while everybody is sent to."""
    await scene.control.limits(per_second=None)
    admins = f"{ADMIN},{await know_admins(scene)}"
    await scene.ready_bot(rate=RATE, ADMIN_IDS=admins)
    await status_waits(scene, 1)  # the first of everything is slower
    idle = await status_waits(scene, questions)
    await Admin(scene).launch()
    return idle, await status_waits(scene, questions)


STARTUP = Part(
    name="startup",
    title="Start-up and /status, whatever the size",
    notes=(
        "In an interpreter that has already imported every library that a start imports (all "
        "modules but Herald's own): from there to the log line “ready”, Herald's own modules "
        f"included. Medians; exact to {LOOK_EVERY * 1000:.0f} ms. With QUICK=1 there are a tenth "
        "of the people and rows. /status: from the admin's writing to the moment when the sandbox "
        "accepts the answer, no latency added; then again from the launch of a broadcast to "
        "everybody on, while they are frozen into the ledger."
    ),
    measure=measure_startup,
)

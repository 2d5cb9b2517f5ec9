"""python -m bench [--quick] [--only NAME ...] [--to FOLDER]: measure, and write RESULTS.md."""

import argparse
import asyncio
import signal
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench.curves import pictures
from bench.frame.machine import describe
from bench.frame.part import BenchFailed, Measured, Part
from bench.frame.report import render, section
from bench.plan import PARTS, rounds
from bot.demo.errors import DemoFailed
from bot.process.loop import run_in_loop
from botapi_sandbox.control import ControlRefused

RESULTS, PICTURES = "RESULTS.md", "pictures"
DONE, MISSED, INTERRUPTED = 0, 1, 130
FAILURES = (BenchFailed, DemoFailed, ControlRefused, OSError, ValueError)


def main() -> int:
    """0: every target reached, 1: not."""
    chosen = _arguments()
    machine = describe()
    begun = time.monotonic()
    try:
        results = run_in_loop(
            _measure(list(rounds(chosen.only, quick=chosen.quick)), quick=chosen.quick)
        )
    except (KeyboardInterrupt, asyncio.CancelledError):
        return INTERRUPTED
    machine.append(("It took", f"{(time.monotonic() - begun) / 60:.0f} minutes"))
    folder = chosen.to or (None if chosen.only else Path(__file__).parent)
    if folder is not None:
        _write(folder, results, machine, command=_command(chosen))
    return DONE if all(result.reached for result in results) else MISSED


def _arguments() -> argparse.Namespace:
    names = [part.name for part in PARTS]
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure Herald.")
    parser.add_argument("--quick", action="store_true", help="rougher, in under five minutes")
    parser.add_argument(
        "--only",
        nargs="+",
        default=(),
        choices=names,
        metavar="PART",
        help=f"some parts alone, nothing is written: {', '.join(names)}",
    )
    parser.add_argument("--to", type=Path, help=f"a folder for {RESULTS} and {PICTURES}/")
    return parser.parse_args()


def _command(chosen: argparse.Namespace) -> str:
    """How to do the same again."""
    if chosen.only:
        quick = "--quick " if chosen.quick else ""
        return f"python -m bench {quick}--only {' '.join(chosen.only)}"
    return "make bench QUICK=1" if chosen.quick else "make bench"


def _write(
    folder: Path, results: Sequence[Measured], machine: Sequence[tuple[str, str]], *, command: str
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    panels = [panel for result in results for panel in result.panels]
    text = render(
        results,
        machine,
        command=command,
        moment=datetime.now(UTC),
        pictures=pictures.draw(panels, folder / PICTURES),
    )
    (folder / RESULTS).write_text(text, encoding="utf-8")
    print(f"\nWritten: {RESULTS}")


async def _measure(plan: Sequence[Sequence[Part]], *, quick: bool) -> list[Measured]:
    """Round after round; gives what came of the parts in the order of the table."""
    task = asyncio.current_task()
    assert task is not None
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    results: list[Measured] = []
    for parts in plan:
        print(f"\n{', '.join(part.title for part in parts)} …", flush=True)
        begun = time.monotonic()
        async with asyncio.TaskGroup() as tasks:
            running = [tasks.create_task(_one(part, quick=quick)) for part in parts]
        for measured in (one.result() for one in running):
            print("\n".join(section(measured)[1:]))
            results.append(measured)
        print(f"\n({time.monotonic() - begun:.0f} s)", flush=True)
    return sorted(results, key=lambda one: PARTS.index(one.part))


async def _one(part: Part, *, quick: bool) -> Measured:
    """A part that fails is told as such; the others go on."""
    try:
        return Measured(part=part, findings=tuple(await part.measure(quick=quick)))
    except FAILURES as failure:
        return Measured(part=part, trouble=_words(failure))
    except BaseExceptionGroup as group:
        known, others = group.split(FAILURES)
        if known is None or others is not None:
            raise
        return Measured(part=part, trouble="\n".join(map(_words, _leaves(known))))


def _leaves(group: BaseExceptionGroup[BaseException]) -> list[BaseException]:
    return [
        leaf
        for one in group.exceptions
        for leaf in (_leaves(one) if isinstance(one, BaseExceptionGroup) else [one])
    ]


def _words(failure: BaseException) -> str:
    detail = failure.detail if isinstance(failure, DemoFailed) else ""
    return f"{type(failure).__name__}: {failure}\n{detail}".strip()


if __name__ == "__main__":
    sys.exit(main())

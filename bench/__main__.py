"""python -m bench [--quick] [--only NAME,NAME]: measure, and write bench/RESULTS.md."""

import argparse
import asyncio
import signal
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench.cost import COST
from bench.faults import FAULTS
from bench.kills import KILLS, TERMS
from bench.machine import describe
from bench.million import MILLION
from bench.pace import PACE, REPLIES
from bench.part import BenchFailed, Measured, Part
from bench.report import render, section
from bench.sandbox_speed import SANDBOX
from bench.startup import STARTUP
from bot.demo.errors import DemoFailed
from bot.loop import run_in_loop
from sandbox.control import ControlRefused

PARTS = (PACE, REPLIES, FAULTS, MILLION, KILLS, TERMS, COST, STARTUP, SANDBOX)
RESULTS = Path(__file__).with_name("RESULTS.md")
DONE, MISSED, INTERRUPTED = 0, 1, 130
FAILURES = (BenchFailed, DemoFailed, ControlRefused, OSError, ValueError)


def main() -> int:
    """0: every target reached, 1: not; RESULTS.md is written by a whole run only."""
    chosen = _arguments()
    parts = [part for part in PARTS if not chosen.only or part.name in chosen.only]
    machine = describe()
    try:
        results = run_in_loop(_measure(parts, quick=chosen.quick))
    except (KeyboardInterrupt, asyncio.CancelledError):
        return INTERRUPTED
    if parts == list(PARTS):
        command = "make bench QUICK=1" if chosen.quick else "make bench"
        text = render(results, machine, command=command, moment=datetime.now(UTC))
        RESULTS.write_text(text, encoding="utf-8")
        print("\nWritten to bench/RESULTS.md")
    return DONE if all(result.reached for result in results) else MISSED


def _arguments() -> argparse.Namespace:
    names = [part.name for part in PARTS]
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure Herald.")
    parser.add_argument("--quick", action="store_true", help="rougher, in under five minutes")
    parser.add_argument(
        "--only",
        nargs="+",
        choices=names,
        metavar="PART",
        help=f"some parts alone, RESULTS.md stays: {', '.join(names)}",
    )
    return parser.parse_args()


async def _measure(parts: Sequence[Part], *, quick: bool) -> list[Measured]:
    """One after the other: they share the machine, and must not disturb each other."""
    task = asyncio.current_task()
    assert task is not None
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    results = []
    for part in parts:
        print(f"\n{part.title} …", flush=True)
        begun = time.monotonic()
        result = await _one(part, quick=quick)
        print("\n".join(section(result)[2:]))
        print(f"({time.monotonic() - begun:.0f} s)", flush=True)
        results.append(result)
    return results


async def _one(part: Part, *, quick: bool) -> Measured:
    """A part that fails is told as such; the others go on."""
    try:
        return Measured(part=part, figures=tuple(await part.measure(quick=quick)))
    except FAILURES as failure:
        return Measured(part=part, trouble=_words(failure))
    except BaseExceptionGroup as group:
        troubles = group.subgroup(FAILURES)
        if troubles is None or group.split(FAILURES)[1] is not None:
            raise
        return Measured(part=part, trouble="\n".join(map(_words, troubles.exceptions)))


def _words(failure: BaseException) -> str:
    detail = failure.detail if isinstance(failure, DemoFailed) else ""
    return f"{type(failure).__name__}: {failure}\n{detail}".strip()


if __name__ == "__main__":
    sys.exit(main())

"""Take each defence out and see its tests fail: `make mutants`, or `make mutants ONLY=gate`.

A test that passes with and without the defence proves nothing. The tree is copied to a temporary
folder; yours is not touched.
"""

import argparse
import os
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.mutants.mutant import Mutant, Stale
from tests.mutants.table import MUTANTS

ROOT = Path(__file__).parents[2]
LEFT_OUT = (".git", ".venv", "__pycache__", ".*_cache", ".hypothesis", "data")
PATIENCE = 40  # seconds for one test: without its defence it may wait for ever
LONGEST = 600  # seconds for the tests of one mutant


def copy_of_the_tree(folder: Path) -> Path:
    copy = folder / "herald"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*LEFT_OUT))
    return copy


def failing(tests: Sequence[str], tree: Path, *, workers: int = 0) -> set[str]:
    """Which of the tests fail there. Of one with parameters some may pass."""
    report = tree / "report.xml"
    report.unlink(missing_ok=True)
    command = [sys.executable, "-m", "pytest", "-q", f"-n{workers}", "-p", "no:cacheprovider"]
    command += [f"--timeout={PATIENCE}", f"--junitxml={report}", *tests]
    try:
        subprocess.run(command, cwd=tree, capture_output=True, timeout=LONGEST, check=False)
    except subprocess.TimeoutExpired:
        return set(tests)
    if not report.exists():
        raise Stale(f"pytest does not know {', '.join(tests)}")
    return {test for test in tests if _failed(test, report)}


def _failed(test: str, report: Path) -> bool:
    path, _, name = test.partition("::")
    module = path.removesuffix(".py").replace("/", ".")
    cases = [
        case
        for case in ET.parse(report).iter("testcase")
        if case.get("classname") == module
        and (case.get("name") == name or str(case.get("name")).partition("[")[0] == name)
    ]
    if not cases:
        raise Stale(f"there is no {test}")
    return any(case.find("failure") is not None or case.find("error") is not None for case in cases)


def survivors(mutant: Mutant, tree: Path) -> list[str]:
    """What is wrong: the tests that pass without the defence, or why none could be run."""
    originals: dict[Path, bytes] = {}
    try:
        for edit in mutant.edits:
            file = edit.path(tree)
            without = edit.apply(tree)
            originals.setdefault(file, file.read_bytes())
            file.write_text(without, encoding="utf-8")
        return sorted(set(mutant.tests) - failing(mutant.tests, tree))
    except Stale as stale:
        return [f"stale: {stale}"]
    finally:
        for file, original in originals.items():
            file.write_bytes(original)


def sound(mutants: Iterable[Mutant], tree: Path) -> bool:
    """Whether the tests pass as long as the defences are there."""
    tests = sorted({test for mutant in mutants for test in mutant.tests})
    broken = failing(tests, tree, workers=_cores())
    for test in sorted(broken):
        say(f"FAILS anyway: {test}")
    return not broken


def work(waiting: "queue.Queue[Mutant]", wrong: list[str]) -> None:
    """In a thread and a copy of its own, until there are no more."""
    with tempfile.TemporaryDirectory() as folder:
        tree = copy_of_the_tree(Path(folder))
        while True:
            try:
                mutant = waiting.get_nowait()
            except queue.Empty:
                return
            left = survivors(mutant, tree)
            say(f"{'SURVIVES' if left else 'found   '} without: {mutant.without}")
            for one in left:
                say(f"         {one}")
            if left:
                wrong.append(mutant.without)


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--only", default="", help="those whose defence contains this")
    only = parser.parse_args().only
    mutants = [mutant for mutant in MUTANTS if only in mutant.without]
    with tempfile.TemporaryDirectory() as folder:
        if not sound(mutants, copy_of_the_tree(Path(folder))):
            return 1
    waiting: queue.Queue[Mutant] = queue.Queue()
    for mutant in mutants:
        waiting.put(mutant)
    wrong: list[str] = []
    workers = [threading.Thread(target=work, args=(waiting, wrong)) for _ in range(_cores())]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    say(f"{len(mutants)} defences taken out, {len(wrong)} of them unnoticed")
    return 1 if wrong else 0


def _cores() -> int:
    return os.cpu_count() or 1


if __name__ == "__main__":
    sys.exit(main())

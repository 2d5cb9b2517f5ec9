"""What a fault has cost: a line each, for whoever asks with -s, and a table over all seeds.

`FLEET_SEEDS=20` asks for each fault at twenty moments.
"""

import os
import statistics
import sys
from collections import defaultdict

import pytest
from _pytest.terminal import TerminalReporter

KEY = "fleet: "
SEEDS = int(os.environ.get("FLEET_SEEDS", "1"))

every_seed = pytest.mark.parametrize("seed", range(SEEDS))


class Figures:
    """Of one test. They are judged by whoever reads them: a busy machine is not a bug."""

    def __init__(self, item: pytest.Item) -> None:
        self._item = item

    def note(self, what: str, value: float) -> None:
        """`what` says the unit; the seed is the test's."""
        self._item.user_properties.append((KEY + what, value))
        sys.stdout.write(f"{what}: {value:.2f}\n")


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Of all workers: a report carries its test's figures."""
    found: defaultdict[str, list[tuple[float, str]]] = defaultdict(list)
    for outcome in ("passed", "failed"):
        for report in terminalreporter.getreports(outcome):
            if report.when == "call":
                for name, value in report.user_properties:
                    if name.startswith(KEY):
                        test = report.nodeid.rpartition("::")[2]
                        found[name.removeprefix(KEY)].append((float(str(value)), test))
    if not found:
        return
    terminalreporter.section("what the faults have cost")
    width = max(map(len, found))
    terminalreporter.line(f"{'':{width}}  times  median    most  in")
    for what, values in sorted(found.items()):
        median, (most, test) = statistics.median(value for value, _ in values), max(values)
        terminalreporter.line(
            f"{what:{width}}  {len(values):5}  {median:6.2f}  {most:6.2f}  {test}"
        )

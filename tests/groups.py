"""Tests that one worker has to itself: those of files that begin with

    pytestmark = pytest.mark.xdist_group("a server that is full")

xdist 3.8 tells its scheduler of a group by changing the tests' ids, which pytest 9.2 does not heed:
nothing is grouped then, and nothing is said (findings/xdist-groups-that-group-nothing.sh). So the
scheduler looks into the files itself.

And it keeps the machine busy: what waits for processes runs beside what computes, from the first
minute to the last. One worker begins with the longest tests, the others with the shortest, and they
end where they meet.
"""

import re
from functools import cache
from pathlib import Path

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadGroupScheduling
from xdist.workermanage import WorkerController

ROOT = Path(__file__).parents[1]
LONG = ("tests/crash/", "tests/e2e/", "tests/crash/test_kills.py")  # the last is the longest
MARK = re.compile(r'^pytestmark = pytest\.mark\.xdist_group\("(.+)"\)$', re.MULTILINE)


class Groups(LoadGroupScheduling):  # type: ignore[misc]
    """Whatever is in no group goes to whichever worker is free."""

    def _split_scope(self, nodeid: str) -> str:
        return scope_of(nodeid)

    def _assign_work_unit(self, node: WorkerController) -> None:
        """One worker takes from the end, where the longest are."""
        if node is self.nodes[0]:
            self.workqueue.move_to_end(next(reversed(self.workqueue)), last=False)
        super()._assign_work_unit(node)

    def mark_test_complete(
        self, node: WorkerController, item_index: int, duration: float = 0
    ) -> None:
        """What is done is forgotten: xdist counts through all of it after each test."""
        test = self.registered_collections[node][item_index]
        given, scope = self.assigned_work[node], scope_of(test)
        given[scope][test] = True
        if all(given[scope].values()):
            del given[scope]
        self._reschedule(node)


def scope_of(nodeid: str) -> str:
    """The tests of one scope are one worker's."""
    return group_of(nodeid.partition("::")[0]) or nodeid


@cache
def group_of(file: str) -> str | None:
    """`file` as ids begin with it: seen from the project's folder."""
    found = MARK.search((ROOT / file).read_text(encoding="utf-8"))
    return found and found[1]


def length_of(nodeid: str) -> int:
    """Roughly, compared with others'."""
    found = [place for place, start in enumerate(LONG, 1) if nodeid.startswith(start)]
    return max(found, default=0)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: length_of(item.nodeid))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Groups | None:
    return Groups(config, log) if config.getoption("dist") == "loadgroup" else None

#!/usr/bin/env bash
# guess: with --dist loadgroup, tests with the same mark xdist_group run in one worker, one after the
#   other; if that cannot be, something says so.
# seen: they are scattered over all workers, and nothing is said: xdist tells its scheduler of a group
#   by writing item._nodeid, which pytest 9.2 does not read any more (9.1 did).
# with: pytest==9.2.0, pytest-xdist==3.8.0
# source: xdist/remote.py, WorkerInteractor.pytest_collection_modifyitems; _pytest/nodes.py,
#   Node.nodeid; https://github.com/pytest-dev/pytest-xdist/issues/1386
# matters: whoever groups tests that must not run beside each other: until xdist follows, give a
#   scheduler by the hook pytest_xdist_make_scheduler whose _split_scope knows the groups.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
{ python3 -m venv "$dir/venv" &&
    "$dir/venv/bin/pip" install --quiet --disable-pip-version-check pytest==9.2.0 pytest-xdist==3.8.0
} || exit 2
mkdir "$dir/tests"
cat >"$dir/tests/test_one_after_the_other.py" <<'PY'
import os
import time
from pathlib import Path

import pytest


@pytest.mark.xdist_group("one")
@pytest.mark.parametrize("number", range(4))
def test_alone(number):
    time.sleep(0.5)
    with (Path(__file__).parent / "workers").open("a") as workers:
        workers.write(os.environ["PYTEST_XDIST_WORKER"] + "\n")
PY
cd "$dir/tests"
"$dir/venv/bin/python" -m pytest -q -n 2 --dist loadgroup
workers=$(sort -u workers | wc -l)
echo "workers that had tests of one group: $workers"
[ "$workers" -eq 2 ] || exit 1

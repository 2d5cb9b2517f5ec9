"""Tests that must not run beside each other have one worker."""

import pytest

from tests.groups import LONG, ROOT, group_of, length_of, scope_of

MINE = "tests/unit/project/test_groups.py"
FULL = "tests/engine/ledger/test_server_full.py"


def test_every_mark_is_understood() -> None:
    for path in (ROOT / "tests").rglob("test_*.py"):
        if path != ROOT / MINE and ".mark.xdist_group(" in path.read_text(encoding="utf-8"):
            assert group_of(path.relative_to(ROOT).as_posix()), path


def test_two_servers_with_a_full_disk_were_made() -> None:
    assert {scope_of(f"{FULL}::{name}") for name in ("test_a", "test_b[x@y]")} == {
        "a server that is full"
    }
    assert scope_of(f"{MINE}::test_a") == f"{MINE}::test_a"


def test_this_run_is_grouped(pytestconfig: pytest.Config) -> None:
    assert pytestconfig.pluginmanager.has_plugin("tests.groups")


def test_what_takes_longest_comes_last(request: pytest.FixtureRequest) -> None:
    assert all((ROOT / start).exists() for start in LONG)
    lengths = [length_of(item.nodeid) for item in request.session.items]
    assert lengths == sorted(lengths)

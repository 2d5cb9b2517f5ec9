"""The table of defences is about the code as it is; that the tests fail is for `make mutants`."""

import re
from pathlib import Path

import pytest

from tests.mutants.mutant import Edit, Mutant, Stale
from tests.mutants.table import MUTANTS

ROOT = Path(__file__).parents[3]
MODULE = """
def one():
    return 1


class Two:
    @property
    def one(self):
        return 1
"""


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.without)
def test_a_defence_stands_where_the_table_says(mutant: Mutant) -> None:
    for edit in mutant.edits:
        assert edit.apply(ROOT) != edit.path(ROOT).read_text(encoding="utf-8")


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.without)
def test_the_tests_that_must_fail_are_there(mutant: Mutant) -> None:
    assert mutant.tests
    for test in mutant.tests:
        file, _, name = test.partition("::")
        text = (ROOT / file).read_text(encoding="utf-8")
        function = re.escape(name.partition("[")[0].rpartition("::")[2])
        assert re.search(rf"def {function}\(", text), f"there is no {test}"


def test_each_defence_is_named_once() -> None:
    names = [mutant.without for mutant in MUTANTS]
    assert sorted(names) == sorted(set(names))


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "house.py").write_text(MODULE)
    return tmp_path


def test_a_place_is_one_function_and_no_other(tree: Path) -> None:
    edit = Edit(where="house:Two.one", old="return 1", new="return 2")
    assert edit.apply(tree) == MODULE[:-9] + "return 2\n"


@pytest.mark.parametrize(
    ("where", "old"),
    [("house", "return 1"), ("house:one", "return 3"), ("house:three", "return 1"), ("no", "")],
)
def test_a_place_that_is_gone_or_not_one_is_an_error(tree: Path, where: str, old: str) -> None:
    with pytest.raises(Stale):
        Edit(where=where, old=old, new="").apply(tree)

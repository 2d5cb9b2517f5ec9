"""Every statement of db/ can be said to both databases."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Executable
from sqlalchemy.engine import make_url
from sqlalchemy.sql import ClauseElement

import db

ROOT = Path(db.__file__).parent
# Rooms that are about one database, or say for each what it understands.
APART = ("connection", "dialect", "migrating", "migrations", "moving")
# What one of them alone understands.
OF_ONE = re.compile(
    r"dialects\.sqlite|OR (IGNORE|REPLACE)|json_(each|extract|type)|\bNOCASE\b|func\.instr"
    r"|\browid\b|sqlite_master|\bPRAGMA\b|prefix_with"
)
FILES = {"backup.py"}  # of a database that is one


def modules() -> Iterator[str]:
    for one in pkgutil.walk_packages([str(ROOT)], "db."):
        if one.name.split(".")[1] != "migrations":
            yield one.name


def statements() -> list[tuple[str, ClauseElement]]:
    """Those that are put together once, as modules are read."""
    return [
        (f"{name}.{called}", value)
        for name in modules()
        for called, value in vars(importlib.import_module(name)).items()
        if isinstance(value, Executable) and isinstance(value, ClauseElement)
    ]


@pytest.mark.parametrize("url", ["sqlite+aiosqlite://", "postgresql+psycopg://"])
def test_they_compile_for(url: str) -> None:
    dialect = make_url(url).get_dialect()()
    found = statements()
    assert len(found) > 40
    for name, statement in found:
        assert str(statement.compile(dialect=dialect)), name


def test_nothing_is_said_in_words_of_one() -> None:
    said = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in sorted(ROOT.rglob("*.py"))
        if path.relative_to(ROOT).parts[0] not in APART and path.name not in FILES
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if OF_ONE.search(line) and "sqlite_with_rowid" not in line
    ]
    assert said == []

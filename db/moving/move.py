"""The order of a move: at no moment may two databases be started, and none may be lost.

    the source is marked: it is being moved      (a bot does not start with it from here on)
    the target is filled and compared, in one transaction
    the target is committed
    the source is marked: it was moved

What ends in between, by an error, leaves the source as it was; by a power cut, marked: the same
command goes on from there, and compares a target that was committed instead of filling it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import zip_longest

from sqlalchemy import Table

from db.errors import DatabaseTrouble, DatabaseUnavailable
from db.moving.marks import Mark, refuse_moved
from db.moving.rows import Fitting, numbered_tables, tables
from db.moving.sides import Source, Target


@dataclass(frozen=True, kw_only=True, slots=True)
class Moved:
    """What was carried over."""

    rows: int
    cleaned: dict[str, int]  # by column: texts that lost a NUL
    cut: dict[str, int]  # by column: texts that lost their ends


def move(source: Source, target: Target, *, tell: Callable[[str, int], None]) -> Moved:
    """`tell` hears of each table that has rows, and how many. Raises DatabaseError."""
    with source.held(), target.held():
        begun = source.mark()
        if begun is Mark.MOVED or (begun and source.moved_to() != target.name):
            refuse_moved(source.name, begun, source.moved_to())
        fills = target.is_empty()
        if not fills and not (begun and target.moved_from() == source.name):
            raise DatabaseUnavailable(
                f"{target.name} is not empty: name a file or a schema that is not there yet"
            )
        if begun is None:
            source.migrate()
            source.set_mark(Mark.MOVING, target.name)
        try:
            with source.reading():
                moved = _carry(source, target, fills=fills, tell=tell)
                source.set_mark(Mark.MOVED, target.name)
        except Exception:
            if fills and target.is_empty():
                source.set_mark(None, target.name)
            raise
        return moved


def stay(source: Source) -> str | None:
    """Takes the mark off; returns where the other one is, None where there was no mark."""
    with source.held():
        if source.mark() is None:
            return None
        where = source.moved_to()
        source.set_mark(None, "")
        return where or "another place"


def _carry(
    source: Source, target: Target, *, fills: bool, tell: Callable[[str, int], None]
) -> Moved:
    fitting, rows = Fitting(), 0
    with target.filling() if fills else target.reading():
        for table in tables():
            if fills:
                target.add(table, fitting.fit(table, source.rows(table)))
            count = _compare(source, target, table)
            rows += count
            if count:
                tell(table.name, count)
        for name in numbered_tables():
            highest = source.highest(name)
            if fills:
                target.start_numbers(name, highest)
            if target.highest(name) != highest:
                raise DatabaseTrouble(f"the numbers of {name} would begin anew in {target.name}")
        if fills:
            target.set_moved_from(source.name)
    return Moved(rows=rows, cleaned=dict(fitting.cleaned), cut=dict(fitting.cut))


def _compare(source: Source, target: Target, table: Table) -> int:
    """Row by row; returns how many there are. Raises DatabaseTrouble with the key of the first that
    is not the same."""
    count, mine, other = 0, Fitting(), Fitting()
    before = mine.fit(table, source.rows(table))
    after = other.fit(table, target.rows(table))
    for count, (one, two) in enumerate(zip_longest(before, after), start=1):
        if one != two:
            raise DatabaseTrouble(f"{target.name}: row {count} of {table.name} is not as it was")
    return count

"""Rows on their way: all tables in an order that foreign keys allow, and values that fit.

SQLite keeps any text in any column. PostgreSQL refuses the sign NUL, and a text that is longer than
its column: what people were called years ago must not keep a bot from moving.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from sqlalchemy import Boolean, Column, String, Table

from db.engine_state import PLACE
from db.migrating.tables import metadata
from db.moving.marks import MOVED_EPOCH, MOVED_FROM, MOVED_TO
from db.schema import ledger

Row = tuple[Any, ...]
CHUNK = 5_000  # rows in memory
STAYS = frozenset(
    {MOVED_TO, MOVED_FROM, MOVED_EPOCH, PLACE}
)  # keys of engine_memory that are about a place


def tables() -> Sequence[Table]:
    """Whatever a row refers to comes before it."""
    return metadata.sorted_tables


def numbered_tables() -> list[str]:
    """Those whose keys the database gives, and never again."""
    return [table.name for table in tables() if table.dialect_options["sqlite"]["autoincrement"]]


def nothing_in(names: AbstractSet[str], first_row: Callable[[str], object]) -> bool:
    """Whether a database with tables of these names holds nothing: none at all, or ours, empty;
    `first_row` asks a query."""
    known = {table.name for table in tables()}
    return not names or (
        known <= names
        and not any(
            first_row(f'SELECT 1 FROM "{name}" LIMIT 1')  # noqa: S608 - our own names
            for name in known
        )
    )


class Fitting:
    """Makes rows fit, and counts where something had to go."""

    def __init__(self) -> None:
        self.cleaned: Counter[str] = Counter()  # by "table.column": texts with a NUL
        self.cut: Counter[str] = Counter()  # by the same: texts that were too long

    def fit(self, table: Table, rows: Iterator[Row]) -> Iterator[Row]:
        """As PostgreSQL can keep them; the same for what it has kept."""
        changes: list[tuple[int, Callable[[Any], Any]]] = []
        for place, column in enumerate(table.columns):
            if (change := self._change(column)) is not None:
                changes.append((place, change))
        for row in rows:
            if table is ledger.engine_memory and row[0] in STAYS:
                continue
            values = list(row)
            for place, fitting in changes:
                if values[place] is not None:
                    values[place] = fitting(values[place])
            yield tuple(values)

    def _change(self, column: Column[Any]) -> Callable[[Any], Any] | None:
        if isinstance(column.type, Boolean):
            return bool
        if not isinstance(column.type, String):
            return None
        name, longest = f"{column.table.name}.{column.name}", column.type.length

        def fitting(text: str) -> str:
            if "\0" in text:
                self.cleaned[name] += 1
                text = text.replace("\0", "")
            if longest is not None and len(text) > longest:
                self.cut[name] += 1
                text = text[:longest]
            return text

        return fitting

"""Many rows into a table at once.

SQLite is quickest where the statement is executed for row after row; PostgreSQL where it is
executed once, with an array for each column.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ARRAY, Connection, FromClause, bindparam, column, func, select, true
from sqlalchemy.dialects.postgresql import Insert


def insert_rows(
    connection: Connection, new: Insert, names: Sequence[str], rows: Iterable[tuple[Any, ...]]
) -> None:
    """`names`: of the columns, in the order of the rows; `new` may say what is done with rows that
    are there already, of which there is one for each key in `rows`."""
    given = list(rows)
    if not given:
        return
    if connection.dialect.name == "sqlite":
        connection.execute(new, [dict(zip(names, row, strict=True)) for row in given])
        return
    arrays = dict(zip(names, map(list, zip(*given, strict=True)), strict=True))
    found = _unnested(new, names)
    statement = new.from_select(list(names), select(*found.c).where(true()))
    connection.execute(statement, arrays)


def _unnested(new: Insert, names: Sequence[str]) -> FromClause:
    kinds = [new.table.c[name].type for name in names]
    arrays = [bindparam(name, type_=ARRAY(kind)) for name, kind in zip(names, kinds, strict=True)]
    columns = [column(name, kind) for name, kind in zip(names, kinds, strict=True)]
    return func.unnest(*arrays).table_valued(*columns, name="given").render_derived()

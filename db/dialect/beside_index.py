"""A column that is asked for beside an index in which it is not.

Where the index does not say all, SQLite prefers the table's own key, though that leads through a
million rows to the few that the index names. So there the rest is looked up row by row; PostgreSQL
weighs it by what it has counted.
"""

from typing import Any

from sqlalchemy import ColumnElement, FromClause, Table, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import Integer


def beside_index(rows: FromClause, table: Table, name: str) -> ColumnElement[int]:
    """That column, a number, of rows that are an alias of the table."""
    same = [rows.c[key.name] == key for key in table.primary_key]
    looked_up = select(table.c[name]).where(*same).correlate(rows).scalar_subquery()
    return _BesideIndex(rows.c[name], looked_up)


class _BesideIndex(FunctionElement[int]):
    inherit_cache = True
    type = Integer()


@compiles(_BesideIndex, "sqlite")
def _looked_up(element: FunctionElement[Any], compiler: SQLCompiler, **told: Any) -> str:
    _, looked_up = element.clauses
    return compiler.process(looked_up, **told)


@compiles(_BesideIndex, "postgresql")
def _column(element: FunctionElement[Any], compiler: SQLCompiler, **told: Any) -> str:
    column, _ = element.clauses
    return compiler.process(column, **told)

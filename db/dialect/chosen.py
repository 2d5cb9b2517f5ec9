"""One of the rows that a query with a limit chooses, which is asked once.

PostgreSQL may ask the query of an IN anew for each row that it looks at, and does where it believes
that there is one: so it is about a broadcast that has come since it last counted, and a claim takes
a hundred times as long. An array is made once, whatever it believes.
"""

from typing import Any

from sqlalchemy import ColumnElement, Select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import NullType


def is_chosen(column: ColumnElement[int], by: Select[tuple[int]]) -> ColumnElement[bool]:
    """Whether it is among the numbers that the query gives."""
    return _IsChosen(column, by.scalar_subquery())


class _IsChosen(FunctionElement[Any]):
    inherit_cache = True
    type = NullType()  # of a Boolean SQLite would be asked whether it is 1, and use no index


@compiles(_IsChosen, "sqlite")
def _in(element: FunctionElement[Any], compiler: SQLCompiler, **told: Any) -> str:
    column, query = (compiler.process(one, **told) for one in element.clauses)
    return f"{column} IN {query}"


@compiles(_IsChosen, "postgresql")
def _any(element: FunctionElement[Any], compiler: SQLCompiler, **told: Any) -> str:
    column, query = (compiler.process(one, **told) for one in element.clauses)
    return f"{column} = ANY (ARRAY{query})"

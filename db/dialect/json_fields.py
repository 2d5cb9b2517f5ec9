"""A field of a column that holds JSON as text, NULL where it is not there.

Both databases read the text; neither has an index of it, so that these are for tables of few rows.
An empty text, as the runs of the first versions have, has no fields.
"""

import re
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Text, literal_column
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ColumnClause
from sqlalchemy.sql.functions import FunctionElement

_PATH = re.compile(r"\w+(\.\w+)*", re.ASCII)


def integer_in(column: ColumnElement[str], path: str) -> ColumnElement[int]:
    """A whole number, at a path such as "options.expires_at"."""
    return _IntegerIn(column, _said(path))


def text_in(column: ColumnElement[str], path: str) -> ColumnElement[str]:
    """A string without its quotes; whatever else stands there as JSON."""
    return _TextIn(column, _said(path))


def stands_in(column: ColumnElement[str], path: str) -> ColumnElement[bool]:
    """Whether anything is there, were it null."""
    return _FoundIn(column, _said(path)).is_not(None)


def _said(path: str) -> ColumnClause[Any]:
    """A part of the statement: paths are written in code, and never come from anywhere else."""
    if not _PATH.fullmatch(path):
        raise ValueError(f"not a path of JSON: {path!r}")
    return literal_column(path)


class _IntegerIn(FunctionElement[int]):
    inherit_cache = True
    type = BigInteger()


class _TextIn(FunctionElement[str]):
    inherit_cache = True
    type = Text()


class _FoundIn(FunctionElement[str]):
    inherit_cache = True
    type = Text()


@compiles(_IntegerIn, "sqlite")
@compiles(_TextIn, "sqlite")
def _extract(element: FunctionElement[Any], compiler: SQLCompiler, **told: Any) -> str:
    return _in_sqlite("json_extract", element, compiler, told)


@compiles(_FoundIn, "sqlite")
def _type(element: FunctionElement[Any], compiler: SQLCompiler, **told: Any) -> str:
    return _in_sqlite("json_type", element, compiler, told)


@compiles(_IntegerIn, "postgresql")
def _integer(element: FunctionElement[Any], compiler: SQLCompiler, **told: Any) -> str:
    return f"CAST({_in_postgresql('#>>', element, compiler, told)} AS BIGINT)"


@compiles(_TextIn, "postgresql")
def _text(element: FunctionElement[Any], compiler: SQLCompiler, **told: Any) -> str:
    return _in_postgresql("#>>", element, compiler, told)


@compiles(_FoundIn, "postgresql")
def _found(element: FunctionElement[Any], compiler: SQLCompiler, **told: Any) -> str:
    return _in_postgresql("#>", element, compiler, told)


def _in_sqlite(
    name: str, element: FunctionElement[Any], compiler: SQLCompiler, told: dict[str, Any]
) -> str:
    column, path = element.clauses
    return f"{name}(nullif({compiler.process(column, **told)}, ''), '$.{path}')"


def _in_postgresql(
    operator: str, element: FunctionElement[Any], compiler: SQLCompiler, told: dict[str, Any]
) -> str:
    column, path = element.clauses
    keys = str(path).replace(".", ",")
    return f"(CAST(nullif({compiler.process(column, **told)}, '') AS JSON) {operator} '{{{keys}}}')"

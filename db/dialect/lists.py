"""A list as one parameter, whose items are rows.

Else hundreds of parameters would be put into words for each statement. The caller gives a plain
list under the parameter's name.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Dialect,
    FromClause,
    Text,
    TypeDecorator,
    bindparam,
    column,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeEngine


def numbers(name: str) -> FromClause:
    """Whole numbers, in the column `value`."""
    given = bindparam(name, type_=_Numbers())
    return _Items(given).table_valued(column("value", BigInteger), name=name)


def words(name: str) -> FromClause:
    """Texts, in the column `value`."""
    given = bindparam(name, type_=_Words())
    return _Items(given).table_valued(column("value", Text), name=name)


class _Numbers(TypeDecorator[list[int]]):
    """A JSON array for SQLite, an array for PostgreSQL."""

    impl = Text
    cache_ok = True
    _item: TypeEngine[Any] = BigInteger()

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "postgresql":
            return dialect.type_descriptor(ARRAY(self._item))
        return dialect.type_descriptor(Text())

    def process_bind_param(self, value: Iterable[Any] | None, dialect: Dialect) -> Any:
        items = list(value or ())
        return items if dialect.name == "postgresql" else json.dumps(items, ensure_ascii=False)


class _Words(_Numbers):
    cache_ok = True
    _item = Text()


class _Items(FunctionElement[Any]):
    inherit_cache = True


@compiles(_Items, "sqlite")
def _each(element: FunctionElement[Any], compiler: SQLCompiler, **told: Any) -> str:
    return f"json_each({compiler.process(element.clause_expr.element, **_plain(told))})"


@compiles(_Items, "postgresql")
def _unnest(element: FunctionElement[Any], compiler: SQLCompiler, **told: Any) -> str:
    items = compiler.process(element.clause_expr.element, **_plain(told))
    return f"(SELECT unnest({items}) AS value)"


def _plain(told: Mapping[str, Any]) -> dict[str, Any]:
    """What is told about the list as a table is not about the parameter in it."""
    return {key: value for key, value in told.items() if key not in {"asfrom", "lateral"}}

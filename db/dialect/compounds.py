"""Several queries made one, each joined to all before it.

SQLite works through a compound from the left, and knows no parentheses in it; PostgreSQL does an
INTERSECT before its neighbours, unless there are some.
"""

from typing import Any

from sqlalchemy import CompoundSelect, Select, except_, intersect, select, union
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.selectable import SelectStatementGrouping

_UNION = union(select(1), select(1)).keyword
_INTERSECT = intersect(select(1), select(1)).keyword
_EXCEPT = except_(select(1), select(1)).keyword

Query = Select[Any] | CompoundSelect[Any]


def united(first: Query, *others: Query) -> CompoundSelect[Any]:
    """Whoever is in any of them."""
    return _FromLeft(_UNION, first, *others)


def shared(first: Query, *others: Query) -> CompoundSelect[Any]:
    """Whoever is in all of them."""
    return _FromLeft(_INTERSECT, first, *others)


def without(first: Query, *others: Query) -> CompoundSelect[Any]:
    """Whoever is in the first and in none of the others."""
    return _FromLeft(_EXCEPT, first, *others)


class _FromLeft(CompoundSelect[Any]):
    inherit_cache = True

    def self_group(self, against: Any = None) -> Any:
        return _Before(self) if isinstance(against, CompoundSelect) else self


class _Before(SelectStatementGrouping[Any]):
    """A compound that stands first in another one."""

    inherit_cache = True


@compiles(_Before, "sqlite")
def _bare(element: _Before, compiler: SQLCompiler, **told: Any) -> str:
    return compiler.process(element.element, **told)

"""Texts compared and searched, and the larger of two numbers.

SQLite compares texts by their bytes; PostgreSQL as the database's collation says, unless it is
told.
"""

from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Integer, Text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


def by_bytes(text: ColumnElement[Any]) -> ColumnElement[Any]:
    """For an order, or a smallest one, that is the same on both."""
    return _ByBytes(text)


def caseless(text: ColumnElement[str]) -> ColumnElement[str]:
    """Compared without regard to the case of a-z: with what is written in small letters."""
    return _Caseless(text)


def position_in(text: ColumnElement[str], part: ColumnElement[str] | str) -> ColumnElement[int]:
    """Where the part begins, from 1; 0: nowhere."""
    return _PositionIn(text, part)


def larger(one: Any, other: Any) -> ColumnElement[int]:
    """Of two numbers, neither of which is NULL."""
    return _Larger(one, other)


def smaller(one: Any, other: Any) -> ColumnElement[int]:
    """Of two numbers, neither of which is NULL."""
    return _Smaller(one, other)


def unindexed(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """The column, by none of whose indexes SQLite shall go; PostgreSQL knows its own way."""
    return _Unindexed(column)


class _OfText(FunctionElement[str]):
    inherit_cache = True
    type = Text()


class _OfNumber(FunctionElement[int]):
    inherit_cache = True
    type = BigInteger()


class _ByBytes(_OfText):
    inherit_cache = True


class _Caseless(_OfText):
    inherit_cache = True


class _Unindexed(_OfText):
    inherit_cache = True


class _PositionIn(FunctionElement[int]):
    inherit_cache = True
    type = Integer()  # PostgreSQL counts characters so, and what is reckoned with it is the same


class _Larger(_OfNumber):
    inherit_cache = True


class _Smaller(_OfNumber):
    inherit_cache = True


def _says(kind: type[FunctionElement[Any]], *, sqlite: str, postgresql: str) -> None:
    """The words of both, with {} where what it is about comes."""

    @compiles(kind, "sqlite")
    def _sqlite(element: FunctionElement[Any], compiler: SQLCompiler, **told: Any) -> str:
        return sqlite.format(compiler.process(element.clause_expr.element, **told))

    @compiles(kind, "postgresql")
    def _postgresql(element: FunctionElement[Any], compiler: SQLCompiler, **told: Any) -> str:
        return postgresql.format(compiler.process(element.clause_expr.element, **told))


_says(_ByBytes, sqlite="{}", postgresql='({} COLLATE "C")')
_says(_Caseless, sqlite="({} COLLATE NOCASE)", postgresql='lower({} COLLATE "C")')
_says(_Unindexed, sqlite="+{}", postgresql="{}")
_says(_PositionIn, sqlite="instr({})", postgresql="strpos({})")
_says(_Larger, sqlite="max({})", postgresql="greatest({})")
_says(_Smaller, sqlite="min({})", postgresql="least({})")

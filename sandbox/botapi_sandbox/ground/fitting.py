"""Whether a value out of JSON is of a type as Python writes it, for what is declared in code."""

from types import NoneType, UnionType
from typing import Any, get_args, get_origin

NUMBERS = 2**63
"""Above it no column holds a number, and no clock a time."""


def fits(value: object, kind: Any) -> bool:
    """True and False are no numbers, and a whole number is a float as well."""
    origin = get_origin(kind)
    if kind is Any:
        return True
    if origin is UnionType:
        return any(fits(value, each) for each in get_args(kind))
    if origin is list:
        (inside,) = get_args(kind)
        return isinstance(value, list) and all(fits(each, inside) for each in value)
    if kind is int or kind is float:
        return is_number(value) and (kind is float or isinstance(value, int))
    return isinstance(value, origin or kind)


def is_number(value: object) -> bool:
    """One that can be counted with: no NaN, no infinity, nothing beyond all measure."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return abs(value) < NUMBERS  # of NaN that is false


def named(kind: Any) -> str:
    """In the words of a complaint: `int | null`."""
    if get_origin(kind) is UnionType:
        return " | ".join(named(each) for each in get_args(kind))
    if kind is NoneType:
        return "null"
    return str(kind) if get_origin(kind) else str(getattr(kind, "__name__", kind))

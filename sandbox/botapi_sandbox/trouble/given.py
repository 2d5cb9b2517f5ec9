"""What is arranged by name: a share of something, or an object of a record's fields."""

from dataclasses import fields
from typing import Any, TypeVar, get_type_hints

from botapi_sandbox.ground.errors import ControlError
from botapi_sandbox.ground.fitting import fits, is_number, named

Record = TypeVar("Record")
OWN = frozenset({"kind", "until"})
"""Fields that nobody gives."""


def arranged(record: type[Record], kind: str, value: Any) -> Record:
    """Raises ControlError: a field of another type would break every call that it hits."""
    if is_number(value):
        value = {"share": float(value)}
    kinds = get_type_hints(record)
    known = {field.name for field in fields(record)} - OWN  # type: ignore[arg-type]
    if not isinstance(value, dict) or not known.issuperset(value):
        raise ControlError(f"{kind}: a share, or an object of {sorted(known)}")
    for name, given in value.items():
        if not fits(given, kinds[name]):
            raise ControlError(f"{kind}: {name} is of the type {named(kinds[name])}")
        if is_number(given) and given < 0:
            raise ControlError(f"{kind}: {name} is a number from 0 on")
    return record(**({"kind": kind} | value))

"""Whether a JSON value is what the Bot API documents: objects, arrays, unions, enums, scalars.

The real server looks for the fields it knows and ignores the rest. Here a field that nobody
knows is refused too, since it is always a mistake; or it is taken out and noted, where the trail
has a place for notes.
"""

import math
from collections.abc import Mapping
from typing import Any

from botapi_sandbox.api.complaints import EXPECTED, Trail
from botapi_sandbox.ground.errors import ApiError, bad_request

DEPTH = 100  # td: the deepest JSON it reads
INTEGER_LIMIT = 2**63
NUMBERS = ("Integer", "Float")


TOLD_APART_BY = ("type", "status", "source")
"""Fields that say which member of a union an object is, each in unions of its own."""


class Shapes:
    """Every object of the schema that can stand in a request, or, `exact`, in an answer: there a
    number is never a text."""

    def __init__(
        self,
        objects: Mapping[str, Mapping[str, Any]],
        unions: Mapping[str, Mapping[str, Any]],
        *,
        exact: bool = False,
    ) -> None:
        self._objects = objects
        self._unions = unions
        self._exact = exact
        self._required = {
            name: tuple(key for key, field in fields.items() if field.get("required"))
            for name, fields in objects.items()
        }

    def check(self, value: Any, kind: Any, trail: Trail) -> None:
        """Raises 400 for the first thing that is wrong. None was never sent: it is good."""
        if value is None:
            return
        if trail.depth > DEPTH:
            raise bad_request(f"can't parse {trail.path.partition('.')[0]} JSON object")
        if isinstance(kind, dict):
            self._compound(value, kind, trail)
        elif kind in self._objects:
            self._object(value, kind, trail.inside(kind))
        elif kind in self._unions:
            self._any(value, self._unions[kind]["any"], trail.inside(kind))
        elif not self._is_scalar(value, kind):
            raise trail.wrong(f"{trail.field()} must be of type {EXPECTED.get(kind, kind)}")

    def _compound(self, value: Any, kind: dict[str, Any], trail: Trail) -> None:
        if "any" in kind:
            self._any(value, kind["any"], trail)
        elif "array" in kind:
            self._array(value, kind["array"], trail)
        elif value not in kind["enum"] or isinstance(value, bool):
            raise trail.no_such_value(kind["enum"])

    def _array(self, value: Any, kind: Any, trail: Trail) -> None:
        if not isinstance(value, list):
            raise trail.no_array()
        if kind == "MessageEntity" and trail.notes is not None:
            items = [
                self._readable(item, kind, trail.into(f"[{n}]")) for n, item in enumerate(value)
            ]
            value[:] = [item for item in items if item is not None]
            return
        for number, item in enumerate(value):
            step = trail.into(f"[{number}]")
            value[number] = item = self._as_text(item, kind, step)
            self.check(item, kind, step)

    def _readable(self, item: Any, kind: str, trail: Trail) -> Any:
        """The real server leaves out entities that it cannot read."""
        try:
            self.check(item, kind, trail)
        except ApiError as error:
            trail.overlooked(error.description)
            return None
        return item

    def _object(self, value: Any, name: str, trail: Trail) -> None:
        if not isinstance(value, dict):
            raise trail.no_object(name)
        for required in self._required[name]:
            if value.get(required) is None:
                raise trail.wrong(f'Can\'t find field "{required}"')
        fields = self._objects[name]
        for key, item in list(value.items()):
            field = fields.get(key)
            if field is None:
                trail.unknown(key)
                del value[key]
                continue
            step = trail.into(f".{key}")
            value[key] = item = self._as_text(item, field["type"], step)
            self.check(item, field["type"], step)

    def _as_text(self, item: Any, kind: Any, trail: Trail) -> Any:
        """The real server takes a number where a text belongs; so does a lenient check."""
        if kind != "String" or trail.notes is None or not is_number(item):
            return item
        trail.overlooked(f"a number in the place of a text in {trail.path}")
        return str(item)

    def _any(self, value: Any, kinds: list[Any], trail: Trail) -> None:
        """Scalars and arrays by what they are, objects by their `type`, else by what fits best."""
        if any(isinstance(kind, str) and self._is_scalar(value, kind) for kind in kinds):
            return None
        if isinstance(value, list):
            for kind in kinds:
                if isinstance(kind, dict) and "array" in kind:
                    return self._array(value, kind["array"], trail)
        names = self._names(kinds)
        if not names:
            kind = " or ".join(str(each) for each in kinds)
            raise trail.wrong(f"{trail.field()} must be of type {kind}")
        if isinstance(value, dict):
            names = self._of_type(value, names, trail)
            names.sort(key=lambda name: self._misfits(value, name))
        if value != {} or len(names) == 1:
            self._object(value, names[0], trail.inside(names[0]))
        return None

    def _names(self, kinds: list[Any]) -> list[str]:
        """The objects among the members of a union, those of unions inside it too."""
        found: list[str] = []
        for kind in kinds:
            if isinstance(kind, str) and kind in self._objects:
                found.append(kind)
            elif isinstance(kind, str) and kind in self._unions:
                found += self._names(self._unions[kind]["any"])
        return found

    def _of_type(self, value: dict[str, Any], names: list[str], trail: Trail) -> list[str]:
        """Those whose `type` is the value's, where all of them have one."""
        for tag in TOLD_APART_BY:
            kinds = {name: self._literals(name, tag) for name in names}
            if len(names) > 1 and all(kinds.values()):
                return self._tagged(value, tag, kinds, trail.inside(names[0]))
        return list(names)

    def _tagged(
        self, value: dict[str, Any], tag: str, kinds: dict[str, list[Any]], trail: Trail
    ) -> list[str]:
        wanted = value.get(tag)
        if wanted is None:
            raise trail.wrong(f'Can\'t find field "{tag}"')
        fitting = [name for name, literals in kinds.items() if wanted in literals]
        if not fitting:
            raise trail.no_such_type(wanted)
        return fitting

    def _literals(self, name: str, tag: str) -> list[Any]:
        kind = self._objects[name].get(tag, {}).get("type")
        return list(kind["enum"]) if isinstance(kind, dict) and "enum" in kind else []

    def _misfits(self, value: dict[str, Any], name: str) -> int:
        unknown = sum(key not in self._objects[name] for key in value)
        return unknown + sum(value.get(key) is None for key in self._required[name])

    def _is_scalar(self, value: Any, kind: str) -> bool:
        if self._exact and kind in NUMBERS and isinstance(value, str):
            return False
        return is_scalar(value, kind)


def is_scalar(value: Any, kind: str) -> bool:
    """Numbers may come as text where the documentation says Integer, as on the server."""
    match kind:
        case "String" | "InputFile":
            return isinstance(value, str)
        case "Boolean":
            return isinstance(value, bool)
        case "Integer":
            return is_whole(value)
        case "Float":
            return is_real(value) and not isinstance(value, str)
    return False


def is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def is_whole(value: Any) -> bool:
    if isinstance(value, (bool, float)):
        return False
    try:
        return -INTEGER_LIMIT <= int(value) < INTEGER_LIMIT
    except (TypeError, ValueError):
        return False


def is_real(value: Any) -> bool:
    if isinstance(value, bool):
        return False
    try:
        return math.isfinite(float(value))
    except (TypeError, ValueError, OverflowError):
        return False

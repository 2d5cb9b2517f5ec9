"""The verbs as they are, for whoever asks the control API itself."""

import inspect
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from botapi_sandbox.verbs.groups import GROUPS

JSON = {int: "integer", float: "number", str: "text", bool: "flag", list: "list", dict: "object"}
ANY_OF = "…"
"""In the place of fields that are the names of something else."""


def verbs() -> dict[str, dict[str, Any]]:
    """Of each verb `fields`, with type and default (none: it must be given), and `about`."""
    return {
        name: {"fields": _fields(verb), "about": " ".join((inspect.getdoc(verb) or "").split())}
        for group in GROUPS
        for name, verb in vars(group).items()
        if inspect.iscoroutinefunction(verb) and not name.startswith("_")
    }


def _fields(verb: Any) -> dict[str, dict[str, Any]]:
    kinds = get_type_hints(verb)
    found: dict[str, dict[str, Any]] = {}
    for name, parameter in inspect.signature(verb).parameters.items():
        if name == "self":
            continue
        if parameter.kind is parameter.VAR_KEYWORD:
            found[ANY_OF] = {"type": "the names below"}
            continue
        found[name] = {"type": _title(kinds[name])}
        if parameter.default is not parameter.empty:
            found[name]["default"] = parameter.default
    return found


def _title(kind: Any) -> str:
    """In the words of JSON; that it may be null says the question mark."""
    kinds = [each for each in get_args(kind) or (kind,) if each is not NoneType]
    if get_origin(kind) is not UnionType:
        kinds = [kind]
    return " or ".join(JSON[get_origin(each) or each] for each in kinds)

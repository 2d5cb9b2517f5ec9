"""Writes schema.json out of aiogram's method classes: `python -m sandbox.derive_schema`.

Run it after aiogram was upgraded. Kept as data, so that the sandbox itself needs no aiogram.
"""

import inspect
import json
import types
import typing
from pathlib import Path
from typing import Any

TARGET = Path(__file__).with_name("schema.json")
PLAIN = {int: "int", float: "float", bool: "bool", str: "str"}


def rough(annotation: Any) -> str:
    """int, float, bool, str, chat (a number or @name), file (an id, URL or upload) or json."""
    if annotation in PLAIN:
        return PLAIN[annotation]
    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        return rough(typing.get_args(annotation)[0])
    if origin in (typing.Union, types.UnionType):
        members = [each for each in typing.get_args(annotation) if each is not type(None)]
        # aiogram's Default stands for "as the Bot object was configured", never for a value sent
        return _union([each for each in members if getattr(each, "__name__", "") != "Default"])
    if inspect.isclass(annotation) and issubclass(annotation, str):
        return "str"
    name = getattr(annotation, "__name__", "")
    return "file" if "InputFile" in name else "json"


def _union(members: list[Any]) -> str:
    names = {getattr(each, "__name__", str(each)) for each in members}
    if any("InputFile" in name for name in names):
        return "file"
    if "datetime" in names or "DateTime" in names:
        return "int"
    kinds = {rough(each) for each in members}
    if kinds == {"int", "str"}:
        return "chat"
    kinds.discard("str" if len(kinds) > 1 else "")
    return kinds.pop() if len(kinds) == 1 else "json"


def derive() -> dict[str, dict[str, dict[str, Any]]]:
    from aiogram import methods
    from aiogram.methods.base import TelegramMethod

    schema = {}
    for name in methods.__all__:
        method = getattr(methods, name)
        if not (inspect.isclass(method) and issubclass(method, TelegramMethod)):
            continue
        if method is TelegramMethod:
            continue
        schema[method.__api_method__] = {
            field.alias or key: {"type": rough(field.annotation), "required": field.is_required()}
            for key, field in method.model_fields.items()
        }
    return dict(sorted(schema.items()))


if __name__ == "__main__":
    lines = [f"{json.dumps(name)}: {json.dumps(fields)}" for name, fields in derive().items()]
    TARGET.write_text("{\n" + ",\n".join(lines) + "\n}\n")

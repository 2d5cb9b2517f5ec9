"""Refuses calls whose parameters the Bot API does not know, misses, or cannot read.

schema.json is data: method -> parameter -> {"type", "required"} (see derive_schema.py). The real
server ignores unknown parameters; here they are refused, since they are always a mistake.
"""

import json
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from sandbox.errors import bad_request
from sandbox.params import Call

MISSING = {
    "chat_id": "chat_id is empty",
    "from_chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "message_ids": "message identifiers are not specified",
    "file_id": "file_id not specified",
    "photo": "there is no photo in the request",
    "video": "there is no video in the request",
    "animation": "there is no animation in the request",
    "document": "there is no document in the request",
    "audio": "there is no audio in the request",
    "voice": "there is no voice in the request",
    "video_note": "there is no video note in the request",
    "sticker": "there is no sticker in the request",
    "action": "wrong parameter action in request",
    "latitude": "latitude is empty",
    "longitude": "longitude is empty",
    "media": "can't parse media JSON object",
}
"""What Telegram says when it is not there (tdlib/telegram-bot-api, Client.cpp)."""

Fields = Mapping[str, Mapping[str, Any]]


class Schema:
    def __init__(self, methods: Mapping[str, Fields]) -> None:
        self._methods = methods
        self._names = {name.casefold(): name for name in methods}
        self._required = {
            name: tuple(each for each, field in fields.items() if field["required"])
            for name, fields in methods.items()
        }

    @classmethod
    def read(cls) -> "Schema":
        return cls(json.loads(Path(__file__).with_name("schema.json").read_text()))

    def name(self, asked: str) -> str | None:
        """The method as documented; names are not case-sensitive on the real server either."""
        return asked if asked in self._methods else self._names.get(asked.casefold())

    def check(self, call: Call) -> None:
        """Raises 400 in Telegram's words where they are known."""
        fields = self._methods[call.method]
        for name in self._required[call.method]:
            if call.params.get(name) in (None, "") and name not in call.uploads:
                raise bad_request(MISSING.get(name, f'parameter "{name}" is required'))
        for name, value in call.params.items():
            field = fields.get(name)
            if field is None:
                raise bad_request(f'unknown parameter "{name}"')
            if value is not None and value != "" and not READABLE[field["type"]](value):
                raise bad_request(f'parameter "{name}" must be of type {TYPES[field["type"]]}')


def _number(value: Any, *, whole: bool) -> bool:
    if isinstance(value, bool):
        return False
    try:
        return (int(value) if whole else float(value)) is not None
    except (TypeError, ValueError):
        return False


def _flag(value: Any) -> bool:
    return isinstance(value, bool) or str(value).casefold() in FLAGS


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _chat(value: Any) -> bool:
    return isinstance(value, (int, str)) and not isinstance(value, bool)


def _nested(value: Any) -> bool:
    return isinstance(value, (str, list, dict))


FLAGS = ("true", "false", "yes", "no", "0", "1")
TYPES = {
    "int": "Integer",
    "float": "Float",
    "bool": "Boolean",
    "str": "String",
    "chat": "Integer or String",
    "file": "InputFile or String",
    "json": "Object or Array",
}
READABLE: dict[str, Callable[[Any], bool]] = {
    "int": partial(_number, whole=True),
    "float": partial(_number, whole=False),
    "bool": _flag,
    "str": _text,
    "chat": _chat,
    "file": _text,
    "json": _nested,
}

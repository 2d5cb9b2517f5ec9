"""Refuses calls whose parameters the Bot API does not know, misses, or cannot read.

schema.json is data: the methods with their parameters, and every object those can hold (see
derive_schema.py). The real server ignores what it does not know; here it is refused, since it is
always a mistake.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from botapi_sandbox.api.complaints import Trail
from botapi_sandbox.api.typecheck import Shapes, is_number, is_real, is_whole
from botapi_sandbox.ground.errors import bad_request
from botapi_sandbox.ground.params import Call

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

UNWELCOME = {
    ("sendMediaGroup", "reply_markup"): (
        "an album can't have a reply_markup: send its buttons in a message of their own"
    ),
    ("forwardMessage", "allow_paid_broadcast"): "forwards can't be paid for",
    ("forwardMessages", "allow_paid_broadcast"): "forwards can't be paid for",
    ("copyMessages", "allow_paid_broadcast"): "copies of several messages can't be paid for",
}
"""Parameters that many expect where there are none."""

NAMES = {
    "reply_markup": "reply keyboard markup",
    "reply_parameters": "reply parameters",
    "link_preview_options": "link preview options",
    "suggested_post_parameters": "suggested post parameters",
    "scope": "BotCommandScope",
    "entities": "message entities",
    "caption_entities": "message entities",
    "menu_button": "menu button",
    "reaction": "reaction types",
}
"""What the server calls a parameter whose text is no JSON, where not by its own name."""

REMEMBERED = 512  # good values of nested parameters; a broadcast repeats one a million times
LONGEST_REMEMBERED = 20_000  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    name: str
    kind: Any  # as in schema.json
    readable: Callable[[Any], bool] | None  # None: an object or an array, looked into
    title: str


class Schema:
    def __init__(self, data: Mapping[str, Any]) -> None:
        methods = data["methods"]
        self.version: str = data["source"]["bot_api"]
        self._shapes = Shapes(data["objects"], data["unions"])
        self._names = {name.casefold(): name for name in methods}
        self._methods = {
            method: {name: parameter(name, field["type"]) for name, field in fields.items()}
            for method, fields in methods.items()
        }
        self._required = {
            method: tuple(name for name, field in fields.items() if field.get("required"))
            for method, fields in methods.items()
        }
        self._good: set[tuple[str, str, str]] = set()

    @classmethod
    @cache
    def read(cls) -> "Schema":
        """Once in a process, however many sandboxes stand in it."""
        return cls(json.loads(Path(__file__).with_name("schema.json").read_text(encoding="utf-8")))

    def name(self, asked: str) -> str | None:
        """The method as documented; names are not case-sensitive on the real server either."""
        return asked if asked in self._methods else self._names.get(asked.casefold())

    def check(self, call: Call, *, lenient: bool = False) -> None:
        """Raises 400 in Telegram's words where they are known. `lenient`: what the real server
        overlooks is taken out of the call, and noted there."""
        known, params = self._methods[call.method], call.params
        for name in self._required[call.method]:
            if params.get(name) in (None, "") and name not in call.uploads:
                raise bad_request(MISSING.get(name, f'parameter "{name}" is required'))
        for name, value in list(params.items()):
            found = known.get(name)
            if found is None:
                self._unknown(call, name, lenient=lenient)
            elif value is None or value == "":
                continue
            elif found.readable is None:
                self._look_into(call, found, value, lenient=lenient)
            elif not found.readable(value):
                _ill_typed(call, found, value, lenient=lenient)

    def _unknown(self, call: Call, name: str, *, lenient: bool) -> None:
        text = UNWELCOME.get((call.method, name), f'unknown parameter "{name}"')
        if not lenient:
            raise bad_request(text)
        call.notes.append(text)
        del call.params[name]

    def _look_into(self, call: Call, found: Parameter, value: Any, *, lenient: bool) -> None:
        """Checks a nested value, unless the very same one was good before."""
        method, before = call.method, len(call.notes)
        text = value if isinstance(value, str) else repr(value)
        key = (method, found.name, text)
        if key in self._good:
            return
        what = NAMES.get(found.name, found.name)
        looked_at = decoded(value, what)
        trail = Trail(path=found.name, notes=call.notes if lenient else None)
        self._shapes.check(looked_at, found.kind, trail)
        if len(call.notes) > before:
            call.params[found.name] = looked_at  # without what was overlooked
        elif len(text) <= LONGEST_REMEMBERED:
            if len(self._good) >= REMEMBERED:
                self._good.clear()
            self._good.add(key)


def _ill_typed(call: Call, found: Parameter, value: Any, *, lenient: bool) -> None:
    if not lenient or found.title != "String" or not is_number(value):
        raise bad_request(f'parameter "{found.name}" must be of type {found.title}')
    call.notes.append(f'a number in the place of a text in "{found.name}"')
    call.params[found.name] = str(value)


def decoded(value: Any, what: str) -> Any:
    """Only JSON bodies bring objects as such. Raises 400 for a text that is no JSON."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        raise bad_request(f"can't parse {what} JSON object") from None


def parameter(name: str, kind: Any) -> Parameter:
    """How a parameter of that type is read when it stands by itself: numbers and flags as text."""
    kinds = kind["any"] if isinstance(kind, dict) and "any" in kind else [kind]
    if isinstance(kind, dict) and "enum" in kind:  # which ones are good the methods say
        whole = all(isinstance(each, int) for each in kind["enum"])
        kinds = ["Integer" if whole else "String"]
    if kinds == ["Integer", "String"]:
        return Parameter(name=name, kind=kind, readable=_is_chat, title="Integer or String")
    if "InputFile" in kinds:
        return Parameter(name=name, kind=kind, readable=_is_text, title="InputFile or String")
    if len(kinds) == 1 and isinstance(kinds[0], str):
        readable = READABLE.get(kinds[0])
        return Parameter(name=name, kind=kind, readable=readable, title=kinds[0])
    return Parameter(name=name, kind=kind, readable=None, title="")


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool) or str(value).casefold() in FLAGS


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_chat(value: Any) -> bool:
    return isinstance(value, (int, str)) and not isinstance(value, bool)


FLAGS = ("true", "false", "yes", "no", "0", "1")
READABLE: dict[str, Callable[[Any], bool]] = {
    "Integer": is_whole,
    "Float": is_real,
    "Boolean": _is_flag,
    "String": _is_text,
}

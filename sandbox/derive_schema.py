"""Writes schema.json out of the published package @gramio/types, which is made from Telegram's
own documentation: `python -m sandbox.derive_schema [FOLDER]`.

FOLDER is the package unpacked; without it `npm pack` fetches it. To be run after the Bot API
grew: raise VERSION, put the new INTEGRITY (`npm view @gramio/types@VERSION dist.integrity`), and
look at what changed. Kept as data, so that the sandbox itself needs neither node nor aiogram.
"""

import argparse
import base64
import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from sandbox.declarations import PREFIX, Declarations, Field, Type, methods

TARGET = Path(__file__).with_name("schema.json")
PACKAGE, VERSION = "@gramio/types", "10.3.1"
BOT_API = "10.3"
INTEGRITY = (
    "sha512-K4q9QRMSpHc+B73Vxvf/Xhcbw4VlCoWH2fCUcUWT378y"
    "Gvpo1i89CqOysj1ZEr4u4LdefPKxVF6b6JDVw9TYDA=="
)

FRACTIONS = frozenset(
    {
        "latitude",
        "longitude",
        "horizontal_accuracy",
        "scale",
        "x_shift",
        "y_shift",
        "x_percentage",
        "y_percentage",
        "width_percentage",
        "height_percentage",
        "rotation_angle",
        "corner_radius_percentage",
        "cover_frame_timestamp",
        "main_frame_timestamp",
        "temperature",
        "InputStoryContentVideo.duration",
    }
)
"""Float in the documentation; over there every number is a `number`."""

ALSO: dict[str, list[Type]] = {
    "RichText": ["String", {"array": "RichText"}],
    "KeyboardButton": ["String"],
    "InputPollOption": ["String"],
}
"""Other forms the documentation, or the server, takes in the place of an object."""

PLAIN = {"Currencies": "String"}  # three letters in the documentation
ONLY_REQUIRED = {"User": {"id"}}
"""An object that a bot usually receives: of a user it mentions, the server reads the id."""

REPLIES = {"reply_to_message_id": "Integer", "allow_sending_without_reply": "Boolean"}
EPHEMERAL = {"receiver_user_id": "Integer", "callback_query_id": "String"}
OLDER: dict[str, dict[str, Type]] = {
    "answerInlineQuery": {"switch_pm_text": "String", "switch_pm_parameter": "String"},
    "copyMessage": REPLIES,
    "createNewStickerSet": {"sticker_format": "String"},
    "editMessageText": {"disable_web_page_preview": "Boolean"},
    "getBusinessAccountGifts": {"exclude_limited": "Boolean"},
    "sendDice": REPLIES,
    "sendGame": REPLIES,
    "sendInvoice": REPLIES,
    "sendLivePhoto": EPHEMERAL,
    "sendMediaGroup": REPLIES,
    "sendMessage": REPLIES | EPHEMERAL | {"disable_web_page_preview": "Boolean"},
    "sendPoll": REPLIES | {"correct_option_id": "Integer"},
    **{
        f"send{kind}": REPLIES | EPHEMERAL
        for kind in (
            *("Animation", "Audio", "Contact", "Document", "Location", "Photo", "Sticker"),
            *("Venue", "Video", "VideoNote", "Voice"),
        )
    },
}
"""Gone from the documentation, still sent by libraries and taken by the server."""

OLDER_FIELDS: dict[str, dict[str, Type]] = {
    "InlineQueryResultArticle": {"hide_url": "Boolean"},
    "InputTextMessageContent": {"disable_web_page_preview": "Boolean"},
    "KeyboardButton": {"request_user": "KeyboardButtonRequestUsers"},
}
"""The same in objects."""


class Derivation:
    """Collects the methods, and every object that can be reached from their parameters."""

    def __init__(self, folder: Path) -> None:
        texts = {
            name: (folder / "out" / f"{name}.d.ts").read_text(encoding="utf-8")
            for name in ("methods", "params", "objects")
        }
        self._methods = methods(texts["methods"])
        self._params = Declarations(texts["params"])
        self._objects = Declarations(texts["objects"])
        self._reached: dict[str, dict[str, Any]] = {}
        self._unions: dict[str, Type] = {}

    def schema(self) -> dict[str, Any]:
        found = {name: self._method(name) for name in sorted(self._methods)}
        return {
            "source": {"package": PACKAGE, "version": VERSION, "bot_api": BOT_API},
            "methods": found,
            "objects": dict(sorted(self._reached.items())),
            "unions": dict(sorted(self._unions.items())),
        }

    def _method(self, name: str) -> dict[str, Any]:
        declared = self._methods[name]
        fields = (self._params.fields(declared) if declared else None) or {}
        return self._fields("", fields | _optional(OLDER.get(name, {})))

    def _fields(self, owner: str, fields: dict[str, Field]) -> dict[str, Any]:
        needed = ONLY_REQUIRED.get(owner)
        known = {}
        for name, field in fields.items():
            required = field.required if needed is None else name in needed
            kind = {"type": self._type(owner, name, field.type)}
            known[name] = kind | ({"required": True} if required else {})
        return known

    def _type(self, owner: str, field: str, found: Type) -> Type:
        if field.endswith("parse_mode"):
            return "String"  # in whatever case
        if isinstance(found, str):
            if found == "Integer" and not FRACTIONS.isdisjoint((field, f"{owner}.{field}")):
                return "Float"
            return self._resolved(found)
        if "array" in found:
            return {"array": self._type(owner, field, found["array"])}
        if "any" in found:
            return {"any": [self._type(owner, field, each) for each in found["any"]]}
        return found

    def _resolved(self, name: str) -> Type:
        """Makes sure that the object of that name is in the schema; enums are written out."""
        if name in PLAIN:
            return PLAIN[name]
        if name in ("Integer", "Float", "String", "Boolean", "InputFile"):
            return name
        if name in self._reached or name in self._unions:
            return name
        fields = self._objects.fields(PREFIX + name)
        if fields is not None:
            self._reached[name] = {}  # before its fields: objects may hold themselves
            older = _optional(OLDER_FIELDS.get(name, {}))
            self._reached[name] = self._fields(name, fields | older)
            return self._with_other_forms(name)
        alias = self._params.alias(name) or self._objects.alias(PREFIX + name)
        if alias is None:
            raise ValueError(f"{name} is nowhere declared")
        if isinstance(alias, dict) and "enum" in alias:
            return alias
        self._unions[name] = alias
        self._unions[name] = self._type(name, "", {"any": [*alias["any"], *ALSO.get(name, [])]})
        return name

    def _with_other_forms(self, name: str) -> Type:
        return {"any": [name, *ALSO[name]]} if name in ALSO else name


def _optional(kinds: dict[str, Type]) -> dict[str, Field]:
    return {name: Field(type=kind, required=False) for name, kind in kinds.items()}


def fetched(folder: Path) -> Path:
    """The package by npm, unpacked into `folder`. Raises ValueError for another content."""
    command = ["npm", "pack", f"{PACKAGE}@{VERSION}", "--silent", "--pack-destination", str(folder)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - fixed words
    (archive,) = folder.glob("*.tgz")
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if f"sha512-{digest}" != INTEGRITY:
        raise ValueError(f"{PACKAGE}@{VERSION} is not what it was: sha512-{digest}")
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    return folder / "package"


def written(schema: dict[str, Any]) -> str:
    """One line for each method and object, so that a change can be read."""
    parts = [f'"source": {json.dumps(schema["source"])}']
    for name in ("methods", "objects", "unions"):
        lines = [
            f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}"
            for key, value in schema[name].items()
        ]
        parts.append(f'"{name}": {{\n' + ",\n".join(lines) + "\n}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m sandbox.derive_schema")
    parser.add_argument("folder", nargs="?", type=Path, help="the package, unpacked")
    chosen = parser.parse_args().folder
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen or fetched(Path(temporary))
        TARGET.write_text(written(Derivation(folder).schema()), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""What the Bot API's declarations say, as data: the methods with their parameters and every object
those can hold (`schema.json`), the updates and answers with every object in them (`answers.json`).
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from botapi_sandbox.api.declarations import PREFIX, Declarations, Field, Type, answers, methods

PACKAGE, VERSION = "@gramio/types", "10.3.1"
BOT_API = "10.3"
SOURCE = {"package": PACKAGE, "version": VERSION, "bot_api": BOT_API}

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
ONLY_REQUIRED: dict[str, set[str]] = {"User": {"id"}}
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


TOLD_TOO: dict[str, dict[str, Type]] = {"Poll": {"correct_option_id": "Integer"}}
"""Fields that the server still writes (tdlib/telegram-bot-api, Client.cpp: JsonPoll)."""


class Derivation:
    """Reads the package in `folder`."""

    def __init__(self, folder: Path) -> None:
        texts = {
            name: (folder / "out" / f"{name}.d.ts").read_text(encoding="utf-8")
            for name in ("methods", "params", "objects")
        }
        self._methods = methods(texts["methods"])
        self._answers = answers(texts["methods"])
        self._params = Declarations(texts["params"])
        self._objects = Declarations(texts["objects"])

    def schema(self) -> dict[str, Any]:
        """What bots send: the methods, and every object that their parameters can hold."""
        reached = Reached(self._params, self._objects, needed=ONLY_REQUIRED, older=OLDER_FIELDS)
        found = {name: self._method(name, reached) for name in sorted(self._methods)}
        return {"source": SOURCE, "methods": found, **reached.written()}

    def answers(self) -> dict[str, Any]:
        """What bots are told: the kinds of updates, what each method answers, and every object in
        them, with all that Telegram puts there whether or not it reads it itself."""
        reached = Reached(self._params, self._objects, older=TOLD_TOO)
        update = reached.fields("Update", self._objects.fields(f"{PREFIX}Update") or {})
        update.pop("update_id", None)
        return {
            "source": SOURCE,
            "updates": {name: field["type"] for name, field in update.items()},
            "methods": {
                name: reached.type("", "", kind) for name, kind in sorted(self._answers.items())
            },
            **reached.written(),
        }

    def _method(self, name: str, reached: "Reached") -> dict[str, Any]:
        declared = self._methods[name]
        fields = (self._params.fields(declared) if declared else None) or {}
        return reached.fields("", fields | _optional(OLDER.get(name, {})))


class Reached:
    """Every object that was come across, with all it can hold."""

    def __init__(
        self,
        params: Declarations,
        objects: Declarations,
        *,
        needed: Mapping[str, set[str]] | None = None,
        older: Mapping[str, dict[str, Type]] | None = None,
    ) -> None:
        self._params = params
        self._objects = objects
        self._needed = needed or {}
        self._older = older or {}
        self._reached: dict[str, dict[str, Any]] = {}
        self._unions: dict[str, Type] = {}

    def written(self) -> dict[str, Any]:
        return {
            "objects": dict(sorted(self._reached.items())),
            "unions": dict(sorted(self._unions.items())),
        }

    def fields(self, owner: str, fields: dict[str, Field]) -> dict[str, Any]:
        needed = self._needed.get(owner)
        known = {}
        for name, field in fields.items():
            required = field.required if needed is None else name in needed
            kind = {"type": self.type(owner, name, field.type)}
            known[name] = kind | ({"required": True} if required else {})
        return known

    def type(self, owner: str, field: str, found: Type) -> Type:
        if field.endswith("parse_mode"):
            return "String"  # in whatever case
        if isinstance(found, str):
            if found == "Integer" and not FRACTIONS.isdisjoint((field, f"{owner}.{field}")):
                return "Float"
            return self._resolved(found)
        if "array" in found:
            return {"array": self.type(owner, field, found["array"])}
        if "any" in found:
            return {"any": [self.type(owner, field, each) for each in found["any"]]}
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
            older = _optional(self._older.get(name, {}))
            self._reached[name] = self.fields(name, fields | older)
            return self._with_other_forms(name)
        alias = self._params.alias(name) or self._objects.alias(PREFIX + name)
        if alias is None:
            raise ValueError(f"{name} is nowhere declared")
        if isinstance(alias, dict) and "enum" in alias:
            return alias
        self._unions[name] = alias
        self._unions[name] = self.type(name, "", {"any": [*alias["any"], *ALSO.get(name, [])]})
        return name

    def _with_other_forms(self, name: str) -> Type:
        return {"any": [name, *ALSO[name]]} if name in ALSO else name


def _optional(kinds: dict[str, Type]) -> dict[str, Field]:
    return {name: Field(type=kind, required=False) for name, kind in kinds.items()}

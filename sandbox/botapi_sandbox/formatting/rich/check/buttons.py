"""Buttons inside of a rich message. Bot API: RichMessageButton."""

from typing import Any, Protocol

from botapi_sandbox.content.contents import Body
from botapi_sandbox.content.keyboards import COPY_CHARS, DATA_BYTES, valid_url
from botapi_sandbox.content.rich_plain import plain
from botapi_sandbox.formatting.rich.check.fields import Fields
from botapi_sandbox.ground.errors import bad_request

STYLES = ("danger", "success", "primary", "link")
KINDS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "disabled",
)
IN_TEXT = ("custom_emoji", "date_time")


class Texts(Protocol):
    def read(self, value: Any, level: int, *, detect: bool = True) -> Any: ...


def checked_button(value: Any, texts: Texts, level: int) -> Body:
    """Raises 400 in the words of inline keyboards."""
    fields = Fields(value, "RichMessageButton")
    fields.only("text", "style", *KINDS)
    text = texts.read(fields.any("text"), level + 1, detect=False)
    if not plain(text).strip():
        raise bad_request("BUTTON_TEXT_INVALID")
    if any(isinstance(e, dict) and e["type"] not in IN_TEXT for e in _parts(text)):
        raise fields.wrong("text of a button may hold only plain text, custom emoji and dates")
    kinds = [name for name in KINDS if fields.has(name)]
    if len(kinds) != 1:
        raise fields.wrong("exactly one type of the button must be specified")
    button: Body = {"text": text, kinds[0]: fields.any(kinds[0])}
    _check_kind(fields, kinds[0])
    if fields.has("style"):
        button["style"] = fields.string("style")
        _check_style(fields, kinds[0])
    return button


def _check_kind(fields: Fields, kind: str) -> None:
    if kind == "url" and not valid_url(fields.string(kind)):
        raise bad_request("BUTTON_URL_INVALID")
    if kind == "callback_data" and not 0 < len(fields.string(kind).encode()) <= DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    if kind == "copy_text":
        text = Fields(fields.any(kind), "CopyTextButton").string("text")
        if not 0 < len(text) <= COPY_CHARS:
            raise bad_request("BUTTON_COPY_TEXT_INVALID")
    if kind in ("web_app", "login_url"):
        url = Fields(fields.any(kind), "button").string("url")
        if not url.startswith("https://") or not valid_url(url):
            raise bad_request("BUTTON_URL_INVALID")
    if kind.startswith("switch_inline_query") and not kind.endswith("chosen_chat"):
        fields.string(kind)


def _check_style(fields: Fields, kind: str) -> None:
    style = fields.string("style")
    if style not in STYLES or (style == "link" and kind != "callback_data"):
        raise fields.wrong("Invalid button style specified")


def _parts(text: Any) -> list[Any]:
    return text if isinstance(text, list) else [text]

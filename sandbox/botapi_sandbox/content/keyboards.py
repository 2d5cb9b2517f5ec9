"""reply_markup: what Telegram accepts as buttons."""

import re
from typing import Any
from urllib.parse import urlsplit

from botapi_sandbox.content.contents import Body
from botapi_sandbox.ground.errors import bad_request
from botapi_sandbox.ground.params import Call

DATA_BYTES = 64  # Bot API: InlineKeyboardButton.callback_data
MOST_BUTTONS = 100
COPY_CHARS = 256  # Bot API: CopyTextButton.text
ACTIONS = (
    "callback_game",
    "disabled",
    "pay",
    "switch_inline_query",
    "switch_inline_query_chosen_chat",
    "switch_inline_query_current_chat",
)
STYLES = ("primary", "success", "danger")
_HOST = re.compile(r"[^\s.@/]+(\.[^\s.@/]+)+\.?")


def read_markup(call: Call) -> Body:
    """Fields for the message: `reply_markup` for inline buttons; other keyboards are not part of
    a Message and go to `_keyboard`."""
    markup = call.nested("reply_markup", "reply keyboard markup")
    if markup is None:
        return {}
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    rows = markup.get("inline_keyboard")
    if rows is None:
        _check_reply_keyboard(markup)
        return {"_keyboard": markup} if markup else {}
    checked = [_row(row) for row in _rows(rows, "inline_keyboard")]
    if sum(map(len, checked)) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    kept = [row for row in checked if row]
    return {"reply_markup": {"inline_keyboard": kept}} if kept else {}


def valid_url(url: Any) -> bool:
    """A link people can open from a button or a text: http(s), tg or ton, the host with a dot."""
    if not isinstance(url, str) or not url or any(char.isspace() for char in url):
        return False
    if url.startswith(("tg://", "ton://", "mailto:", "tel:")):
        return len(url) > len("tg://")
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
        host = parts.hostname or ""
        _port = parts.port  # raises for what is no port
    except ValueError:
        return False
    if parts.scheme not in ("http", "https"):
        return False
    return ":" in host or _HOST.fullmatch(host) is not None


def _rows(rows: Any, name: str) -> list[list[Any]]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request(f'field "{name}" must be an Array of Arrays')
    return rows


def _row(row: list[Any]) -> list[Body]:
    return [_button(button) for button in row]


def _button(button: Any) -> Body:
    if not isinstance(button, dict):
        raise _unreadable("InlineKeyboardButton must be an Object")
    fields = {name: value for name, value in button.items() if value is not None}
    text = fields.get("text")
    if not isinstance(text, str):
        raise _unreadable('Field "text" must be of type String')
    if not text.strip():
        raise bad_request("BUTTON_TEXT_INVALID")
    if fields.get("style", STYLES[0]) not in STYLES:
        raise _unreadable("Invalid button style specified")
    _check_kind(fields)
    return fields


def _check_kind(button: Body) -> None:
    """In the server's order: a link wins over data, data over the rest."""
    if button.get("url"):
        if not valid_url(button["url"]):
            raise bad_request("BUTTON_URL_INVALID")
    elif button.get("callback_data"):
        if len(str(button["callback_data"]).encode()) > DATA_BYTES:
            raise bad_request("BUTTON_DATA_INVALID")
    elif "copy_text" in button:
        copied = button["copy_text"]
        text = copied.get("text") if isinstance(copied, dict) else None
        if not isinstance(text, str) or not 0 < len(text) <= COPY_CHARS:
            raise bad_request("BUTTON_COPY_TEXT_INVALID")
    elif "web_app" in button or "login_url" in button:
        page = button.get("web_app") or button.get("login_url")
        url = page.get("url") if isinstance(page, dict) else None
        if not valid_url(url) or not str(url).startswith("https://"):
            raise bad_request("BUTTON_URL_INVALID")
    elif not any(name in button for name in ACTIONS):
        raise _unreadable("Text buttons are unallowed in the inline keyboard")


def _check_reply_keyboard(markup: Body) -> None:
    rows = markup.get("keyboard")
    if rows is None:
        return
    for button in (button for row in _rows(rows, "keyboard") for button in row):
        text = button if isinstance(button, str) else (button or {}).get("text")
        if not isinstance(text, str):
            raise bad_request(
                "can't parse keyboard button: KeyboardButton must be a String or an Object"
            )


def _unreadable(why: str) -> Exception:
    return bad_request(f"can't parse inline keyboard button: {why}")

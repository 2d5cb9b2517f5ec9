"""RichText as it was sent into RichText as it is shown."""

from collections.abc import Callable
from typing import Any

from botapi_sandbox.content.contents import Body
from botapi_sandbox.formatting.rich.build.texts import RichText, joined
from botapi_sandbox.formatting.rich.check.buttons import checked_button
from botapi_sandbox.formatting.rich.check.fields import Fields
from botapi_sandbox.formatting.rich.check.found import found
from botapi_sandbox.formatting.rich.parse.tree import MOST_LEVELS, too_deep
from botapi_sandbox.ground.errors import bad_request

STYLES = frozenset(
    {
        *("bold", "italic", "underline", "strikethrough", "spoiler", "subscript", "superscript"),
        *("marked", "code"),
    }
)
LINKS = {
    "url": "url",
    "email_address": "email_address",
    "phone_number": "phone_number",
    "anchor_link": "anchor_name",
    "reference_link": "reference_name",
    "reference": "name",
}
"""By type: the field beside `text`."""
FOUND = {
    "mention": "username",
    "hashtag": "hashtag",
    "cashtag": "cashtag",
    "bot_command": "bot_command",
    "bank_card_number": "bank_card_number",
}
"""Telegram takes the text of these and finds them again, or does not."""
ID_DIGITS = 19

Users = Callable[[int], Body | None]


class TextCheck:
    def __init__(self, users: Users, *, detect: bool) -> None:
        self._users = users
        self._detect = detect

    def read(self, value: Any, level: int, *, detect: bool = True) -> RichText:
        """Raises 400. `detect` False: inside of what is a link or code already."""
        if level > MOST_LEVELS:
            raise too_deep()
        if isinstance(value, str):
            return joined(found(value)) if detect and self._detect else value
        if isinstance(value, list):
            # An array is no formatting; one right inside of another must still have an end.
            deeper = (level + isinstance(each, list) for each in value)
            pairs = zip(value, deeper, strict=True)
            return joined([self.read(each, below, detect=detect) for each, below in pairs])
        fields = Fields(value, "RichText")
        kind = fields.string("type")
        if kind in STYLES:
            fields.only("type", "text")
            inside = self.read(fields.any("text"), level + 1, detect=detect and kind != "code")
            return {"type": kind, "text": inside} if inside else ""
        if kind in FOUND:
            fields.only("type", "text", FOUND[kind])
            return self.read(fields.any("text"), level + 1, detect=detect)
        if kind in LINKS:
            fields.only("type", "text", LINKS[kind])
            inside = self.read(fields.any("text"), level + 1, detect=detect and kind == "reference")
            return {"type": kind, "text": inside, LINKS[kind]: fields.string(LINKS[kind])}
        return self._special(fields, kind, level)

    def _special(self, fields: Fields, kind: str, level: int) -> RichText:
        match kind:
            case "text_mention":
                return self._mention(fields, level)
            case "date_time":
                fields.only("type", "text", "unix_time", "date_time_format")
                inside = self.read(fields.any("text"), level + 1, detect=False)
                moment = {"unix_time": fields.whole("unix_time")}
                form = fields.string("date_time_format") if fields.has("date_time_format") else ""
                return {"type": kind, "text": inside, **moment, "date_time_format": form}
            case "custom_emoji":
                fields.only("type", "custom_emoji_id", "alternative_text")
                return {"type": kind, **_emoji(fields)}
            case "mathematical_expression":
                fields.only("type", "expression")
                return {"type": kind, "expression": fields.string("expression")}
            case "anchor":
                fields.only("type", "name")
                return {"type": kind, "name": fields.string("name")}
            case "button":
                fields.only("type", "button")
                return {"type": kind, "button": checked_button(fields.any("button"), self, level)}
        raise fields.wrong(f'unsupported type "{kind}"')

    def _mention(self, fields: Fields, level: int) -> RichText:
        """Of somebody this Telegram does not know, only the text is left."""
        fields.only("type", "text", "user")
        text = self.read(fields.any("text"), level + 1, detect=False)
        user = self._users(Fields(fields.any("user"), "User").whole("id"))
        return text if user is None else {"type": "text_mention", "text": text, "user": user}


def _emoji(fields: Fields) -> Body:
    number = fields.string("custom_emoji_id")
    if not number.isascii() or not number.isdigit() or len(number) > ID_DIGITS:
        raise bad_request("invalid custom emoji identifier specified")
    return {"custom_emoji_id": number, "alternative_text": fields.string("alternative_text")}

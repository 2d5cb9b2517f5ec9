"""What a request that cannot be read is told, and where in it the trouble is.

Texts are the server's own where it has one (tdlib/telegram-bot-api, Client.cpp; tdlib/td,
JsonBuilder.cpp); the others name the place.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from botapi_sandbox.ground.errors import ApiError, bad_request

INDEX = re.compile(r"\[\d+\]")

PREFIXES = {
    "InlineKeyboardButton": "Can't parse inline keyboard button: ",
    "KeyboardButton": "Can't parse keyboard button: ",
    "MessageEntity": "Can't parse MessageEntity: ",
    "BotCommand": "Can't parse BotCommand: ",
    "BotCommandScope": "Can't parse BotCommandScope: ",
    "MenuButton": "Can't parse menu button: ",
    "InputMedia": "Can't parse InputMedia: ",
    "InputPaidMedia": "Can't parse InputPaidMedia: ",
    "InputSticker": "Can't parse InputSticker: ",
    "InputChecklist": "Can't parse InputChecklist: ",
    "ReactionType": "Can't parse ReactionType: ",
    "LabeledPrice": "Can't parse labeled price: ",
    "ChatAdministratorRights": "Can't parse ChatAdministratorRights: ",
    "InputPollOption": "",
    "ReplyParameters": "",
    "LinkPreviewOptions": "",
    "InlineKeyboardMarkup": "",
    "ReplyKeyboardMarkup": "",
}
"""How complaints about such an object, or one of its kinds (InputMediaPhoto), begin."""

NO_OBJECT = {
    "InlineKeyboardButton": "InlineKeyboardButton must be an Object",
    "KeyboardButton": "KeyboardButton must be a String or an Object",
    "BotCommandScope": "BotCommandScope must be an Object",
    "ReplyParameters": "Object expected as reply parameters",
    "LinkPreviewOptions": "Object expected as link preview options",
    "InlineKeyboardMarkup": "Object expected as reply markup",
    "InputPollOption": "Expected an option to be of type String",
}
NO_ARRAY = {
    "media": "Expected an Array of InputMedia",
    "commands": "Expected an Array of BotCommand",
    "options": "Expected an Array of String as options",
    "message_ids": "Expected an Array of message identifiers",
    "reply_markup.inline_keyboard": 'Field "inline_keyboard" must be of type Array',
    "reply_markup.inline_keyboard[]": (
        'Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'
    ),
    "reply_markup.keyboard": 'Field "keyboard" must be of type Array',
    "reply_markup.keyboard[]": 'Field "keyboard" must be an Array of Arrays',
}
NO_KIND = {
    "scope": "Unsupported type specified",
    "reaction[]": "invalid reaction type specified",
    "media[]": 'type "{}" can\'t be used in sendMediaGroup',
}
NO_VALUE = {
    "style": "invalid button style specified",
    "MessageEntity.type": "Unsupported type specified",
}
EXPECTED = {"Integer": "Number", "Float": "Number", "InputFile": "String"}
"""The server names JSON's types, not the documentation's."""


FAMILIES = ("InputMedia", "InputPaidMedia", "BotCommandScope", "MenuButton", "ReactionType")
"""What the names of several objects begin with: InputMediaPhoto is one of InputMedia."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trail:
    """Where in a value the check is, and how a complaint from there begins."""

    path: str
    owner: str = ""  # the object it is in
    prefix: str | None = None  # None: the server has no words of its own for this place
    depth: int = 0
    notes: list[str] | None = None  # lenient: what the real server overlooks is noted here

    def unknown(self, key: str) -> None:
        """A field that nobody knows."""
        self.overlooked(f'unknown field "{key}" in {self.path}')

    def overlooked(self, what: str) -> None:
        """Raises 400, unless such things are to be overlooked."""
        if self.notes is None:
            raise bad_request(what)
        self.notes.append(what)

    def into(self, step: str) -> "Trail":
        return replace(self, path=self.path + step, depth=self.depth + 1)

    def inside(self, name: str) -> "Trail":
        """Within an object, or a union, of that name."""
        prefix = known(PREFIXES, name)
        if prefix is None or prefix == self.prefix:
            return replace(self, owner=name)
        return replace(self, owner=name, prefix=(self.prefix or "") + prefix)

    def place(self) -> str:
        """The path without the numbers of items."""
        return INDEX.sub("[]", self.path)

    def field(self) -> str:
        return f'Field "{self.path.rpartition(".")[2]}"'

    def no_array(self) -> ApiError:
        text = NO_ARRAY.get(self.place())
        if text is None:
            return self.wrong("expected an Array")
        return replace(self, prefix="").wrong(text)

    def no_object(self, name: str) -> ApiError:
        return self.wrong(known(NO_OBJECT, name) or "expected an Object")

    def no_such_type(self, value: object) -> ApiError:
        return self.wrong(NO_KIND.get(self.place(), 'type "{}" is unsupported').format(value))

    def no_such_value(self, allowed: list[object]) -> ApiError:
        name = self.path.rpartition(".")[2]
        text = NO_VALUE.get(f"{self.owner}.{name}") or NO_VALUE.get(name)
        return self.wrong(text or f"{self.field()} must be one of {', '.join(map(str, allowed))}")

    def wrong(self, text: str) -> ApiError:
        whole = f"{text} in {self.path}" if self.prefix is None else self.prefix + text
        return bad_request(whole[0].lower() + whole[1:])


def known(words: Mapping[str, str], name: str) -> str | None:
    """By the name itself, else by the family it belongs to."""
    exact = words.get(name)
    if exact is not None:
        return exact
    return next((words.get(each) for each in FAMILIES if name.startswith(each)), None)

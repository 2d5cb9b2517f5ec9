"""Tags inside of a paragraph into RichText; white space counts as in HTML."""

import re
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from botapi_sandbox.content.contents import Body
from botapi_sandbox.content.keyboards import valid_url
from botapi_sandbox.content.rich_plain import plain
from botapi_sandbox.formatting import tags
from botapi_sandbox.formatting.rich.parse.tree import (
    MOST_LEVELS,
    Element,
    Node,
    text_of,
    too_deep,
    unreadable,
)

RichText = Any
"""Bot API: a string, a list of RichText, or an object with a `type`."""

STYLES = tags.STYLES | {"mark": "marked", "sub": "subscript", "sup": "superscript"}
BUTTON_FIELDS = {
    "url": ("url", "url"),
    "callback_data": ("callback_data", "data"),
    "switch_inline_query": ("switch_inline_query", "query"),
    "switch_inline_query_current_chat": ("switch_inline_query_current_chat", "query"),
}
"""By the type of a tg-button: the field of RichMessageButton, and the attribute it comes from."""
CHOSEN_CHATS = ("user", "bot", "group", "channel")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_USER = re.compile(r"tg://user/?\?id=(\d{1,18})")


def joined(parts: list[RichText]) -> RichText:
    """Neighbouring strings become one; one part needs no list."""
    out: list[RichText] = []
    given = (part for part in parts if part != "")
    for words, group in groupby(given, key=lambda part: isinstance(part, str)):
        pieces = list(group)
        out += ["".join(pieces)] if words else pieces
    if not out:
        return ""
    return out[0] if len(out) == 1 else out


def without_end(text: RichText) -> RichText:
    """A text without the white space it ends in."""
    if isinstance(text, str):
        return text.rstrip(" \n")
    if isinstance(text, list):
        return joined([*text[:-1], without_end(text[-1])])
    if text.get("type") != "code" and "text" in text:
        return text | {"text": without_end(text["text"])}
    return text


@dataclass(slots=True)
class Texts:
    """One paragraph; `after_space` goes along, so that two spaces in a row become one."""

    references: frozenset[str]  # names that a link with # may lead to
    after_space: bool = True

    def read(self, nodes: list[Node], level: int) -> RichText:
        if level > MOST_LEVELS:
            raise too_deep()
        parts: list[RichText] = []
        for node in nodes:
            part = self._one(node, level)
            if part == "\n" and parts and isinstance(parts[-1], str):
                parts[-1] = parts[-1].rstrip(" ")  # before a line break as before an end
            parts.append(part)
        return joined(parts)

    def _one(self, node: Node, level: int) -> RichText:
        if isinstance(node, str):
            return self._string(node)
        if node.tag == "br":
            self.after_space = True
            return "\n"
        if node.tag == "code":
            self.after_space = False
            return {"type": "code", "text": text_of(node.children)}
        if node.tag in STYLES:
            text = self.read(node.children, level + 1)
            return {"type": STYLES[node.tag], "text": text} if text else ""
        special = {
            "a": self._link,
            "tg-reference": self._reference,
            "tg-time": self._time,
            "tg-emoji": self._emoji,
            "img": self._emoji,
            "tg-math": self._math,
            "tg-button": self._button,
        }.get(node.tag)
        if special is None:
            raise unreadable(f'Tag "{node.tag}" is not allowed inside of a text')
        return special(node, level)

    def _string(self, text: str) -> str:
        text = _SPACES.sub(" ", text)
        if self.after_space and text.startswith(" "):
            text = text[1:]
        if text:
            self.after_space = text.endswith(" ")
        return text

    def _link(self, node: Element, level: int) -> RichText:
        """A link to nowhere silently becomes plain text, as in sendMessage."""
        if "name" in node.attributes and "href" not in node.attributes:
            anchor = {"type": "anchor", "name": node.attributes["name"]}
            return joined([anchor, self.read(node.children, level + 1)])
        text = self.read(node.children, level + 1)
        target = node.attributes.get("href", "") or plain(text)
        if not text:
            return ""
        if target.startswith("#"):
            name = target[1:]
            if name in self.references:
                return {"type": "reference_link", "text": text, "reference_name": name}
            return {"type": "anchor_link", "text": text, "anchor_name": name}
        return linked(text, target)

    def _reference(self, node: Element, level: int) -> RichText:
        text = self.read(node.children, level + 1)
        return {"type": "reference", "text": text, "name": node.attributes.get("name", "")}

    def _time(self, node: Element, level: int) -> RichText:
        try:
            unix = int(node.attributes.get("unix", ""))
        except ValueError:
            raise unreadable('Tag "tg-time" needs the attribute "unix"') from None
        text = self.read(node.children, level + 1)
        form = node.attributes.get("format", "")
        return {"type": "date_time", "text": text, "unix_time": unix, "date_time_format": form}

    def _emoji(self, node: Element, _level: int) -> RichText:
        self.after_space = False
        source = node.attributes.get("src", "")
        number = node.attributes.get("emoji-id", source.removeprefix("tg://emoji?id="))
        text = text_of(node.children) or node.attributes.get("alt", "")
        return {"type": "custom_emoji", "custom_emoji_id": number, "alternative_text": text}

    def _math(self, node: Element, _level: int) -> RichText:
        self.after_space = False
        return {"type": "mathematical_expression", "expression": text_of(node.children)}

    def _button(self, node: Element, level: int) -> RichText:
        self.after_space = False
        return {"type": "button", "button": button(node, self.references, level)}


def linked(text: RichText, target: str) -> RichText:
    if target.startswith("mailto:"):
        address = target.removeprefix("mailto:")
        return {"type": "email_address", "text": text, "email_address": address}
    if target.startswith("tel:"):
        number = target.removeprefix("tel:")
        return {"type": "phone_number", "text": text, "phone_number": number}
    user = _USER.fullmatch(target)
    if user:
        return {"type": "text_mention", "text": text, "user": {"id": int(user.group(1))}}
    return {"type": "url", "text": text, "url": target} if valid_url(target) else text


def button(node: Element, references: frozenset[str], level: int) -> Body:
    """Bot API: RichMessageButton, out of a tg-button; checked with the others."""
    given, kind = node.attributes, node.attributes.get("type", "")
    fields: Body = {"text": without_end(Texts(references).read(node.children, level + 1))}
    if "style" in given:
        fields["style"] = given["style"]
    if kind in BUTTON_FIELDS:
        name, attribute = BUTTON_FIELDS[kind]
        return fields | {name: given.get(attribute, "")}
    if kind == "copy_text":
        return fields | {"copy_text": {"text": given.get("text", "")}}
    if kind in ("web_app", "login_url"):
        return fields | {kind: {"url": given.get("url", "")}}
    if kind == "disabled":
        return fields | {"disabled": {}}
    if kind == "switch_inline_query_chosen_chat":
        chats = {f"allow_{n}_chats": True for n in CHOSEN_CHATS if f"allow-{n}-chats" in given}
        return fields | {kind: {"query": given.get("query", "")} | chats}
    raise unreadable(f'Unsupported button type "{kind}"')

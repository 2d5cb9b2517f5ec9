"""parse_mode=HTML, with Telegram's complaints (tdlib/td, MessageEntity.cpp; offsets in bytes)."""

import re
from dataclasses import dataclass, field
from functools import partial

from botapi_sandbox.formatting.moments import moment_fields
from botapi_sandbox.formatting.tags import NAMED, STYLES, character
from botapi_sandbox.formatting.units import Entity, width
from botapi_sandbox.ground.errors import ApiError, bad_request

TAGS = STYLES | {
    "span": "spoiler",
    "pre": "pre",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
    "blockquote": "blockquote",
}

_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([a-zA-Z]+));?")
_OPENING = re.compile(r"<([a-zA-Z][^\s>/]*|[^\s>/]*)")
_ATTRIBUTE = re.compile(r"""\s*([a-zA-Z0-9_-]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+))?""")
_MENTION = re.compile(r"tg://user/?\?id=(\d+)")


@dataclass(slots=True, kw_only=True)
class Open:
    """A tag that waits for its end."""

    tag: str
    offset: int  # UTF-16 units
    attributes: dict[str, str]


@dataclass(slots=True)
class Reader:
    source: str
    at: int = 0
    units: int = 0
    parts: list[str] = field(default_factory=list)
    stack: list[Open] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def read(self) -> tuple[str, list[Entity]]:
        while self.at < len(self.source):
            if self.source.startswith("</", self.at):
                self._end()
            elif self.source[self.at] == "<":
                self._start()
            else:
                self._characters()
        if self.stack:
            raise _refusal(f'Can\'t find end tag corresponding to start tag "{self.stack[-1].tag}"')
        return "".join(self.parts), self.entities

    def _characters(self) -> None:
        end = self.source.find("<", self.at)
        end = len(self.source) if end < 0 else end
        text = unescape(self.source[self.at : end])
        self.parts.append(text)
        self.units += width(text)
        self.at = end

    def _start(self) -> None:
        begun = self.at
        match = _OPENING.match(self.source, begun)
        tag = match.group(1).lower() if match else ""
        self.at += 1 + len(tag)
        if tag not in TAGS:
            raise _refusal(f'Unsupported start tag "{tag}" at byte offset {self._bytes(begun)}')
        attributes = self._attributes(begun)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise _refusal(
                f'Tag "span" must have class "tg-spoiler" at byte offset {self._bytes(begun)}'
            )
        self.stack.append(Open(tag=tag, offset=self.units, attributes=attributes))

    def _attributes(self, begun: int) -> dict[str, str]:
        found: dict[str, str] = {}
        while True:
            rest = self.source[self.at :]
            if not rest.strip():
                raise _refusal(f"Unclosed start tag at byte offset {self._bytes(begun)}")
            if rest.lstrip().startswith(">"):
                self.at += len(rest) - len(rest.lstrip()) + 1
                return found
            match = _ATTRIBUTE.match(self.source, self.at)
            if match is None:
                text = f'Empty attribute name in the tag "{self.source[begun + 1 : self.at]}"'
                raise _refusal(f"{text} at byte offset {self._bytes(begun)}")
            found[match.group(1).lower()] = unescape((match.group(2) or "").strip("\"'"))
            self.at = match.end()

    def _end(self) -> None:
        begun = self.at
        end = self.source.find(">", begun)
        if end < 0:
            raise _refusal(f"Unclosed end tag at byte offset {self._bytes(begun)}")
        tag = self.source[begun + 2 : end].strip().lower()
        if not self.stack:
            raise _refusal(f"Unexpected end tag at byte offset {self._bytes(begun)}")
        opened = self.stack.pop()
        if tag and tag != opened.tag:
            raise _refusal(
                f"Unmatched end tag at byte offset {self._bytes(begun)}, "
                f'expected "</{opened.tag}>", found "</{tag}>"'
            )
        self.at = end + 1
        if self.units > opened.offset:
            self._close(opened)

    def _close(self, opened: Open) -> None:
        place = {"offset": opened.offset, "length": self.units - opened.offset}
        fields = _entity(opened, "".join(self.parts))
        last = self.entities[-1] if self.entities else {}
        if opened.tag == "pre" and last.get("type") == "code" and last.items() >= place.items():
            # <pre><code class="language-x">: one entity, with the language
            self.entities.pop()
            if "_language" in last:
                fields["language"] = last["_language"]
        self.entities.append(fields | place)

    def _bytes(self, place: int) -> int:
        return len(self.source[:place].encode())


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Plain text and entities. Raises 400 "can't parse entities: …"."""
    text, entities = Reader(source).read()
    for each in entities:
        each.pop("_language", None)
    return text, entities


def unescape(text: str) -> str:
    """The named references of tags.NAMED are the only ones Telegram knows here."""
    return _REFERENCE.sub(partial(character, named=NAMED), text) if "&" in text else text


def _entity(opened: Open, text: str) -> Entity:
    attributes = opened.attributes
    kind = TAGS[opened.tag]
    if opened.tag == "a":
        linked = text.encode("utf-16-le")[2 * opened.offset :].decode("utf-16-le")
        url = attributes.get("href") or linked
        mention = _MENTION.fullmatch(url)
        if mention:
            user = {"id": int(mention.group(1)), "is_bot": False, "first_name": linked}
            return {"type": "text_mention", "user": user}
        return {"type": kind, "url": url}
    if opened.tag == "tg-emoji":
        return {"type": kind, "custom_emoji_id": attributes.get("emoji-id", "")}
    if opened.tag == "tg-time":
        return {"type": kind} | _moment(attributes)
    if opened.tag == "blockquote" and "expandable" in attributes:
        return {"type": "expandable_blockquote"}
    if opened.tag == "code" and attributes.get("class", "").startswith("language-"):
        return {"type": kind, "_language": attributes["class"].removeprefix("language-")}
    return {"type": kind}


def _moment(attributes: dict[str, str]) -> Entity:
    moment = moment_fields(attributes.get("unix"), attributes.get("format", ""))
    if moment is None:
        raise _refusal('The tag "tg-time" needs the attributes "unix" and "format"')
    return moment


def _refusal(text: str) -> ApiError:
    return bad_request(f"can't parse entities: {text}")

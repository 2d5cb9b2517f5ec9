"""parse_mode=MarkdownV2, with Telegram's complaints (tdlib/td, MessageEntity.cpp)."""

from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

from botapi_sandbox.formatting.moments import moment_fields
from botapi_sandbox.formatting.units import Entity, width
from botapi_sandbox.ground.errors import ApiError, bad_request

RESERVED = "_*[]()~`>#+-=|{}.!"
MARKERS = ("```", "__", "||", "_", "*", "~", "`")  # longer ones first
KINDS = {
    "*": "bold",
    "_": "italic",
    "__": "underline",
    "~": "strikethrough",
    "||": "spoiler",
    "`": "code",
    "```": "pre",
}
TIME = "tg://time?"
TITLES = {kind: kind.title() for kind in KINDS.values()} | {"text_link": "TextUrl"}


@dataclass(slots=True, kw_only=True)
class Open:
    marker: str
    kind: str
    offset: int  # UTF-16 units
    byte: int
    fields: Entity = field(default_factory=dict)


@dataclass(slots=True)
class Reader:
    source: str
    at: int = 0
    units: int = 0
    parts: list[str] = field(default_factory=list)
    stack: list[Open] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    quote: int | None = None  # where the block quotation began

    def read(self) -> tuple[str, list[Entity]]:
        while self.at < len(self.source):
            if self._line_start():
                continue
            if not (self._verbatim() or self._escaped() or self._link() or self._marker()):
                self._character()
        if self.stack:
            raise self._endless(self.stack[-1])
        self._end_quote()
        return "".join(self.parts), self.entities

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.units += width(text)

    def _line_start(self) -> bool:
        """Whether a quotation sign was read; a line without one ends the quotation."""
        if self.at and self.source[self.at - 1] != "\n":
            return False
        if self.source.startswith("**>", self.at):
            self._end_quote()
            self.at += 2
        if not self.source.startswith(">", self.at):
            self._end_quote()
            return False
        self.quote = self.units if self.quote is None else self.quote
        self.at += 1
        return True

    def _end_quote(self) -> None:
        if self.quote is None:
            return
        text = "".join(self.parts)
        length = self.units - self.quote - text.endswith("\n")
        if length > 0:
            place = {"offset": self.quote, "length": length}
            self.entities.append({"type": "blockquote"} | place)
        self.quote = None

    def _verbatim(self) -> bool:
        """Inside code and pre only the closing marker and backslashes mean anything."""
        if not self.stack or self.stack[-1].kind not in ("code", "pre"):
            return False
        top = self.stack[-1]
        if self.source.startswith(top.marker, self.at):
            self.at += len(top.marker)
            self._close()
            return True
        if self._escaped():
            return True
        self._put(self.source[self.at])
        self.at += 1
        return True

    def _escaped(self) -> bool:
        if self.source[self.at] != "\\" or self.at + 1 >= len(self.source):
            return False
        following = self.source[self.at + 1]
        if not 0 < ord(following) <= 126:
            return False
        self._put(following)
        self.at += 2
        return True

    def _link(self) -> bool:
        """[text](url): the bracket opens an entity, the closing one brings the address."""
        if self.source.startswith("![", self.at) or self.source[self.at] == "[":
            emoji = self.source[self.at] == "!"
            self._open("]", "custom_emoji" if emoji else "text_link", 2 if emoji else 1)
            return True
        if self.source[self.at] != "]" or not self.stack or self.stack[-1].marker != "]":
            return False
        self.at += 1
        top = self.stack[-1]
        url = ""
        if self.source.startswith("(", self.at):
            end = self.source.find(")", self.at)
            if end < 0:
                raise _refusal(f"Can't find end of a URL at byte offset {self._byte(self.at)}")
            url = self.source[self.at + 1 : end].replace("\\", "")
            self.at = end + 1
        if url.startswith(TIME):
            top.kind, top.fields = "date_time", _moment(url)
        elif top.kind == "custom_emoji":
            top.fields = {"custom_emoji_id": url.rpartition("id=")[2]}
        else:
            top.fields = {"url": url or "".join(self.parts)[-1:]}
        self._close()
        return True

    def _marker(self) -> bool:
        for marker in MARKERS:
            if not self.source.startswith(marker, self.at):
                continue
            if self.stack and self.stack[-1].marker == marker:
                self.at += len(marker)
                self._close()
                return True
            if any(each.marker == marker for each in self.stack):
                raise self._endless(self.stack[-1])
            self._open(marker, KINDS[marker], len(marker))
            if marker == "```":
                self._language()
            return True
        return False

    def _open(self, marker: str, kind: str, skip: int) -> None:
        byte = self._byte(self.at)
        self.stack.append(Open(marker=marker, kind=kind, offset=self.units, byte=byte))
        self.at += skip

    def _language(self) -> None:
        line, newline, _rest = self.source[self.at :].partition("\n")
        if newline and "`" not in line and " " not in line.strip():
            self.at += len(line) + 1
            if line.strip():
                self.stack[-1].fields = {"language": line.strip()}

    def _close(self) -> None:
        top = self.stack.pop()
        if self.units > top.offset:
            place = {"offset": top.offset, "length": self.units - top.offset}
            self.entities.append({"type": top.kind, **top.fields} | place)

    def _character(self) -> None:
        char = self.source[self.at]
        if char in RESERVED:
            raise _refusal(
                f"Character '{char}' is reserved and must be escaped with the preceding '\\'"
            )
        self._put(char)
        self.at += 1

    def _byte(self, place: int) -> int:
        return len(self.source[:place].encode())

    def _endless(self, opened: Open) -> ApiError:
        title = TITLES.get(opened.kind, "CustomEmoji")
        return _refusal(f"Can't find end of {title} entity at byte offset {opened.byte}")


def parse_markdown(source: str) -> tuple[str, list[Entity]]:
    """Plain text and entities. Raises 400 "can't parse entities: …"."""
    return Reader(source).read()


def _moment(url: str) -> Entity:
    asked = dict(parse_qsl(urlsplit(url).query))
    moment = moment_fields(asked.get("unix"), asked.get("format", ""))
    if moment is None:
        raise _refusal("A time is written as tg://time?unix=…&format=…")
    return moment


def _refusal(text: str) -> ApiError:
    return bad_request(f"can't parse entities: {text}")

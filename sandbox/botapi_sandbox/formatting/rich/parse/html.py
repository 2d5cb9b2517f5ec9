"""Rich HTML into a tree of tags. Bot API: rich message formatting options."""

import re
from dataclasses import dataclass, field
from functools import partial

from botapi_sandbox.formatting import tags
from botapi_sandbox.formatting.rich.parse.tree import (
    MOST_OPEN,
    RAW,
    TAGS,
    VOID,
    Element,
    Node,
    unreadable,
)
from botapi_sandbox.ground.errors import ApiError

NAMED = tags.NAMED | {
    "apos": "'",
    "nbsp": "\xa0",
    "hellip": "…",
    "mdash": "—",
    "ndash": "–",
    "lsquo": "‘",
    "rsquo": "’",
    "ldquo": "“",
    "rdquo": "”",
}
"""The only named references of rich messages; others stay as they are."""

_VALUE = r"""(?:"[^"]*+"|'[^']*+'|[^\s"'=<>`]++)"""
_TAG = re.compile(
    rf"<(/?)([a-zA-Z][a-zA-Z0-9-]*+)((?:\s++[a-zA-Z_:][\w.:-]*+(?:\s*+=\s*+{_VALUE})?)*+)\s*+(/?)>"
)
"""Nothing in it is tried twice, so a long broken tag costs no more than its length."""
_ATTRIBUTE = re.compile(rf"([a-zA-Z_:][\w.:-]*+)(?:\s*+=\s*+({_VALUE}))?")
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,8})|#([0-9]{1,8})|([a-zA-Z]{1,8}));")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """One `<...>` of a source."""

    name: str
    attributes: dict[str, str]
    closing: bool
    alone: bool  # nothing is inside: <hr>, <tg-map ... />
    end: int  # where the source goes on


def tag_at(source: str, at: int) -> Tag | None:
    match = _TAG.match(source, at)
    if match is None:
        return None
    closing, name, attributes, slash = match.groups()
    return Tag(
        name=name.lower(),
        attributes={
            each.group(1).lower(): unescape((each.group(2) or "").strip("\"'"))
            for each in _ATTRIBUTE.finditer(attributes)
        },
        closing=bool(closing),
        alone=not closing and (bool(slash) or name.lower() in VOID),
        end=match.end(),
    )


def unescape(text: str) -> str:
    return _REFERENCE.sub(partial(tags.character, named=NAMED), text) if "&" in text else text


def raw_inside(source: str, tag: Tag) -> tuple[str, int]:
    """What stands up to the end tag, untouched, and where the source goes on."""
    end = source.find(f"</{tag.name}>", tag.end)
    if end < 0:
        raise unclosed(tag.name)
    return source[tag.end : end], end + len(tag.name) + len("</>")


def begun(source: str, tag: Tag) -> tuple[Element, int, bool]:
    """The element of a start tag, where the source goes on, and whether it waits for its end."""
    element = Element(tag.name, tag.attributes)
    if tag.alone:
        return element, tag.end, False
    if tag.name in RAW:
        inside, end = raw_inside(source, tag)
        element.children.append(inside)
        return element, end, False
    return element, tag.end, True


def after_comment(source: str, start: int) -> int:
    """Where the source goes on after the comment that begins there; one without end is all."""
    end = source.find("-->", start)
    return len(source) if end < 0 else end + len("-->")


def inside(source: str, name: str, start: int) -> tuple[int, str]:
    """Where an element ends whose start tag ended at `start`, and what stands in it."""
    depth = 1
    tags = re.compile(rf"<(/?){re.escape(name)}\b[^<>]*+>", re.IGNORECASE)
    for match in tags.finditer(source, start):
        if not match.group().endswith("/>"):
            depth += -1 if match.group(1) else 1
        if not depth:
            return match.end(), source[start : match.start()]
    raise unclosed(name)


def unclosed(name: str) -> ApiError:
    return unreadable(f'Can\'t find end tag corresponding to start tag "{name}"')


@dataclass(slots=True)
class Reader:
    source: str
    at: int = 0
    nodes: list[Node] = field(default_factory=list)
    stack: list[Element] = field(default_factory=list)

    def read(self) -> list[Node]:
        while self.at < len(self.source):
            if self.source[self.at] == "<":
                self._tag()
            else:
                self._characters()
        if self.stack:
            raise unclosed(self.stack[-1].tag)
        return self.nodes

    def _characters(self) -> None:
        end = self.source.find("<", self.at)
        end = len(self.source) if end < 0 else end
        self._add(unescape(self.source[self.at : end]))
        self.at = end

    def _tag(self) -> None:
        start = self.at
        if self.source.startswith("<!--", start):
            self.at = after_comment(self.source, start)
            return
        tag = tag_at(self.source, start)
        if tag is None:
            raise unreadable(f"Unclosed start tag at byte offset {self._bytes(start)}")
        self.at = tag.end
        if tag.closing:
            self._close(tag.name, start)
        elif tag.name not in TAGS:
            where = f"at byte offset {self._bytes(start)}"
            raise unreadable(f'Unsupported start tag "{tag.name}" {where}')
        else:
            self._open(tag)

    def _open(self, tag: Tag) -> None:
        element, self.at, waits = begun(self.source, tag)
        self._add(element)
        if not waits:
            return
        if len(self.stack) >= MOST_OPEN:
            raise unreadable("too many nested tags")
        self.stack.append(element)

    def _close(self, name: str, start: int) -> None:
        if name in VOID:
            return
        where = f"at byte offset {self._bytes(start)}"
        if not self.stack:
            raise unreadable(f"Unexpected end tag {where}")
        opened = self.stack.pop().tag
        if name != opened:
            raise unreadable(
                f'Unmatched end tag {where}, expected "</{opened}>", found "</{name}>"'
            )

    def _add(self, node: Node) -> None:
        (self.stack[-1].children if self.stack else self.nodes).append(node)

    def _bytes(self, place: int) -> int:
        return len(self.source[:place].encode())


def parse_html(source: str) -> list[Node]:
    """Raises 400 "can't parse entities: …"."""
    return Reader(source).read()

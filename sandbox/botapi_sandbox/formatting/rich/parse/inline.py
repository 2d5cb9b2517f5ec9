"""One paragraph of rich Markdown into a tree of tags; HTML tags are read along with it."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Protocol

from botapi_sandbox.formatting.rich.parse.emphasis import Run, paired, run_at
from botapi_sandbox.formatting.rich.parse.html import (
    Tag,
    after_comment,
    begun,
    tag_at,
    unclosed,
    unescape,
)
from botapi_sandbox.formatting.rich.parse.tree import MOST_OPEN, TAGS, Element, Node, unreadable

MOST_BRACKETS = 16  # open "[" at a time; further ones are text
ESCAPABLE = frozenset("!\"#$%&'()*+,-./:;=?@[\\]^_`{|}~")
"""Telegram does not let a backslash escape < and >: it stays visible."""

_TARGET = (
    r"\(\s*+(<[^<>\n]{0,2048}+>|[^\s()<]{0,2048}+(?:\([^\s()]{0,256}+\)[^\s()]{0,256}+)*+)"
    r"(?:\s++(?:\"([^\"]{0,1024}+)\"|'([^']{0,1024}+)'))?\s*+\)"
)
_LINK = re.compile(r"\]" + _TARGET)
_IMAGE = re.compile(r"!\[([^\]]{0,256}+)\]" + _TARGET)
_NOTE = re.compile(r"\[\^([^\]\s]{1,64}+)\]")
_MATH = re.compile(r"\$\$([^$]++)\$\$|\$(?!\s)([^$\n]++)(?<!\s)\$(?!\d)")
_ADDRESS = re.compile(r"<((?:https?|tg|mailto|tel):[^\s<>]++)>", re.IGNORECASE)
_PLAIN = re.compile(r"[^\\`*_~=|$<\[\]!\n]++")
_TICKS = re.compile(r"`++")


class Notes(Protocol):
    """Who numbers the references to footnotes."""

    def refer(self, name: str) -> Element: ...


@dataclass(slots=True)
class Frame:
    """What is open: the paragraph itself, a tag, or (element None) a bracket."""

    element: Element | None
    items: list[Node | Run] = field(default_factory=list)


class Inline:
    def __init__(self, source: str, notes: Notes) -> None:
        self._source = source
        self._notes = notes
        self._at = 0
        self._frames = [Frame(Element(""))]
        self._ticks: dict[int, list[int]] = {}
        for run in _TICKS.finditer(source):
            self._ticks.setdefault(run.end() - run.start(), []).append(run.start())
        self._steps = {
            "\\": self._escape,
            "`": self._code,
            "$": self._math,
            "<": self._angle,
            "[": self._bracket,
            "]": self._target,
            "!": self._image,
            "\n": self._break,
        }

    def read(self) -> list[Node]:
        """Raises 400 for HTML tags that do not match."""
        source = self._source
        while self._at < len(source):
            plain = _PLAIN.match(source, self._at)
            if plain:
                self._at = plain.end()
                self._add(unescape(plain.group()))
            elif not (self._steps.get(source[self._at], self._run))():
                self._add(source[self._at])
                self._at += 1
        self._give_up_brackets()
        if len(self._frames) > 1:
            element = self._frames[-1].element
            raise unclosed(element.tag if element else "")
        return paired(self._frames[0].items)

    def _add(self, item: Node | Run) -> None:
        self._frames[-1].items.append(item)

    def _run(self) -> bool:
        """Signs in a row that may be emphasis."""
        sign, start = self._source[self._at], self._at
        while self._source.startswith(sign, self._at):
            self._at += 1
        self._add(run_at(self._source, start, self._at))
        return True

    def _escape(self) -> bool:
        after = self._source[self._at + 1 : self._at + 2]
        if after == "\n":
            self._add(Element("br"))
        elif after and after in ESCAPABLE:
            self._add(after)
        else:
            return False
        self._at += 2
        return True

    def _code(self) -> bool:
        """Up to as many backticks as there are here; without them these are text."""
        end = self._at
        while self._source.startswith("`", end):
            end += 1
        places = self._ticks.get(end - self._at, [])
        closing = bisect_left(places, end)
        if closing == len(places):
            self._add(self._source[self._at : end])
            self._at = end
            return True
        inside = self._source[end : places[closing]].replace("\n", " ")
        if inside.strip() and inside[0] == inside[-1] == " ":
            inside = inside[1:-1]
        self._add(Element("code", {}, [inside]))
        self._at = places[closing] + end - self._at
        return True

    def _math(self) -> bool:
        match = _MATH.match(self._source, self._at)
        if match is None:
            return False
        self._add(Element("tg-math", {}, [match.group(1) or match.group(2)]))
        self._at = match.end()
        return True

    def _break(self) -> bool:
        """A line ends: two spaces before it make it visible."""
        hard = self._source.endswith("  ", 0, self._at)
        self._add(Element("br") if hard else "\n")
        self._at += 1
        return True

    def _bracket(self) -> bool:
        note = _NOTE.match(self._source, self._at)
        if note:
            self._add(self._notes.refer(note.group(1)))
            self._at = note.end()
            return True
        if sum(frame.element is None for frame in self._frames[-MOST_BRACKETS:]) >= MOST_BRACKETS:
            return False
        self._frames.append(Frame(None))
        self._at += 1
        return True

    def _target(self) -> bool:
        """A closing bracket: the end of a link, or text."""
        if self._frames[-1].element is not None:
            return False
        match = _LINK.match(self._source, self._at)
        if match is None:
            frame = self._frames.pop()
            self._frames[-1].items += ["[", *frame.items, "]"]
            self._at += 1
            return True
        inside = paired(self._frames.pop().items)
        self._add(Element("a", {"href": unescape(match.group(1).strip("<>"))}, inside))
        self._at = match.end()
        return True

    def _image(self) -> bool:
        match = _IMAGE.match(self._source, self._at)
        if match is None:
            return False
        alt, address, *titles = (each or "" for each in match.groups())
        self._add(picture(alt, unescape(address.strip("<>")), unescape("".join(titles))))
        self._at = match.end()
        return True

    def _angle(self) -> bool:
        source = self._source
        address = _ADDRESS.match(source, self._at)
        if address:
            self._add(Element("a", {"href": address.group(1)}, [address.group(1)]))
            self._at = address.end()
            return True
        if source.startswith("<!--", self._at):
            self._at = after_comment(source, self._at)
            return True
        tag = tag_at(source, self._at)
        if tag is None:
            return False
        self._at = tag.end
        if tag.name not in TAGS:
            self._skip(tag)
        elif tag.closing:
            self._close(tag)
        else:
            self._open(tag)
        return True

    def _skip(self, tag: Tag) -> None:
        """Rich Markdown may hold any HTML; what Telegram does not know it leaves out."""
        if tag.name in ("script", "style") and not tag.closing and not tag.alone:
            end = self._source.find(f"</{tag.name}>", tag.end)
            self._at = len(self._source) if end < 0 else end

    def _open(self, tag: Tag) -> None:
        element, self._at, waits = begun(self._source, tag)
        self._add(element)
        if not waits:
            return
        if len(self._frames) > MOST_OPEN:
            raise unreadable("too many nested tags")
        self._frames.append(Frame(element))

    def _close(self, tag: Tag) -> None:
        self._give_up_brackets()
        element = self._frames[-1].element
        if len(self._frames) == 1 or element is None:
            raise unreadable(f'Unexpected end tag "{tag.name}"')
        if element.tag != tag.name:
            raise unreadable(
                f'Unmatched end tag, expected "</{element.tag}>", found "</{tag.name}>"'
            )
        element.children = paired(self._frames.pop().items)

    def _give_up_brackets(self) -> None:
        while self._frames[-1].element is None:
            frame = self._frames.pop()
            self._frames[-1].items += ["[", *frame.items]


def picture(alt: str, address: str, title: str) -> Element:
    """`![alt](address "title")`: a custom emoji, a moment in time, or a file with a caption."""
    kind, _, query = address.partition("?")
    fields = dict(each.partition("=")[::2] for each in query.split("&"))
    if kind == "tg://emoji":
        return Element("tg-emoji", {"emoji-id": fields.get("id", "")}, [alt])
    if kind == "tg://time":
        return Element("tg-time", {k: fields[k] for k in ("unix", "format") if k in fields}, [alt])
    media = Element("img", {"src": address, "any": ""})
    if not title:
        return media
    return Element("figure", {}, [media, Element("figcaption", {}, [title])])

"""Rich Markdown into a tree of tags, block by block. GitHub's Markdown where possible."""

import re
from bisect import bisect_left

from botapi_sandbox.formatting.rich.parse import lists, tables
from botapi_sandbox.formatting.rich.parse.footnotes import Footnotes
from botapi_sandbox.formatting.rich.parse.html import inside, parse_html, tag_at
from botapi_sandbox.formatting.rich.parse.inline import Inline
from botapi_sandbox.formatting.rich.parse.tree import (
    BLOCKS,
    MOST_BLOCKS,
    MOST_LEVELS,
    Element,
    Node,
    too_deep,
    too_many,
)

MARKDOWN_INSIDE = frozenset({"details", "tg-collage", "tg-slideshow", "blockquote"})
INLINE_INSIDE = frozenset({"aside", "summary", "figcaption", "p", "footer", "cite"}) | {
    f"h{size}" for size in range(1, 7)
}
STARTERS = BLOCKS | {"figcaption", "summary", "cite"}

_HEADING = re.compile(r" {0,3}(#{1,6})(?=[ \t]|$)")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*")
_DIVIDER = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})")
_FENCE = re.compile(r"( {0,3})(`{3,}+|~{3,}+)[ \t]*+([^`\s]*+)[^`]*+")
_QUOTE = re.compile(r" {0,3}> ?")
_NOTE = re.compile(r" {0,3}\[\^([^\]\s]{1,64})\]:[ \t]*(.*)")
_TAG = re.compile(r" {0,3}<([a-zA-Z][a-zA-Z0-9-]*)")


class Blocks:
    """The lines of one level: of the message, of a quote, of a list item."""

    def __init__(self, lines: list[str], notes: Footnotes, level: int) -> None:
        if level > MOST_LEVELS:
            raise too_deep()
        self._lines = lines
        self._notes = notes
        self._level = level
        self._text = "\n".join(lines)
        self._starts = [0]
        for line in lines:
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._at = 0
        self._nodes: list[Node] = []
        self._math_ends = True  # whether a further line closes a formula

    def read(self) -> list[Node]:
        steps = [self._divider, self._heading, self._fence, self._math, self._quote]
        steps += [self._note, self._list, self._html, self._table, self._indented]
        while self._at < len(self._lines):
            if not self._lines[self._at].strip():
                self._at += 1
            elif not any(step() for step in steps):
                self._paragraph()
            if len(self._nodes) > MOST_BLOCKS:  # no need to read what will be refused
                raise too_many()
        return self._nodes

    def _line(self) -> str:
        return self._lines[self._at]

    def _inline(self, text: str) -> list[Node]:
        return Inline(text.strip(), self._notes).read()

    def _below(self, lines: list[str]) -> list[Node]:
        return Blocks(lines, self._notes, self._level + 1).read()

    def _divider(self) -> bool:
        if not _DIVIDER.fullmatch(self._line()):
            return False
        return self._took(Element("hr"))

    def _heading(self) -> bool:
        match = _HEADING.match(self._line())
        if match is None:
            return False
        text = self._line()[match.end() :].strip()
        bare = text.rstrip("#")  # a heading may be closed with the signs it begins with
        if not bare or bare[-1] in " \t":
            text = bare
        return self._took(Element(f"h{len(match.group(1))}", {}, self._inline(text)))

    def _fence(self) -> bool:
        """Literal lines up to as long a fence, or to the end."""
        match = _FENCE.fullmatch(self._line())
        if match is None:
            return False
        indent, fence, language = match.groups()
        closing = re.compile(rf" {{0,3}}{re.escape(fence[0])}{{{len(fence)},}}[ \t]*")
        inside: list[str] = []
        self._at += 1
        while self._at < len(self._lines) and not closing.fullmatch(self._line()):
            line = self._line()
            inside.append(line[min(len(indent), len(line) - len(line.lstrip(" "))) :])
            self._at += 1
        text = "\n".join(inside)
        if language == "math":
            return self._took(Element("tg-math-block", {}, [text]))
        code = Element("code", {"class": f"language-{language}"}, [text])
        return self._took(Element("pre", {}, [code] if language else [text]))

    def _math(self) -> bool:
        """`$$` ... `$$`, on one line or on several; without an end it is text."""
        first = self._line().strip()
        if not first.startswith("$$"):
            return False
        if len(first) > len("$$$$") and first.endswith("$$"):
            return self._took(Element("tg-math-block", {}, [first[2:-2].strip()]))
        last = self._at + 1
        while self._math_ends and last < len(self._lines):
            if self._lines[last].rstrip().endswith("$$"):
                inside = "\n".join(self._lines[self._at : last + 1]).strip()
                self._at = last
                return self._took(Element("tg-math-block", {}, [inside.strip("$").strip()]))
            last += 1
        self._math_ends = False
        return False

    def _quote(self) -> bool:
        if not _QUOTE.match(self._line()):
            return False
        inside: list[str] = []
        while self._at < len(self._lines):
            line = self._line()
            marked = _QUOTE.match(line)
            if marked:
                inside.append(line[marked.end() :])
            elif inside[-1].strip() and line.strip() and not self._begins(self._at):
                inside.append(line)  # a paragraph goes on without its sign
            else:
                break
            self._at += 1
        self._nodes.append(Element("blockquote", {}, self._below(inside)))
        return True

    def _note(self) -> bool:
        match = _NOTE.fullmatch(self._line())
        if match is None:
            return False
        texts = [match.group(2)]
        self._at += 1
        while self._at < len(self._lines) and self._line().startswith("  "):
            texts.append(self._line().strip())
            self._at += 1
        self._notes.define(match.group(1), self._inline("\n".join(texts)))
        return True

    def _list(self) -> bool:
        found = lists.list_at(self._lines, self._at, self._begins)
        if found is None:
            return False
        items: list[Node] = []
        for item in found.items:
            box = [item.box] if item.box else []
            items.append(Element("li", {}, [*box, *self._below(item.lines)]))
        self._at = found.end
        start = {"start": str(found.start)} if found.start is not None else {}
        self._nodes.append(Element("ol" if start else "ul", start, items))
        return True

    def _html(self) -> bool:
        match = _TAG.match(self._line())
        if match is None or match.group(1).lower() not in STARTERS:
            return False
        begun = self._starts[self._at] + match.start(1) - 1
        tag = tag_at(self._text, begun)
        if tag is None:
            return False
        end, within = (tag.end, "") if tag.alone else inside(self._text, tag.name, tag.end)
        if tag.name in MARKDOWN_INSIDE:
            children = self._below(within.split("\n"))
            self._nodes.append(Element(tag.name, tag.attributes, children))
        elif tag.name in INLINE_INSIDE:
            self._nodes += Inline(self._text[begun:end], self._notes).read()
        else:
            self._nodes += parse_html(self._text[begun:end])
        self._go_on_from(end)
        return True

    def _go_on_from(self, place: int) -> None:
        """What is left of the line that an element ended in is a line of its own."""
        line = bisect_left(self._starts, place, hi=len(self._lines))
        if line and place < self._starts[line] - 1:
            line -= 1
            self._lines[line] = self._text[place : self._starts[line + 1] - 1]
            self._starts[line] = place
        self._at = line

    def _table(self) -> bool:
        following = self._lines[self._at + 1] if self._at + 1 < len(self._lines) else ""
        if not tables.is_table(self._line(), following):
            return False
        end = self._at + 2
        while end < len(self._lines) and self._lines[end].strip() and not self._begins(end):
            end += 1
        if end - self._at > MOST_BLOCKS:
            raise too_many()
        self._nodes.append(tables.table(self._lines[self._at : end], self._inline))
        self._at = end
        return True

    def _indented(self) -> bool:
        """Four spaces make code of a line, outside of paragraphs."""
        if not self._line().startswith("    "):
            return False
        inside: list[str] = []
        while self._at < len(self._lines):
            line = self._line()
            if line.strip() and not line.startswith("    "):
                break
            inside.append(line[4:])
            self._at += 1
        self._nodes.append(Element("pre", {}, ["\n".join(inside).rstrip()]))
        return True

    def _paragraph(self) -> None:
        texts = [self._line()]
        self._at += 1
        while self._at < len(self._lines) and self._line().strip():
            underline = _UNDERLINE.fullmatch(self._line())
            if underline:
                tag = "h1" if underline.group(1)[0] == "=" else "h2"
                self._took(Element(tag, {}, self._inline("\n".join(texts))))
                return
            if self._begins(self._at):
                break
            texts.append(self._line().lstrip())
            self._at += 1
        self._nodes.append(Element("p", {}, self._inline("\n".join(texts))))

    def _begins(self, place: int) -> bool:
        """Whether a line ends the paragraph before it."""
        line = self._lines[place]
        if not line.lstrip(" ")[:1] or line.lstrip(" ")[0] not in "#*-_+`~>[<$0123456789":
            return False
        tag = _TAG.match(line)
        return bool(
            (tag and tag.group(1).lower() in STARTERS)
            or _DIVIDER.fullmatch(line)
            or _HEADING.match(line)
            or _FENCE.fullmatch(line)
            or _QUOTE.match(line)
            or _NOTE.fullmatch(line)
            or lists.interrupts(line)
        )

    def _took(self, element: Element) -> bool:
        """One line, or the last of several, became this."""
        self._nodes.append(element)
        self._at += 1
        return True


def parse_markdown(source: str) -> list[Node]:
    """Raises 400 for HTML inside that does not match."""
    notes = Footnotes()
    lines = source.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ").split("\n")
    return [*Blocks(lines, notes, 1).read(), *notes.listed()]

"""Rich Markdown, line by line: GitHub's Markdown with HTML in it.

As CommonMark's first phase: each line goes through what is open (quotes, lists), then opens more,
and what is left of it belongs to a paragraph, a table, code. A line costs no more than its length
for each level, and there are sixteen.
"""

import re
from dataclasses import dataclass, field

from botapi.rich.inline import Inline
from botapi.rich.structure import Part, Structure
from botapi.rich.tags import BLOCKS

_QUOTE = re.compile(r" {0,3}> ?")
_MARKER = re.compile(r"( {0,3})([-*+]|\d{1,9}[.)])( +(?=\S)| *$)")
_HEADING = re.compile(r" {0,3}(#{1,6})(?=[ \t]|$)")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*")
_DIVIDER = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}+|(?:-[ \t]*){3,}+|(?:_[ \t]*){3,}+)")
_FENCE = re.compile(r" {0,3}(`{3,}+|~{3,}+)([^`]*+)")
_NOTE = re.compile(r" {0,3}\[\^[^\]\s]{1,64}\]:[ \t]*")
_TAG = re.compile(r" {0,3}<(/?)([a-zA-Z][a-zA-Z0-9-]*)")
_DASHES = re.compile(r"\s*+\|?+(?:\s*+:?+-++:?+\s*+\|?+)++\s*+")
_BAR = re.compile(r"(?<!\\)\|")
FORMULA = "$$"
MOST_SPACES = 4  # after a marker; more make the item begin with code
STARTERS = BLOCKS | {"figcaption", "summary", "cite"}


@dataclass(slots=True)
class Container:
    """A quote, a list or an item that is open; `margin`: of an item, in spaces."""

    name: str
    sign: str = ""  # of a list: what its markers end with
    margin: int = 0


@dataclass(slots=True)
class Paragraph:
    lines: list[str] = field(default_factory=list)
    first: int = 0


class Markdown:
    def __init__(self, into: Structure) -> None:
        self._into = into
        self._open: list[Container] = []
        self._paragraph = Paragraph()
        self._fence = ""  # what ends the code that is open
        self._math = False
        self._columns = 0  # of the table that is open
        self._line = 0

    def read(self, source: str) -> None:
        """Raises BadRich."""
        clean = source.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ")
        for number, line in enumerate(clean.split("\n"), start=1):
            self._line = number
            self._take(line)
        self._end_leaf()
        self._close_down_to(0)
        self._into.end()

    def _take(self, line: str) -> None:
        matched, rest = self._through(line)
        if matched < len(self._open):
            if self._goes_on(rest):
                self._paragraph.lines.append(rest.strip())
                return
            self._end_leaf()
            self._close_down_to(self._kept(matched, rest))
        if self._fence:
            self._code(rest)
        elif self._math:
            self._formula(rest)
        elif self._into.is_flow or self._columns or self._between_items:
            self._leaf(self._opened(rest))
        else:  # inside of an HTML table, say, where nothing is Markdown
            self._inline(rest)

    @property
    def _between_items(self) -> bool:
        """An item has ended and its list has not."""
        return bool(self._open) and bool(self._open[-1].sign)

    def _through(self, line: str) -> tuple[int, str]:
        """How many containers the line goes on with, and what is left of it."""
        for place, one in enumerate(self._open):
            if one.name == "blockquote":
                quote = _QUOTE.match(line)
                if quote is None:
                    return place, line
                line = line[quote.end() :]
            elif one.name == "li":
                if line.strip() and len(line) - len(line.lstrip(" ")) < one.margin:
                    return place, line
                line = line[one.margin :]
        return len(self._open), line

    def _goes_on(self, rest: str) -> bool:
        """A paragraph goes on without its signs."""
        return bool(self._paragraph.lines and rest.strip()) and not self._begins(rest)

    def _kept(self, matched: int, rest: str) -> int:
        """A further item of a list closes the item before it and not the list."""
        if self._open[matched].name != "li":
            return matched
        marker = _MARKER.match(rest)
        of_list = self._open[matched - 1]
        goes_on = marker and marker[2][-1] == of_list.sign and not _DIVIDER.fullmatch(rest)
        return matched if goes_on else matched - 1

    def _opened(self, rest: str) -> str:
        """What is left of the line after the containers that it opens."""
        while True:
            quote = _QUOTE.match(rest)
            marker = None if quote or _DIVIDER.fullmatch(rest) else _MARKER.match(rest)
            if marker and self._paragraph.lines and not _interrupts(marker, rest):
                marker = None
            if quote is None and marker is None:
                return rest
            self._end_leaf()
            if quote:
                self._close_list("")
                self._push(Container("blockquote"))
                rest = rest[quote.end() :]
            elif marker:
                rest = self._item(marker, rest)

    def _item(self, marker: re.Match[str], rest: str) -> str:
        sign, spaces = marker[2][-1], len(marker[3])
        self._close_list(sign)
        if not (self._open and self._open[-1].sign == sign):
            self._push(Container("ul", sign=sign))
        margin = marker.end(2) + (spaces if 1 <= spaces <= MOST_SPACES else 1)
        self._push(Container("li", margin=margin))
        return rest[margin:]

    def _leaf(self, rest: str) -> None:
        """What is no container."""
        if not rest.strip():
            self._end_leaf()
            return
        self._close_list("")
        if self._columns and not self._begins(rest):
            self._row(rest)
        elif self._paragraph.lines and self._ends_paragraph(rest):
            return
        elif not self._paragraph.lines and rest.lstrip().startswith(FORMULA):
            self._begin_formula(rest.strip())
        elif not self._paragraph.lines and rest.startswith("    "):
            self._into.hear(rest, Part.CODE)
            self._into.words(len(rest.strip()), self._line)
        elif self._begins(rest):
            self._end_leaf()
            self._block(rest)
        else:
            self._gather(rest)

    def _begins(self, line: str) -> bool:
        """Whether a line is something else than a paragraph's."""
        bare = line.lstrip(" ")
        if not bare or bare[0] not in "#*-_+`~>[<0123456789":
            return False
        marker = _MARKER.match(line)
        return bool(
            self._is_tag(line)
            or _DIVIDER.fullmatch(line)
            or _HEADING.match(line)
            or _FENCE.fullmatch(line)
            or _QUOTE.match(line)
            or _NOTE.match(line)
            or (marker and _interrupts(marker, line))
        )

    def _is_tag(self, line: str) -> bool:
        """The end of one that is open, too: no list goes on over that."""
        tag = _TAG.match(line)
        if tag is None or tag[2].lower() not in STARTERS:
            return False
        return not tag[1] or self._into.has(tag[2].lower())

    def _block(self, rest: str) -> None:
        fence, heading, note = _FENCE.fullmatch(rest), _HEADING.match(rest), _NOTE.match(rest)
        if _DIVIDER.fullmatch(rest):
            self._into.stand("hr", {}, self._line)
        elif fence:
            self._fence = fence[1]
            self._into.open("pre", {}, self._line)
        elif heading:
            self._into.open("h1", {}, self._line)
            self._inline(rest[heading.end() :].strip().rstrip("#"))
            self._into.close("h1", self._line)
        elif note:
            self._gather(rest[note.end() :])
        else:  # HTML: its words are a paragraph's where they stand loose
            self._gather(rest)
            if not self._into.is_flow or self._is_tag(rest):
                self._flush()

    def _ends_paragraph(self, rest: str) -> bool:
        """Dashes make a heading of it, or, with bars, a table of its only line."""
        lines = self._paragraph.lines
        if len(lines) == 1 and _is_table(lines[0], rest):
            self._paragraph = Paragraph()
            self._columns = len(_cells(rest))
            self._into.open("table", {}, self._line - 1)
            self._row(lines[0], line=self._line - 1)
            return True
        if _UNDERLINE.fullmatch(rest):
            self._end_leaf()
            return True
        return False

    def _row(self, rest: str, *, line: int | None = None) -> None:
        line = self._line if line is None else line
        self._into.open("tr", {}, line)
        for cell in _cells(rest)[: self._columns]:
            self._into.open("td", {}, line)
            Inline(cell, line, self._into).read()
            self._into.close("td", line)
        self._into.close("tr", line)

    def _code(self, rest: str) -> None:
        bare = rest.strip()
        if len(bare) >= len(self._fence) and not bare.strip(self._fence[0]):
            self._end_leaf()
        else:
            self._into.hear(rest, Part.CODE)
            self._into.words(len(rest), self._line)

    def _begin_formula(self, bare: str) -> None:
        """Of one without an end Telegram makes text; here it is looked at no closer."""
        self._end_leaf()
        self._into.open("tg-math-block", {}, self._line)
        self._math = True
        if len(bare) > 2 * len(FORMULA):
            self._formula(bare.removeprefix(FORMULA))

    def _formula(self, rest: str) -> None:
        bare = rest.strip()
        self._into.hear(bare, Part.FORMULA)
        self._into.words(len(bare.removesuffix(FORMULA)), self._line)
        if bare.endswith(FORMULA):
            self._math = False
            self._into.close("tg-math-block", self._line)

    def _gather(self, rest: str) -> None:
        if not self._paragraph.lines:
            self._paragraph.first = self._line
            self._into.part()
        self._paragraph.lines.append(rest.strip())

    def _end_leaf(self) -> None:
        """Whatever the lines before made comes to its end."""
        if self._fence:
            self._fence = ""
            self._into.close("pre", self._line)
        if self._columns:
            self._columns = 0
            self._into.close("table", self._line)
        if self._math:
            self._math = False
            self._into.close("tg-math-block", self._line)
        self._flush()
        self._into.part()

    def _flush(self) -> None:
        paragraph, self._paragraph = self._paragraph, Paragraph()
        if paragraph.lines:
            Inline("\n".join(paragraph.lines), paragraph.first, self._into).read()

    def _inline(self, text: str) -> None:
        Inline(text, self._line, self._into).read()

    def _push(self, one: Container) -> None:
        self._open.append(one)
        self._into.open(one.name, {}, self._line)

    def _close_list(self, sign: str) -> None:
        """The list is over when something else than one more item of it comes."""
        if self._between_items and self._open[-1].sign != sign:
            self._close_down_to(len(self._open) - 1)

    def _close_down_to(self, count: int) -> None:
        while len(self._open) > count:
            self._into.close(self._open.pop().name, self._line)


def _interrupts(marker: re.Match[str], line: str) -> bool:
    """Only a list with words in it, and from 1 on, ends a paragraph without an empty line."""
    if marker.end() == len(line):
        return False
    return marker[2] in "-*+" or int(marker[2][:-1]) == 1


def _is_table(header: str, dashes: str) -> bool:
    """As many columns in the line of dashes as in the header."""
    if "|" not in header or "-" not in dashes or not _DASHES.fullmatch(dashes):
        return False
    return len(_cells(header)) == len(_cells(dashes))


def _cells(line: str) -> list[str]:
    inside = line.strip().removeprefix("|")
    inside = inside[:-1] if inside.endswith("|") and not inside.endswith("\\|") else inside
    return [one.strip() for one in _BAR.split(inside)]

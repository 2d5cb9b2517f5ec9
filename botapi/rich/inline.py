"""A paragraph of rich Markdown: its words, and what stands between them.

Emphasis is not paired: its signs count as nothing, so fewer characters are counted than people may
see. What is literal is told from the rest, because tags and files in it are none.
"""

import re
from bisect import bisect_left

from botapi.rich.html import Lines, after_comment, shown, take
from botapi.rich.structure import Part, Structure
from botapi.rich.tags import KNOWN, tag_at

_TARGET = (
    r"\(\s*+(<[^<>\n]{0,2048}+>|[^\s()<]{0,2048}+(?:\([^\s()]{0,256}+\)[^\s()]{0,256}+)*+)"
    r"(?:\s++(?:\"([^\"]{0,1024}+)\"|'([^']{0,1024}+)'))?\s*+\)"
)
_LINK_END = re.compile(r"\]" + _TARGET)
_IMAGE = re.compile(r"!\[[^\]]{0,256}+\]" + _TARGET)
_MATH = re.compile(r"\$\$[^$]++\$\$|\$(?!\s)[^$\n]++(?<!\s)\$(?!\d)")
_ADDRESS = re.compile(r"<((?:https?|tg|mailto|tel):[^\s<>]++)>", re.IGNORECASE)
_PLAIN = re.compile(r"[^\\`*_~=|$<\[\]!]++")
_TICKS = re.compile(r"`++")
EMPHASIS = frozenset("*_~=|")
NOT_FILES = ("tg://emoji", "tg://time")


class Inline:
    """Reads one paragraph; `first` is the number of its first line."""

    def __init__(self, source: str, first: int, into: Structure) -> None:
        self._source = source
        self._into = into
        self._lines = Lines(source, first)
        self._ticks: dict[int, list[int]] = {}
        for run in _TICKS.finditer(source):
            self._ticks.setdefault(run.end() - run.start(), []).append(run.start())

    def read(self) -> None:
        """Raises BadRich."""
        at = 0
        while at < len(self._source):
            plain = _PLAIN.match(self._source, at)
            if plain:
                self._into.hear(plain[0])
                self._words(shown(plain[0]), at)
                at = plain.end()
            else:
                at = self._sign(at)

    def _sign(self, at: int) -> int:
        """Where the source goes on after what begins there."""
        sign = self._source[at]
        if sign in EMPHASIS:
            return at + 1
        if sign == "\\":
            self._words(1, at)
            return at + 2
        if sign == "`":
            return self._code(at)
        if sign == "<":
            return self._angle(at)
        found = {"!": _IMAGE, "]": _LINK_END, "$": _MATH}.get(sign)
        match = found.match(self._source, at) if found else None
        if match is None:
            self._words(0 if sign in "[]" else 1, at)
            return at + 1
        if sign == "!":
            self._image(match, at)
        elif sign == "$":
            self._into.hear(match[0], Part.FORMULA)
            self._words(match.end() - at - 2, at)
        return match.end()

    def _code(self, at: int) -> int:
        """Up to as many backticks as there are here; without them these are text."""
        run = _TICKS.match(self._source, at)
        end = run.end() if run else at + 1
        places = self._ticks.get(end - at, [])
        closing = bisect_left(places, end)
        if closing == len(places):
            self._words(end - at, at)
            return end
        self._into.hear(self._source[end : places[closing]], Part.CODE)
        self._words(places[closing] - end, at)
        return places[closing] + end - at

    def _angle(self, at: int) -> int:
        source = self._source
        address = _ADDRESS.match(source, at)
        if address:
            self._words(len(address[1]), at)
            return address.end()
        if source.startswith("<!--", at):
            return after_comment(source, at)
        tag = tag_at(source, at)
        if tag is None:
            self._words(1, at)
            return at + 1
        if tag.name not in KNOWN:  # Markdown may hold any HTML; Telegram leaves it out
            return tag.end
        return take(source, tag, self._into, self._lines.at(at))

    def _image(self, match: re.Match[str], at: int) -> None:
        address, line = match[1].strip("<>"), self._lines.at(at)
        if address.startswith(NOT_FILES):
            self._words(1, at)
            return
        self._into.stand("img", {"src": address}, line)
        self._into.hear(match[2] or match[3] or "", Part.LITERAL)  # the caption
        self._into.part()

    def _words(self, count: int, at: int) -> None:
        self._into.words(count, self._lines.at(at))

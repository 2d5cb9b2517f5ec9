"""What a source opens, closes and says, counted against the limits as it is read.

The readers of Markdown and of HTML call it in the order of the source. It keeps what is open in a
list, so nothing here calls itself, and it stops at the first limit that is passed.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from botapi.rich.limits import (
    MOST_COLUMNS,
    MOST_LEVELS,
    MOST_MEDIA,
    TELEGRAMS,
    BadRich,
    Limits,
    Why,
)
from botapi.rich.tags import BLOCKS, INLINE, MEDIA

# Words that stand loose in these are a paragraph of their own.
FLOW = frozenset({"", "p", "li", "blockquote", "details", "tg-collage", "tg-slideshow"})
DEEPER = frozenset({"li", "blockquote", "details", "tg-collage", "tg-slideshow", "td", "th"})
# A paragraph counts by its words, a figure by what it shows.
COUNTED = (BLOCKS - {"p", "figure"}) | {"li", "tr"}
MOST_OPEN = 64  # tags: a level of a list or a table takes three
MOST_SPAN = 1_000  # of a cell; more is nonsense
REFERENCE = "tg://"


class Part(StrEnum):
    """What a piece of a source is."""

    TEXT = "text"
    LITERAL = "literal"  # words in which no formatting can be: a tag makes code of them, say
    CODE = "code"  # between signs of Markdown: what stands there has no signs
    FORMULA = "formula"


@dataclass(slots=True)
class Open:
    """Something that waits for its end."""

    name: str
    line: int
    level: int
    flow: bool  # what stands in it loose makes paragraphs
    loose: bool = False  # and some does just now
    columns: int = 0  # of a row


class Structure:
    """Raises BadRich. `files`: the ids of the files that came with the source; None: all may be."""

    def __init__(self, files: Collection[str] | None = (), *, limits: Limits = TELEGRAMS) -> None:
        self.used: list[str] = []  # the ids that it shows
        self.heard: dict[Part, list[str]] = {part: [] for part in Part}
        self._files = files
        self._limits = limits
        self._open = [Open("", 1, 1, flow=True)]
        self._blocks = self._characters = self._media = 0

    @property
    def characters(self) -> int:
        """So many as people see."""
        return self._characters

    def hear(self, piece: str, part: Part = Part.TEXT) -> None:
        """A piece of the source as it is written; what stands in tags is none."""
        if part is Part.TEXT and (self.has("code") or self.has("pre")):
            part = Part.LITERAL
        self.heard[part].append(piece)

    @property
    def inside(self) -> str:
        """The tag that is open innermost; "" for the message itself."""
        return self._open[-1].name

    def has(self, name: str) -> bool:
        """Whether such a tag is open, however deep."""
        return any(one.name == name for one in self._open)

    @property
    def is_flow(self) -> bool:
        """Whether blocks may stand here."""
        return self._open[-1].flow

    def open(self, name: str, attributes: Mapping[str, str], line: int) -> None:
        self.stand(name, attributes, line)
        above = self._open[-1]
        deeper = name in DEEPER or (name in INLINE and name != "br")
        level = above.level + deeper
        if level > MOST_LEVELS or len(self._open) > MOST_OPEN:
            raise BadRich(Why.LEVELS, line)
        self._open.append(Open(name, line, level, flow=name in FLOW))

    def stand(self, name: str, attributes: Mapping[str, str], line: int) -> None:
        """Something that has no inside, or the beginning of what has."""
        if _is_emoji(name, attributes):
            return
        if name in BLOCKS:
            self.part()
        if name in COUNTED:
            self._block(line)
        if name in MEDIA:
            self._file(attributes.get("src", ""), line)
        if name in ("td", "th"):
            self._cell(attributes, line)

    def close(self, name: str, line: int) -> None:
        if len(self._open) == 1:
            raise BadRich(Why.UNOPENED, line, f"</{name}>")
        last = self._open[-1]
        if last.name != name:
            raise BadRich(Why.UNCLOSED, last.line, f"<{last.name}>")
        self._open.pop()
        if name == "p":
            self.part()

    def words(self, count: int, line: int) -> None:
        """So many characters that people see; blank ones between words among them."""
        if not count:
            return
        self._characters += count
        if self._characters > self._limits.characters:
            raise BadRich(Why.TOO_LONG, line)
        for one in reversed(self._open):
            if one.name not in INLINE:
                if one.flow and not one.loose:
                    one.loose = True
                    self._block(line)
                break

    def part(self) -> None:
        """What comes next belongs to no paragraph before it."""
        self._open[-1].loose = False

    def end(self) -> None:
        """Nothing follows."""
        if len(self._open) > 1:
            last = self._open[-1]
            raise BadRich(Why.UNCLOSED, last.line, f"<{last.name}>")

    def _block(self, line: int) -> None:
        self._blocks += 1
        if self._blocks > self._limits.blocks:
            raise BadRich(Why.BLOCKS, line)

    def _file(self, address: str, line: int) -> None:
        self._media += 1
        if self._media > MOST_MEDIA:
            raise BadRich(Why.MEDIA, line)
        if not address.startswith(REFERENCE):
            raise BadRich(Why.WEB_FILE, line, address)
        number = address.partition("?id=")[2]
        if self._files is not None and number not in self._files:
            raise BadRich(Why.NO_FILE, line, address)
        if number not in self.used:
            self.used.append(number)

    def _cell(self, attributes: Mapping[str, str], line: int) -> None:
        for one in reversed(self._open):
            if one.name == "tr":
                one.columns += _span(attributes.get("colspan", "1"))
                if one.columns > MOST_COLUMNS:
                    raise BadRich(Why.COLUMNS, line)
                return


def _span(value: str) -> int:
    return min(int(value), MOST_SPAN) if value.isascii() and value.isdigit() else 1


def _is_emoji(name: str, attributes: Mapping[str, str]) -> bool:
    """A custom emoji may be written as a picture."""
    return name == "img" and attributes.get("src", "").startswith("tg://emoji")

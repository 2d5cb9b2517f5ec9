"""JSON with gaps: encoded once, and filled for each recipient with no more than what differs."""

from collections.abc import Sequence
from dataclasses import dataclass
from json.encoder import encode_basestring

from botapi.personal.spans import Spans
from botapi.personal.syntax import Syntax, escaped


@dataclass(frozen=True, kw_only=True, slots=True)
class Gap:
    """What is to stand somewhere: a recipient's value, by its number, or else the fallback."""

    value: int
    fallback: str = ""
    syntax: Syntax = Syntax.PLAIN


@dataclass(frozen=True, kw_only=True, slots=True)
class Template:
    """`pieces` with empty ones where gaps and entities are to stand."""

    pieces: tuple[bytes, ...]
    gaps: tuple[Gap, ...]
    places: tuple[tuple[int, int], ...]  # a piece, and the gap that fills it
    entities: tuple[tuple[int, Spans], ...] = ()  # a piece, and what it is

    def fill(self, values: Sequence[str]) -> bytes:
        """`values` of one recipient; an empty one is not known."""
        said = [values[gap.value] or gap.fallback for gap in self.gaps]
        pieces = list(self.pieces)
        for piece, number in self.places:
            words = escaped(said[number], self.gaps[number].syntax)
            pieces[piece] = encode_basestring(words)[1:-1].encode(errors="replace")
        if self.entities:
            lengths = tuple([_units(text) for text in said])
            for piece, spans in self.entities:
                pieces[piece] = spans.encoded(lengths)
        return b"".join(pieces)


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2

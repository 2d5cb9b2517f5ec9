"""The entities of a text with gaps.

The lengths of what is put in move the entities behind it. They are counted in UTF-16 units, as
Telegram counts them.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """An entity without its place, and where that is while all gaps are empty.

    `first`, `last`: how many gaps of its text stand before its beginning, and before its end.
    """

    head: bytes  # JSON: all but `offset` and `length`, without the closing brace
    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Spans:
    """The entities of a text with gaps; `gaps`: these, by their numbers, in the text's order."""

    gaps: tuple[int, ...]
    spans: tuple[Span, ...]

    def encoded(self, lengths: Sequence[int]) -> bytes:
        """`lengths` of what all gaps are filled with, in UTF-16 units; what covers nothing goes."""
        before = [0]
        for gap in self.gaps:
            before.append(before[-1] + lengths[gap])
        placed = (
            (span.head, span.start + before[span.first], span.end + before[span.last])
            for span in self.spans
        )
        return b"[%b]" % b",".join(
            b'%b"offset":%d,"length":%d}' % (head, start, end - start)
            for head, start, end in placed
            if end > start
        )

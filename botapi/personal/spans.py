"""The entities of a text with gaps.

The lengths of what is put in move the entities behind it. They are counted in UTF-16 units, as
Telegram counts them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

KEPT = 1_024  # lengths that were reckoned with: names are short, and their lengths come again


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


class Spans:
    """The entities of a text with gaps."""

    def __init__(self, gaps: Sequence[int], spans: Sequence[Span]) -> None:
        """`gaps`: these, by their numbers, in the text's order."""
        self._gaps = gaps
        self._spans = spans
        self.encoded = lru_cache(KEPT)(self._encoded)

    def _encoded(self, lengths: tuple[int, ...]) -> bytes:
        """`lengths` of what all gaps are filled with, in UTF-16 units; what covers nothing goes."""
        before = [0]
        for gap in self._gaps:
            before.append(before[-1] + lengths[gap])
        placed = (
            (span.head, span.start + before[span.first], span.end + before[span.last])
            for span in self._spans
        )
        return b"[%b]" % b",".join(
            b'%b"offset":%d,"length":%d}' % (head, start, end - start)
            for head, start, end in placed
            if end > start
        )

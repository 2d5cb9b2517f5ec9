"""The numbers of one counter that are known to belong to other messages than those in doubt.

In private chats and basic groups every message, sent or received, takes the next number of one
counter of the bot's account; a supergroup or channel counts for itself. A number is accounted for
when an answer to one of the bot's own calls named it, or an update brought a message that somebody
else wrote (or a service message) under it. A number that is only mentioned (below a tap, a reply,
a reaction, an edit) may be the very message in doubt, and must not be added.
"""

from bisect import bisect_right
from collections.abc import Iterable

MOST_SPANS = 256  # a bot that misses no number has one; each costs some four bytes where it is kept


class Numbers:
    """Accounted numbers as disjoint spans, ascending, with a gap between any two.

    Of numbers below `known_from` nothing is known: it is the first number ever added, and rises
    where more than `most` spans had to be kept.
    """

    def __init__(self, *, most: int = MOST_SPANS) -> None:
        self._most = most
        self._known_from: int | None = None
        self._starts: list[int] = []
        self._ends: list[int] = []  # the last number of each span

    @property
    def known_from(self) -> int | None:
        """None before the first number."""
        return self._known_from

    @property
    def highest(self) -> int:
        """0 before the first number."""
        return self._ends[-1] if self._ends else 0

    @property
    def has_gaps(self) -> bool:
        return len(self._starts) > 1

    def __contains__(self, number: int) -> bool:
        at = bisect_right(self._starts, number) - 1
        return at >= 0 and number <= self._ends[at]

    def add(self, number: int) -> None:
        """One more; in any order, and twice does no harm."""
        ends = self._ends
        if ends and number == ends[-1] + 1:  # nearly always
            ends[-1] = number
            return
        if self._known_from is None:
            self._known_from = number
        if number >= self._known_from and number not in self:
            self._insert(number)

    def add_span(self, first: int, last: int) -> bool:
        """All from the first to the last; False: one of them was there already."""
        starts, ends = self._starts, self._ends
        if ends and first == ends[-1] + 1:  # nearly always
            ends[-1] = last
            return True
        if self._known_from is None:
            self._known_from = first
        first = max(first, self._known_from)
        if first > last:
            return True
        at = bisect_right(starts, last)  # the spans from here on begin above
        from_here = at
        while from_here > 0 and ends[from_here - 1] >= first - 1:
            from_here -= 1
        met = range(from_here, at)
        is_new = all(ends[one] < first for one in met)
        if met:
            first, last = min(first, starts[from_here]), max(last, ends[at - 1])
        if at < len(starts) and starts[at] == last + 1:
            last = ends[at]
            at += 1
        starts[from_here:at], ends[from_here:at] = [first], [last]
        self._bound()
        return is_new

    def update(self, numbers: Iterable[int]) -> None:
        for number in numbers:
            self.add(number)

    def forgot(self, low: int) -> bool:
        """Whether nothing can be told of some number above this one."""
        return self._known_from is None or low + 1 < self._known_from

    def missing(self, low: int, high: int, *, limit: int) -> list[int] | None:
        """The unaccounted numbers between the two, both excluded, ascending; `limit` at most.

        None where nothing can be told, since the window reaches below `known_from`.
        """
        if self.forgot(low):
            return None
        found: list[int] = []
        at = bisect_right(self._starts, low) - 1
        number = low + 1
        while number < high and len(found) < limit:
            if at >= 0 and number <= self._ends[at]:
                number = self._ends[at] + 1
                continue
            at += 1
            until = min(high, self._starts[at]) if at < len(self._starts) else high
            found.extend(range(number, min(until, number + limit - len(found))))
            number = until
        return found

    def dump(self) -> str:
        """A line to be kept: `known_from`, then by turns the length of a gap and of a span."""
        if self._known_from is None:
            return ""
        figures, number = [self._known_from], self._known_from
        for start, end in zip(self._starts, self._ends, strict=True):
            figures += [start - number, end + 1 - start]
            number = end + 1
        return " ".join(map(str, figures))

    @classmethod
    def load(cls, line: str, *, most: int = MOST_SPANS) -> "Numbers":
        """What `dump` said; raises ValueError for anything else."""
        numbers = cls(most=most)
        figures = [int(figure) for figure in line.split()]
        if not figures:
            return numbers
        if len(figures) % 2 == 0 or min(figures[1:], default=1) < 0:
            raise ValueError("these are no spans of numbers")
        numbers._known_from = number = figures[0]
        for gap, length in zip(figures[1::2], figures[2::2], strict=True):
            numbers._starts.append(number + gap)
            number += gap + length
            numbers._ends.append(number - 1)
        numbers._bound()
        return numbers

    def _insert(self, number: int) -> None:
        starts, ends = self._starts, self._ends
        at = bisect_right(starts, number)  # the span before it is at - 1
        joins_before = at > 0 and ends[at - 1] + 1 == number
        joins_after = at < len(starts) and starts[at] - 1 == number
        if joins_before and joins_after:
            ends[at - 1] = ends.pop(at)
            starts.pop(at)
        elif joins_before:
            ends[at - 1] = number
        elif joins_after:
            starts[at] = number
        else:
            starts.insert(at, number)
            ends.insert(at, number)
            self._bound()

    def _bound(self) -> None:
        """The oldest spans are forgotten, and with them all that could be told of their numbers."""
        while len(self._starts) > self._most:
            del self._starts[0], self._ends[0]
            self._known_from = self._starts[0]

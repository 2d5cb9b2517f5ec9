"""The bad rows of a file: the first few of each kind, the others as a number."""

import sys
from collections import Counter

from db.subscribers.csv_fields import BadRow

SHOWN = 5  # of each kind; the same in every row is one complaint, not sixty thousand


class Complaints:
    """Tells them on stderr, where they mix with no output."""

    def __init__(self) -> None:
        self._kinds: Counter[str] = Counter()

    def tell(self, line: int, bad: BadRow) -> None:
        """One row, as it comes."""
        self._kinds[bad.kind] += 1
        if self._kinds[bad.kind] <= SHOWN:
            print(f"line {line}: {bad}", file=sys.stderr)

    def sum_up(self) -> None:
        """How many were not told, by kind, the commonest first."""
        for kind, count in self._kinds.most_common():
            if count > SHOWN:
                print(f"{count - SHOWN} more lines: {kind}", file=sys.stderr)

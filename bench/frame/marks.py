"""Herald beside what a user would write first: marks in the same discipline, and their ratios."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

HERALD = "Herald"
NOTHING = "–"


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """What one sender reached in one discipline; the same `what` makes a row of the table."""

    what: str  # with its unit
    who: str
    value: float
    digits: int = 0


def table(marks: Sequence[Mark]) -> list[tuple[str, ...]]:
    """Rows of cells, the head first; a rival's cell holds Herald's mark : its own in brackets."""
    whos = list(dict.fromkeys([HERALD, *(mark.who for mark in marks)]))
    found = {(mark.what, mark.who): mark for mark in marks}
    rows = [("", *whos)]
    for what in dict.fromkeys(mark.what for mark in marks):
        ours = found.get((what, HERALD))
        rows.append((what, *_cells(ours, [found.get((what, who)) for who in whos])))
    return rows


def _cells(ours: Mark | None, marks: Iterable[Mark | None]) -> list[str]:
    return [_cell(ours, mark) for mark in marks]


def _cell(ours: Mark | None, mark: Mark | None) -> str:
    if mark is None:
        return NOTHING
    value = f"{mark.value:.{mark.digits}f}"
    if ours is None or mark is ours or not ours.value or not mark.value:
        return value
    return f"{value} ({ours.value / mark.value:.2g})"

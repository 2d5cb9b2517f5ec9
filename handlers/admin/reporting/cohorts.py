"""The picture of who stays: a row for each week of joining, a column for each week after it."""

from collections.abc import Sequence
from datetime import timedelta

from db.reports.cohorts import FIRST_MONDAY, CohortRow
from handlers.admin.reporting.series import EPOCH, Reader, Task
from handlers.admin.wording.moments import shown_day

WEEKS = 12  # rows
# A week after the last of its people came, they have all been here for one.
WHOLE_AFTER = 2


def this_week(day: int) -> int:
    """The number of the week in which that day lies (days since 1970)."""
    return (day + FIRST_MONDAY) // 7


def retention(rows: Sequence[CohortRow], now_week: int, reader: Reader) -> Task | None:
    """None while nobody has been here for a whole week."""
    shown = [row for row in rows if row.joined and now_week - row.week >= WHOLE_AFTER]
    if not shown:
        return None
    columns = max(_age(row, now_week) for row in shown)
    monday = {row.week: EPOCH + timedelta(days=row.week * 7 - FIRST_MONDAY) for row in shown}
    return {
        "title": reader.say("picture-retention"),
        "names": [
            reader.say(
                "picture-week",
                day=shown_day(monday[row.week], reader.texts, reader.locale),
                count=str(row.joined),
            )
            for row in shown
        ],
        "columns": columns,
        "panels": [
            {
                "kind": "grid",
                "label": reader.say("picture-weeks-after"),
                "series": [{"cells": _cells(row, now_week, columns)} for row in shown],
            }
        ],
    }


def _age(row: CohortRow, now_week: int) -> int:
    """Weeks after joining that are over for all of them."""
    return now_week - row.week - WHOLE_AFTER + 1


def _cells(row: CohortRow, now_week: int, columns: int) -> list[int | None]:
    """Percent that were still here after each week; None for those to come."""
    here, cells = row.joined, list[int | None]()
    for week in range(_age(row, now_week)):
        here -= row.left[week] if week < len(row.left) else 0
        cells.append(round(100 * here / row.joined))
    return cells + [None] * (columns - len(cells))

"""What is drawn: the series of each picture, with all its words in the reader's language.

Pure, and plain enough to be JSON: drawing.py, which takes it, knows no language.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from broadcast.model.broadcast import Broadcast
from db.records import GrowthRow, MinuteRow, SourceRow
from handlers.admin.wording.moments import shown_day, shown_moment
from handlers.language.texts import Texts

MOST_COLUMNS = 120  # over time: more cannot be told apart
MOST_TICKS = 5  # moments below them that do not touch
MOST_SOURCES = 9  # those beyond are one
MINUTE = 60  # seconds
EPOCH = date(1970, 1, 1)

# What each series is called, and its colour in drawing.py.
OUTCOMES: Mapping[str, tuple[str, str]] = {
    "sent": ("picture-sent", "good"),
    "blocked": ("picture-blocked", "gone"),
    "unreachable": ("picture-unreachable", "far"),
    "failed": ("picture-failed-ones", "bad"),
    "uncertain": ("picture-uncertain", "open"),
}
STANDINGS: Mapping[str, tuple[str, str]] = {
    "here": ("picture-here", "good"),
    "left": ("picture-left", "open"),
    "lost": ("picture-lost", "gone"),
}

Task = dict[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Reader:
    """Whom a picture is for."""

    texts: Texts
    locale: str
    timezone: ZoneInfo
    now: float  # Unix seconds

    def say(self, key: str, **values: Any) -> str:
        return self.texts.get(key, self.locale, **values)

    def moment(self, seconds: int) -> str:
        return shown_moment(
            seconds, now=self.now, timezone=self.timezone, texts=self.texts, locale=self.locale
        )


def deliveries(rows: Sequence[MinuteRow], broadcast: Broadcast, reader: Reader) -> Task | None:
    """Answers a minute, over the time that it took; a column may stand for some minutes."""
    if not rows:
        return None
    first, minutes = rows[0].minute, rows[-1].minute - rows[0].minute + 1
    width = -(-minutes // MOST_COLUMNS)
    columns = -(-minutes // width)
    panel = {
        "kind": "bars",
        "label": reader.say("picture-a-minute"),
        "series": [
            _series(reader.say(key), colour, _a_minute(rows, name, width, columns))
            for name, (key, colour) in OUTCOMES.items()
            if any(getattr(row, name) for row in rows)
        ],
    }
    return {
        "title": reader.say("picture-deliveries", number=str(broadcast.id)),
        "columns": columns,
        "ticks": [
            [place, reader.moment((first + place * width) * MINUTE)] for place in _ticks(columns)
        ],
        "panels": [panel],
    }


def growth(row: GrowthRow, first_day: int, reader: Reader) -> Task | None:
    """How many were subscribed at the end of each day, and who came and left on it."""
    quiet = _quiet_days(row)
    came, left = row.came[quiet:], row.left[quiet:]
    whole, standing = row.before, []
    for new, gone in zip(came, left, strict=True):
        whole += new - gone
        standing.append(whole)
    if not standing:
        return None
    first = EPOCH + timedelta(days=first_day + quiet)
    return {
        "title": reader.say("picture-growth"),
        "columns": len(standing),
        "ticks": [
            [place, shown_day(first + timedelta(days=place), reader.texts, reader.locale)]
            for place in _ticks(len(standing))
        ],
        "panels": [
            {
                "kind": "line",
                "label": "",
                "series": [_series(reader.say("picture-subscribed"), "whole", standing)],
            },
            {
                "kind": "bars",
                "label": reader.say("picture-a-day"),
                "series": [
                    _series(reader.say("picture-came"), "good", came),
                    _series(reader.say("picture-gone"), "bad", [-count for count in left]),
                ],
            },
        ],
    }


def sources(rows: Sequence[SourceRow], reader: Reader) -> Task | None:
    """A bar for each of the largest, one for all the others."""
    if not rows:
        return None
    shown, others = list(rows[:MOST_SOURCES]), rows[MOST_SOURCES:]
    names = [row.source or reader.say("picture-no-source") for row in shown]
    if others:
        shown.append(_together(others))
        names.append(reader.say("picture-other-sources"))
    panel = {
        "kind": "rows",
        "label": "",
        "series": [
            _series(reader.say(key), colour, [getattr(row, name) for row in shown])
            for name, (key, colour) in STANDINGS.items()
        ],
    }
    return {"title": reader.say("picture-sources"), "names": names, "panels": [panel]}


def _series(label: str, colour: str, values: Sequence[float]) -> Task:
    return {"label": label, "colour": colour, "values": list(values)}


def _a_minute(rows: Sequence[MinuteRow], name: str, width: int, columns: int) -> list[float]:
    """The mean over the minutes of each column."""
    sums = [0.0] * columns
    for row in rows:
        sums[(row.minute - rows[0].minute) // width] += getattr(row, name)
    return [count / width for count in sums]


def _quiet_days(row: GrowthRow) -> int:
    """Those before there was anybody."""
    if row.before:
        return 0
    busy = (day for day, counts in enumerate(zip(row.came, row.left, strict=True)) if any(counts))
    return next(busy, len(row.came))


def _together(rows: Sequence[SourceRow]) -> SourceRow:
    return SourceRow(
        source=None,
        here=sum(row.here for row in rows),
        left=sum(row.left for row in rows),
        lost=sum(row.lost for row in rows),
    )


def _ticks(columns: int) -> range:
    """Evenly, from the first on."""
    return range(0, columns, -(-columns // MOST_TICKS))

"""Beside the chats: what is in doubt just now; else the series at work, who is at which step and
when the next one is due.

The local Telegram knows nothing of the bot's database; the demo reads it and shows what it says.
"""

import math
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

import aiohttp
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.demo.doubts_board import doubts_of
from botapi_sandbox.control import Control
from broadcast.doors.series.reading import counted
from broadcast.model.series.series import Step, figures_of, step_of
from broadcast.model.series.wait import Wait
from db.connection.database import Database
from db.errors import DatabaseTrouble
from db.schema.states import SeriesState
from db.series import figures, series, steps
from db.series.records import SeriesRow

LOOK_EVERY = 1.0  # seconds
SHARE = 0.05  # of the time, at most, that looking may take
NAMED = 4  # of those who wait for a step; the page says how many others there are
FEW_MINUTES = 600  # seconds

STATES: Mapping[str, str] = {
    SeriesState.DRAFT: "Nobody is in it yet. Write /series, tap it, then Start.",
    SeriesState.RUNNING: "It runs: whoever subscribes gets its messages one by one.",
    SeriesState.PAUSED: "It is paused: everybody keeps their place.",
    SeriesState.ENDED: "It has ended.",
}

Board = dict[str, Any]
"""What the verb show_board takes."""


class SeriesBoard:
    """Looked at again and again, and shown where it has changed."""

    def __init__(self, control: Control, database: Database) -> None:
        self._control = control
        self._database = database
        self._shown: Board | None = None
        self._again = -math.inf  # monotonic seconds, when the next look is due

    async def look(self) -> None:
        """What cannot be read just now, the bot being started say, is read a moment later."""
        begun = time.monotonic()
        if begun < self._again:
            return
        with suppress(DatabaseTrouble, aiohttp.ClientError):
            async with self._database.read() as connection:
                board = await doubts_of(connection, now=int(time.time()))
                board = board or await board_of(connection)
            if board != self._shown:
                await self._control.show_board(**board or {})
                self._shown = board
        now = time.monotonic()
        self._again = now + max(LOOK_EVERY, (now - begun) / SHARE)


async def board_of(connection: AsyncConnection) -> Board | None:
    """Of the series that was changed last, those that run first; None: there is none."""
    rows = [row for row, _steps in await series.page(connection, offset=0, limit=100)]
    if not rows:
        return None
    chosen = max(rows, key=lambda row: (row.state in series.ALIVE, row.started_at or 0, -row.id))
    return {
        "title": f"Series: {chosen.name}",
        "note": STATES[chosen.state],
        "rows": await _rows(connection, chosen),
    }


async def _rows(connection: AsyncConnection, row: SeriesRow) -> Sequence[Board]:
    line = await steps.of_series(connection, row.id)
    counts, under_way = await counted(connection, row.id, line)
    runs = [one.run_id for one in line if one.run_id is not None]
    answered = await figures.answered(connection, runs)
    shown = figures_of(line, counts, answered, under_way)
    rows = []
    for step in (step_of(one, of) for one, of in zip(line, shown, strict=True)):
        soon = await figures.next_due(connection, row.id, step=step.position, limit=NAMED)
        rows.append(
            {
                "words": f"{step.position + 1}. {_wait(step.wait)}: {step.title}",
                "note": _note(step) if row.state != SeriesState.DRAFT else "",
                "waiting": [{"name": one.first_name, "at": one.due_at} for one in soon],
                "more": max(0, step.figures.waiting - len(soon)),
            }
        )
    return rows


def _note(step: Step) -> str:
    of = step.figures
    told = [f"{of.reached} got it"]
    told += [f"{of.answered} answered"] if of.answered else []
    told += [f"{of.uncertain} uncertain"] if of.uncertain else []
    return " · ".join(told)


def _wait(wait: Wait) -> str:
    if wait.at is not None:
        return f"day {wait.days}, {wait.at:%H:%M}"
    if not wait.seconds:
        return "at once"
    if wait.seconds < FEW_MINUTES:
        return f"+{wait.seconds} s"
    return f"+{wait.seconds // 60} min"

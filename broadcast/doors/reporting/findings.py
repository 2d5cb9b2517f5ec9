"""What was found out about lost answers: of a broadcast, and of each of its recipients."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from broadcast.doors.reports import Reports
from db.certainty import verdicts
from db.connection.database import Database
from db.schema.states import Found

MOST_SCANNED = 5_000  # calls of a broadcast: some milliseconds, whatever the figures


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """Of a call whose answer was lost; `found` is None as long as it is looked into.

    reason   a code of broadcast/certainty/doubts.py, or of db/certainty/doubts.py
    low      the message has a number above this one, if it was sent
    high     and one below this; None where that was not known
    missing  how many numbers between them are no other message's, as far as is known
    asked    how many questions were put
    """

    found: Found | None
    reason: str
    low: int | None = None
    high: int | None = None
    missing: int = 0
    asked: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundGroup:
    """So many calls of which that was found, for this reason."""

    found: Found | None
    reason: str
    count: int


class Findings:
    """Reads what the engine has written (db/certainty/settling.py)."""

    def __init__(self, database: Database, reports: Reports) -> None:
        self._database = database
        self._reports = reports

    async def of(self, broadcast_id: int, numbers: Collection[int]) -> Mapping[int, Verdict]:
        """By the subscriber's number; of several messages to one the last that was in doubt."""
        run_id = (await self._reports.get(broadcast_id)).run_id
        if run_id is None or not numbers:
            return {}
        async with self._database.read() as connection:
            rows = await verdicts.of(connection, run_id, numbers)
        return {row.subscriber_id: _verdict(row) for row in rows}

    async def tally(self, broadcast_id: int) -> Sequence[FoundGroup]:
        """The commonest first; of very many the first few thousand are counted."""
        run_id = (await self._reports.get(broadcast_id)).run_id
        if run_id is None:
            return []
        async with self._database.read() as connection:
            rows = await verdicts.tally(connection, run_id, most=MOST_SCANNED)
        return [
            FoundGroup(found=_found(row.found), reason=row.reason or "", count=row.calls)
            for row in rows
        ]


def _verdict(row: verdicts.VerdictRow) -> Verdict:
    evidence = json.loads(row.evidence) if row.evidence else {}
    return Verdict(
        found=_found(row.found),
        reason=row.reason or "",
        low=evidence.get("low"),
        high=evidence.get("high"),
        missing=evidence.get("missing_count", 0),
        asked=evidence.get("asked", 0),
    )


def _found(value: str | None) -> Found | None:
    return None if value is None else Found(value)

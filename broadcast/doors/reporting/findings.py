"""What was found out about lost answers: of a broadcast, and of each of its recipients."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement
from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.doors.reports import Reports
from db.certainty import told, verdicts
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
    """So many calls of which that was found, for this reason. `needless`: it had not arrived, and
    was not to be sent any more either."""

    found: Found | None
    reason: str
    count: int
    needless: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundNews:
    """What was found since admins were told that it is being found out, and where that stands, by
    chats and numbers of messages."""

    messages: Sequence[tuple[int, int]]
    groups: Sequence[FoundGroup]


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
            return await _tally(connection, verdicts.of_run(run_id))

    async def told(self, chat_id: int, message_id: int) -> None:
        """A message there says that it is being found out."""
        async with self._database.write() as connection:
            await told.add(connection, chat_id, message_id)

    async def news(self) -> FoundNews | None:
        """None: nobody was told, or somebody is in doubt still."""
        async with self._database.read() as connection:
            before = await told.read(connection)
            if not before.messages or await verdicts.are_open(connection):
                return None
            groups = await _tally(connection, verdicts.since(before.since))
        return FoundNews(messages=before.messages, groups=groups)

    async def all_told(self) -> None:
        """Those messages say it."""
        async with self._database.write() as connection:
            await told.forget(connection)


async def _tally(connection: AsyncConnection, which: ColumnElement[bool]) -> list[FoundGroup]:
    rows = await verdicts.tally(connection, which, most=MOST_SCANNED)
    return [
        FoundGroup(
            found=_found(row.found),
            reason=row.reason or "",
            count=row.calls,
            needless=row.needless,
        )
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

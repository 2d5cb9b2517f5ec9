"""What each admin wants to be told, and what they have yet to be told."""

import json
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.connection.database import Database
from db.dialect.comparing import by_bytes
from db.schema.states import NoticeKind
from db.schema.studio.notices import notice_choices, notices

NOBODY = "[]"

# By kind: who wants it, and since when (Unix seconds).
Wanted = Mapping[NoticeKind, Mapping[int, int]]


class Subject(NamedTuple):
    """What a notice is about: of most kinds a broadcast."""

    kind: NoticeKind
    number: int


class NoticeStore:
    """Choices, and notices that are owed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def wanted(self) -> Wanted:
        async with self._database.read() as connection:
            rows = await connection.execute(select(notice_choices))
        found: dict[NoticeKind, dict[int, int]] = {}
        for user_id, kind, chosen_at in rows:
            found.setdefault(NoticeKind(kind), {})[user_id] = chosen_at
        return found

    async def choose(self, user_id: int, kind: NoticeKind, *, wanted: bool, now: int) -> None:
        """Chosen twice it counts from the first time on."""
        table = notice_choices
        async with self._database.write() as connection:
            if wanted:
                values = {"user_id": user_id, "kind": kind.value, "chosen_at": now}
                await connection.execute(insert(table).values(values).on_conflict_do_nothing())
            else:
                theirs = (table.c.user_id == user_id, table.c.kind == kind.value)
                await connection.execute(delete(table).where(*theirs))

    async def known(self) -> set[Subject]:
        """What was noted, whoever was told since."""
        async with self._database.read() as connection:
            rows = await connection.execute(select(notices.c.kind, notices.c.subject))
        return {Subject(NoticeKind(kind), number) for kind, number in rows}

    async def note(self, subject: Subject, owed: Collection[int], *, now: int) -> None:
        """Those are to be told of it. What is noted already is not noted again."""
        values = {
            "kind": subject.kind.value,
            "subject": subject.number,
            "noted_at": now,
            "owed": json.dumps(sorted(owed)),
        }
        async with self._database.write() as connection:
            await connection.execute(insert(notices).values(values).on_conflict_do_nothing())

    async def forget(self, subject: Subject) -> None:
        """It may be noted again."""
        async with self._database.write() as connection:
            await connection.execute(delete(notices).where(*_is(subject)))

    async def owed(self) -> Sequence[tuple[Subject, list[int]]]:
        """The oldest first."""
        query = (
            select(notices.c.kind, notices.c.subject, notices.c.owed)
            .where(notices.c.owed != NOBODY)
            .order_by(notices.c.noted_at, by_bytes(notices.c.kind), notices.c.subject)
        )
        async with self._database.read() as connection:
            rows = await connection.execute(query)
        return [
            (Subject(NoticeKind(kind), number), json.loads(owed)) for kind, number, owed in rows
        ]

    async def take(self, subject: Subject, user_id: int) -> bool:
        """Whoever takes it tells it: committed before the call, so that nobody is told twice."""
        async with self._database.write() as connection:
            owed = await _owed(connection, subject)
            if user_id not in owed:
                return False
            await _write(connection, subject, owed - {user_id})
            return True

    async def give_back(self, subject: Subject, user_id: int) -> None:
        """It was certainly not told."""
        async with self._database.write() as connection:
            await _write(connection, subject, await _owed(connection, subject) | {user_id})

    async def sweep(self, *, before: int) -> None:
        """Forget what was noted before that moment (Unix seconds)."""
        async with self._database.write() as connection:
            await connection.execute(delete(notices).where(notices.c.noted_at < before))


async def erase(connection: AsyncConnection, user_id: int) -> None:
    """Forget what somebody chose."""
    await connection.execute(delete(notice_choices).where(notice_choices.c.user_id == user_id))


async def _owed(connection: AsyncConnection, subject: Subject) -> set[int]:
    text = await connection.scalar(select(notices.c.owed).where(*_is(subject)))
    return set(json.loads(text or NOBODY))


async def _write(connection: AsyncConnection, subject: Subject, owed: Collection[int]) -> None:
    values = {"owed": json.dumps(sorted(owed))}
    await connection.execute(update(notices).where(*_is(subject)).values(values))


def _is(subject: Subject) -> tuple[ColumnElement[bool], ...]:
    return notices.c.kind == subject.kind.value, notices.c.subject == subject.number

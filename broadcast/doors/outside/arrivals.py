"""Drafts that came from outside, until the admins have been told of them.

They come in the order of their numbers, so one number says which the admins know of: it outlives
the process, and a draft that was written a moment before a crash is told of after it.
"""

from dataclasses import dataclass

from broadcast.model.draft import Draft
from db import engine_state
from db.broadcasts import drafts
from db.connection.database import Database

TOLD = "outside_told"  # in engine_memory: the newest draft that the admins know of


@dataclass(frozen=True, kw_only=True, slots=True)
class Arrival:
    draft: Draft
    key_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """How many are to be told of, and the last of them; None: there is none."""

    count: int
    last: Arrival | None = None


class Arrivals:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def following(self) -> Arrival | None:
        """The oldest one that is to be told of, and is a draft yet that nobody has opened."""
        async with self._database.read() as connection:
            after = int(await engine_state.recall(connection, TOLD) or 0)
            for row in await drafts.unopened(connection, after=after):
                draft = await drafts.find(connection, row.id)
                if draft is not None:  # else somebody has just discarded it
                    return Arrival(draft=Draft.from_row(draft), key_id=row.key_id)
        return None

    async def waiting(self) -> Waiting:
        async with self._database.read() as connection:
            after = int(await engine_state.recall(connection, TOLD) or 0)
            rows = await drafts.unopened(connection, after=after)
            draft = await drafts.find(connection, rows[-1].id) if rows else None
        if draft is None:
            return Waiting(count=0)
        last = Arrival(draft=Draft.from_row(draft), key_id=rows[-1].key_id)
        return Waiting(count=len(rows), last=last)

    async def find(self, draft_id: int) -> Arrival | None:
        """None when it is no such draft, or somebody has opened it."""
        async with self._database.read() as connection:
            rows = await drafts.unopened(connection, after=draft_id - 1, upto=draft_id)
            draft = await drafts.find(connection, draft_id)
        if draft is None or not rows:
            return None
        return Arrival(draft=Draft.from_row(draft), key_id=rows[0].key_id)

    async def told(self, draft_id: int) -> None:
        """Of that one, and so of all before it."""
        async with self._database.write() as connection:
            await engine_state.save(connection, {TOLD: str(draft_id)})

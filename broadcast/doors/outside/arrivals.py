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


class Arrivals:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def following(self) -> Arrival | None:
        """The oldest one that is to be told of, and is a draft yet that nobody has opened."""
        async with self._database.read() as connection:
            after = int(await engine_state.recall(connection, TOLD) or 0)
            row = await drafts.unopened(connection, after=after)
            if row is None:
                return None
            draft = await drafts.find(connection, row.id)
        if draft is None:  # discarded in between: another look finds the next one
            return await self.following()
        return Arrival(draft=Draft.from_row(draft), key_id=row.key_id)

    async def find(self, draft_id: int) -> Arrival | None:
        """None when it is no such draft, or somebody has opened it."""
        async with self._database.read() as connection:
            row = await drafts.unopened(connection, after=draft_id - 1, quiet=True)
            draft = await drafts.find(connection, draft_id)
        if draft is None or row is None or row.id != draft_id:
            return None
        return Arrival(draft=Draft.from_row(draft), key_id=row.key_id)

    async def told(self, draft_id: int) -> None:
        """Of that one, and so of all before it."""
        async with self._database.write() as connection:
            await engine_state.save(connection, {TOLD: str(draft_id)})

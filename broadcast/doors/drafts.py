"""Drafts: a message that is being composed, with what its author's chat has to do with it."""

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from broadcast.model.broadcast import Broadcast
from broadcast.model.content import Content
from broadcast.model.errors import MoveNotAllowed, NoSuchBroadcast
from db.broadcasts import broadcasts
from db.connection.database import Database
from runtime.clock import Clock


class Drafts:
    """Adds, changes and discards drafts, and remembers notes about them."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def add(self, content: Content, *, author: int) -> int:
        async with self._database.write() as connection:
            return await broadcasts.add_draft(
                connection,
                title=content.title,
                content=content.dump(),
                urgent=content.options.urgent,
                author=author,
                now=int(self._clock.time()),
            )

    async def change(self, draft_id: int, content: Content) -> None:
        """Raises MoveNotAllowed when it is no draft any more."""
        async with self._database.write() as connection:
            changed = await broadcasts.change_draft(
                connection,
                draft_id,
                title=content.title,
                content=content.dump(),
                urgent=content.options.urgent,
            )
            row = None if changed else await broadcasts.find(connection, draft_id)
        if changed:
            return
        if row is None:
            raise NoSuchBroadcast(f"there is no broadcast {draft_id}")
        raise MoveNotAllowed("a launched broadcast cannot be changed")

    async def discard(self, draft_id: int) -> None:
        """Delete a draft; a launched one raises MoveNotAllowed; one that is gone is fine."""
        async with self._database.write() as connection:
            gone = await broadcasts.delete_draft(connection, draft_id)
            left = None if gone else await broadcasts.find(connection, draft_id)
        if left is not None:
            raise MoveNotAllowed("a launched broadcast cannot be discarded")

    async def of(
        self, author: int, *, limit: int, offset: int = 0
    ) -> tuple[Sequence[Broadcast], int]:
        """A person's drafts, newest first, and how many there are in all."""
        async with self._database.read() as connection:
            rows, count = await broadcasts.drafts_of(connection, author, offset=offset, limit=limit)
        return [Broadcast.from_row(row) for row in rows], count

    async def notes(self, draft_id: int) -> dict[str, Any]:
        """What was noted about a draft; nothing about one that is gone."""
        async with self._database.read() as connection:
            text = await broadcasts.notes_of(connection, draft_id)
        notes: dict[str, Any] = json.loads(text or "{}")
        return notes

    async def save_notes(self, draft_id: int, notes: Mapping[str, Any]) -> None:
        """Note something about a draft that is not content, as JSON; see handlers/admin/compose."""
        async with self._database.write() as connection:
            await broadcasts.keep_notes(connection, draft_id, json.dumps(dict(notes)))

    async def sweep(self, before: int, *, kept_of: Collection[int]) -> int:
        """Delete drafts created before that moment (Unix seconds), but for these authors'."""
        async with self._database.write() as connection:
            return await broadcasts.delete_drafts(connection, before=before, kept_of=kept_of)

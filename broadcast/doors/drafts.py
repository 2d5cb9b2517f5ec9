"""Drafts: a message that is being composed, with what its author's chat has to do with it."""

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.model.actor import Actor, require_admin, require_author
from broadcast.model.broadcast import Broadcast
from broadcast.model.content import Content
from broadcast.model.errors import MoveNotAllowed, NoSuchBroadcast
from db.broadcasts import broadcasts
from db.connection.database import Database
from db.records import BroadcastRow
from runtime.clock import Clock


class Drafts:
    """Adds, changes and discards drafts, and remembers notes about them."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def add(self, content: Content, *, by: Actor) -> int:
        """The number of the new draft, which is this admin's alone."""
        require_admin(by)
        async with self._database.write() as connection:
            return await broadcasts.add_draft(
                connection,
                title=content.title,
                content=content.dump(),
                urgent=content.options.urgent,
                author=by.user_id,
                now=int(self._clock.time()),
            )

    async def change(self, draft_id: int, content: Content, *, by: Actor) -> None:
        """Raises MoveNotAllowed when it is no draft any more."""
        require_admin(by)
        async with self._database.write() as connection:
            if await self._own(connection, draft_id, by) is None:
                raise NoSuchBroadcast(f"there is no broadcast {draft_id}")
            changed = await broadcasts.change_draft(
                connection,
                draft_id,
                title=content.title,
                content=content.dump(),
                urgent=content.options.urgent,
                now=int(self._clock.time()),
            )
        if not changed:
            raise MoveNotAllowed("a launched broadcast cannot be changed")

    async def discard(self, draft_id: int, *, by: Actor) -> None:
        """Delete a draft; a launched one raises MoveNotAllowed; one that is gone is fine."""
        require_admin(by)
        async with self._database.write() as connection:
            if await self._own(connection, draft_id, by) is None:
                return
            gone = await broadcasts.delete_draft(connection, draft_id)
        if not gone:
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

    async def save_notes(self, draft_id: int, notes: Mapping[str, Any], *, by: Actor) -> None:
        """Note something about a draft that is not content, as JSON; see handlers/admin/compose."""
        require_admin(by)
        async with self._database.write() as connection:
            await self._own(connection, draft_id, by)
            await broadcasts.save_notes(
                connection, draft_id, json.dumps(dict(notes)), now=int(self._clock.time())
            )

    async def sweep(self, before: int, *, kept_of: Collection[int]) -> int:
        """Delete drafts last touched before that moment (Unix seconds), but for these authors'."""
        async with self._database.write() as connection:
            return await broadcasts.delete_drafts(connection, before=before, kept_of=kept_of)

    async def _own(
        self, connection: AsyncConnection, draft_id: int, actor: Actor
    ) -> BroadcastRow | None:
        """None when it is gone; raises NotAllowed for somebody else's."""
        row = await broadcasts.find(connection, draft_id)
        if row is not None:
            require_author(actor, row.created_by)
        return row

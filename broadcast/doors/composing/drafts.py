"""Drafts: messages that are being composed, by one admin at a time.

All admins see all of them. Whoever composes one holds it, at first its author; another admin may
take it over, and the one who had it is told so at the next try to change it.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.model.actor import Actor, require_admin, require_holder
from broadcast.model.content import Content
from broadcast.model.draft import Draft
from broadcast.model.errors import MoveNotAllowed, NoSuchBroadcast
from db.audience.audience import Audience
from db.broadcasts import broadcasts, drafts, family
from db.broadcasts.drafts import NOBODY, Outside
from db.connection.database import Database
from db.schema.states import Stage
from runtime.clock import Clock

EVERYONE = Audience()


class Drafts:
    """Adds, changes and discards drafts, and remembers notes about them.

    What is done to one raises DraftHeld when somebody else works on it.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def add(
        self,
        content: Content,
        *,
        by: Actor,
        audience: Audience = EVERYONE,
        quiet: bool = False,
    ) -> int:
        """The number of the new draft, which this admin holds; one from outside nobody does.
        `quiet`: the admins are not told of that one."""
        require_admin(by)
        async with self._database.write() as connection:
            return await drafts.add(
                connection,
                title=content.title,
                content=content.dump(),
                audience=audience.dump(),
                urgent=content.options.urgent,
                author=by.user_id,
                now=self._now(),
                outside=None if by.key is None else Outside(by.key, quiet),
            )

    async def duplicate(
        self, broadcast_id: int, *, by: Actor, audience: Audience | None = None
    ) -> int:
        """A new draft with content and audience of a draft or a launched broadcast, or for others.

        Neither its Stars nor whose failed recipients it was for: that was asked once.
        """
        require_admin(by)
        async with self._database.write() as connection:
            row = await broadcasts.find(connection, broadcast_id)
            if row is None:
                raise NoSuchBroadcast(f"there is no broadcast {broadcast_id}")
            content = Content.load(row.content).for_another_time()
            whom = audience or await family.audience_of(connection, broadcast_id)
            return await drafts.add(
                connection,
                title=row.title,
                content=content.dump(),
                audience=whom.dump(),
                urgent=content.options.urgent,
                author=by.user_id,
                now=self._now(),
            )

    async def change(
        self,
        draft_id: int,
        content: Content,
        *,
        by: Actor,
        notes: Mapping[str, Any] | None = None,
    ) -> None:
        """With `notes` where they change with it. Raises MoveNotAllowed when it is no draft any
        more."""
        require_admin(by)
        async with self._database.write() as connection:
            if not await _is_held(connection, draft_id, by):
                raise NoSuchBroadcast(f"there is no broadcast {draft_id}")
            changed = await drafts.change(
                connection,
                draft_id,
                title=content.title,
                content=content.dump(),
                urgent=content.options.urgent,
                now=self._now(),
            )
            if changed and notes is not None:
                text = json.dumps(dict(notes))
                await drafts.save_notes(connection, draft_id, text, now=self._now())
        if not changed:
            raise MoveNotAllowed("a launched broadcast cannot be changed")

    async def choose(self, draft_id: int, audience: Audience, *, by: Actor) -> None:
        """Say who gets it. Raises MoveNotAllowed when it is no draft any more."""
        require_admin(by)
        async with self._database.write() as connection:
            if not await _is_held(connection, draft_id, by):
                raise NoSuchBroadcast(f"there is no broadcast {draft_id}")
            changed = await drafts.choose(
                connection, draft_id, audience=audience.dump(), now=self._now()
            )
        if not changed:
            raise MoveNotAllowed("a launched broadcast cannot be changed")

    async def discard(self, draft_id: int, *, by: Actor) -> None:
        """Delete a draft; a launched one raises MoveNotAllowed; one that is gone is fine."""
        require_admin(by)
        async with self._database.write() as connection:
            row = await broadcasts.find(connection, draft_id)
            if row is None:
                return
            # Whoever held it until it was launched is not asked any more.
            held = row.stage == Stage.DRAFT and await _is_held(connection, draft_id, by)
            gone = held and await drafts.delete_one(connection, draft_id)
        if not gone:
            raise MoveNotAllowed("a launched broadcast cannot be discarded")

    async def take_over(self, draft_id: int, *, by: Actor) -> None:
        """Hold it from now on, whoever held it; raises MoveNotAllowed when it is no draft."""
        require_admin(by)
        async with self._database.write() as connection:
            holder = await drafts.holder_of(connection, draft_id)
            if holder is None:
                raise NoSuchBroadcast(f"there is no broadcast {draft_id}")
            if holder == by.user_id:
                return
            taken = await drafts.hand_over(connection, draft_id, to=by.user_id, now=self._now())
        if not taken:
            raise MoveNotAllowed("it was launched already")

    async def take_up(self, draft_id: int, *, by: Actor) -> bool:
        """One from outside that nobody has opened: of several who try, one has it. False: it is too
        late."""
        require_admin(by)
        async with self._database.write() as connection:
            if await drafts.holder_of(connection, draft_id) != NOBODY:
                return False
            return await drafts.hand_over(connection, draft_id, to=by.user_id, now=self._now())

    async def page(self, *, limit: int, offset: int = 0) -> tuple[Sequence[Draft], int]:
        """Everybody's, newest first, and how many there are in all."""
        return await self._page(limit=limit, offset=offset)

    async def of(self, holder: int, *, limit: int) -> tuple[Sequence[Draft], int]:
        """The newest that a person works on, and how many there are of theirs."""
        return await self._page(limit=limit, offset=0, holder=holder)

    async def get(self, draft_id: int) -> Draft:
        """Raises NoSuchBroadcast for one that was launched, too."""
        async with self._database.read() as connection:
            row = await drafts.find(connection, draft_id)
        if row is None:
            raise NoSuchBroadcast(f"there is no draft {draft_id}")
        return Draft.from_row(row)

    async def notes(self, draft_id: int, *, by: Actor) -> dict[str, Any]:
        """What was noted about a draft; nothing about one that is gone."""
        require_admin(by)
        async with self._database.read() as connection:
            await _is_held(connection, draft_id, by)
            text = await drafts.notes_of(connection, draft_id)
        notes: dict[str, Any] = json.loads(text or "{}")
        return notes

    async def save_notes(self, draft_id: int, notes: Mapping[str, Any], *, by: Actor) -> None:
        """Note something about a draft that is not content, as JSON; see handlers/admin/compose."""
        require_admin(by)
        async with self._database.write() as connection:
            await _is_held(connection, draft_id, by)
            await drafts.save_notes(connection, draft_id, json.dumps(dict(notes)), now=self._now())

    async def _page(
        self, *, limit: int, offset: int, holder: int | None = None
    ) -> tuple[Sequence[Draft], int]:
        async with self._database.read() as connection:
            rows, count = await drafts.page(connection, offset=offset, limit=limit, holder=holder)
        return [Draft.from_row(row) for row in rows], count

    def _now(self) -> int:
        return int(self._clock.time())


async def _is_held(connection: AsyncConnection, draft_id: int, actor: Actor) -> bool:
    """False when it is gone; raises DraftHeld when somebody else works on it."""
    holder = await drafts.holder_of(connection, draft_id)
    if holder is None:
        return False
    require_holder(actor, holder)
    return True

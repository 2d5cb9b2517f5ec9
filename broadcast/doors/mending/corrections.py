"""Correcting: who has the message gets it edited, and who has not got it yet gets the new one.

Of one that is running the first tap pauses it, keeps the new text and begins the correction in one
transaction. Once it is written down who has the old text, the others get the new one by itself.
"""

import logging
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.doors.effects import Effects
from broadcast.doors.roles import require_admin_still
from broadcast.mending import sources
from broadcast.model.actor import Actor, require_admin
from broadcast.model.broadcast import Broadcast
from broadcast.model.content import Content
from broadcast.model.errors import CannotCorrect
from broadcast.model.mending.edits import Edits, edits_of
from broadcast.model.options import Options
from db.connection.database import Database
from db.mending import begun, texts
from db.records import BroadcastRow
from db.schema.states import RunKind
from runtime.clock import Clock

logger = logging.getLogger(__name__)


class Corrections:
    """Of broadcasts that run, are paused or are over."""

    def __init__(self, database: Database, effects: Effects, clock: Clock) -> None:
        self._database = database
        self._effects = effects
        self._clock = clock

    async def edits(self, broadcast_id: int, content: Content) -> Edits:
        """What would be edited, or what cannot be (`refusals`): before anybody is asked to confirm.

        Raises CannotMend for a broadcast of which nothing can be.
        """
        async with self._database.read() as connection:
            row = await sources.source_of(connection, broadcast_id)
            await sources.require_free(connection, row)
            await sources.require_messages(connection, row)
            return await _edits(connection, row, content)

    async def begin(self, broadcast_id: int, content: Content, *, by: Actor) -> Broadcast:
        """The correction, under way. How the broadcast was sent (silently, for Stars) stays.

        Raises CannotMend, UNDER_WAY where another one is, and CannotCorrect with what Telegram does
        not let be edited.
        """
        require_admin(by)
        async with self._database.write() as connection:
            await require_admin_still(connection, by)
            row = await sources.source_of(connection, broadcast_id)
            await sources.require_free(connection, row)
            await sources.require_messages(connection, row)
            content = content.with_options(_options(Content.load(row.content)))
            edits = await _edits(connection, row, content)
            if edits.refusals:
                raise CannotCorrect(edits.refusals)
            child_id = await sources.begin(
                connection,
                replace(row, title=content.title),
                RunKind.EDIT,
                by=by.user_id,
                now=int(self._clock.time()),
                content=content.dump(),
                variants=edits.variants,
            )
            run_id = row.run_id or 0
            await begun.hold(connection, run_id)
            await texts.replace(connection, run_id, content.dump(), title=content.title)
        logger.info("broadcast %d is corrected by %d, by %d", broadcast_id, child_id, by.user_id)
        self._effects.tell(broadcast_id)
        return await self._effects.apply(child_id)


def _options(sent: Content) -> Options:
    """What links say of it stays, whatever its first words are now."""
    return replace(sent.options, campaign=sent.campaign) if sent.options.utm else sent.options


async def _edits(connection: AsyncConnection, row: BroadcastRow, content: Content) -> Edits:
    sent = [Content.load(one) for one in await texts.sent(connection, row.run_id or 0)]
    return edits_of(sent, content, run_id=row.run_id or 0)

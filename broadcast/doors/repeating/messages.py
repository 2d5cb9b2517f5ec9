"""What rounds say: changed in a draft of its own, so that nothing half done goes out."""

import logging

from broadcast.doors.roles import require_admin_still
from broadcast.model.actor import Actor, require_admin, require_holder
from broadcast.model.content import Content
from broadcast.model.errors import MoveNotAllowed, NoSuchBroadcast, NoSuchRepeat
from broadcast.model.events import Events, RepeatChanged
from broadcast.repeating.content import RoundContent, RoundSources
from db.broadcasts import broadcasts, drafts
from db.connection.database import Database
from db.repeating import repeats
from db.schema.states import RepeatState
from runtime.clock import Clock

logger = logging.getLogger(__name__)


class RepeatMessages:
    """Takes what rounds say into a draft, and back."""

    def __init__(
        self, database: Database, sources: RoundSources, events: Events, clock: Clock
    ) -> None:
        self._database = database
        self._sources = sources
        self._events = events
        self._clock = clock

    async def upcoming(self, repeat_id: int) -> RoundContent | None:
        """What the next round would say now; None: nothing. Raises NoSuchRepeat."""
        async with self._database.read() as connection:
            row = await repeats.find(connection, repeat_id)
        if row is None:
            raise NoSuchRepeat(f"there is no repeat {repeat_id}")
        return await (await self._sources.of(row)).prepare(row)

    async def edit(self, repeat_id: int, *, by: Actor) -> int:
        """The number of a new draft with what rounds say; `save` puts it in place."""
        require_admin(by)
        async with self._database.write() as connection:
            found = await repeats.find(connection, repeat_id)
            if found is None or found.state == RepeatState.ENDED:
                raise NoSuchRepeat(f"repeat {repeat_id} has ended")
            row = await broadcasts.find(connection, found.broadcast_id)
            if row is None:
                raise NoSuchRepeat(f"repeat {repeat_id} has no message")
            content = Content.load(row.content)
            draft_id = await drafts.add(
                connection,
                title=row.title,
                content=row.content,
                audience=row.audience,
                urgent=content.options.urgent,
                author=by.user_id,
                now=self._now(),
            )
            await drafts.note_repeat(connection, draft_id, repeat_id)
            return draft_id

    async def save(self, repeat_id: int, draft_id: int, *, by: Actor) -> None:
        """Rounds to come say what the draft says, to whom it says; the draft is gone. Raises
        DraftHeld, NoSuchRepeat."""
        require_admin(by)
        async with self._database.write() as connection:
            await require_admin_still(connection, by)
            holder = await drafts.holder_of(connection, draft_id)
            row = await broadcasts.find(connection, draft_id)
            if holder is None or row is None:
                raise NoSuchBroadcast(f"there is no broadcast {draft_id}")
            require_holder(by, holder)
            if not await drafts.delete_one(connection, draft_id):
                raise MoveNotAllowed("it is no draft any more")
            content = Content.load(row.content).for_another_time()
            saved = await repeats.change_template(
                connection,
                repeat_id,
                title=row.title,
                content=content.dump(),
                audience=row.audience,
                urgent=content.options.urgent,
                now=self._now(),
            )
            if not saved:
                raise NoSuchRepeat(f"repeat {repeat_id} has ended")
        logger.info("repeat %d says something else, by %d", repeat_id, by.user_id)
        self._events.say(RepeatChanged(repeat_id=repeat_id))

    def _now(self) -> int:
        return int(self._clock.time())

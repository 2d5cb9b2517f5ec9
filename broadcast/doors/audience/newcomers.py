"""To those who came since: a broadcast that has ended, sent to who has subscribed after it.

It is a broadcast of its own that names the first of its line as its parent. Whoever any of that
line has reached, or may have, is not among its recipients, so that it works again later and nobody
gets it twice.
"""

import logging
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.doors.effects import Effects
from broadcast.doors.roles import require_admin_still
from broadcast.hours import parts
from broadcast.model.actor import Actor, require_admin
from broadcast.model.broadcast import Broadcast
from broadcast.model.content import Content
from broadcast.model.errors import (
    MoveNotAllowed,
    NobodyToSendTo,
    NoSuchBroadcast,
    TakenBack,
    TooManyForwards,
)
from broadcast.pace.forwards import MOST_RECIPIENTS
from db.audience import counting, facts
from db.audience.audience import Audience
from db.broadcasts import broadcasts, family, follow_ups, version_tests
from db.connection.database import Database
from db.ledger import runs
from db.mending import begun
from db.outgoing import runs as outgoing
from runtime.clock import Clock

logger = logging.getLogger(__name__)


class Newcomers:
    """The decision and the launch are one transaction, so that of two taps one counts."""

    def __init__(self, database: Database, effects: Effects, clock: Clock) -> None:
        self._database = database
        self._effects = effects
        self._clock = clock

    async def offered(self, broadcast_id: int) -> bool:
        """Whether it may go to any: not what was taken back from those who had it."""
        async with self._database.read() as connection:
            first = await family.first_of(connection, broadcast_id)
            return not await begun.is_taken_back(connection, {broadcast_id, first})

    async def audience(self, broadcast_id: int) -> Audience:
        """Who they are just now: they match what the first of the line asked for. Raises
        TakenBack."""
        async with self._database.read() as connection:
            _, audience = await _asked(connection, broadcast_id)
        return audience

    async def send(self, broadcast_id: int, *, by: Actor) -> Broadcast:
        """The new broadcast, under way.

        Raises NobodyToSendTo when nobody has come, MoveNotAllowed while one of its line is not
        over, TakenBack, TooManyForwards when they are too many to be forwarded to, CannotAsk when
        it asks about what is gone, an old ledger say.
        """
        require_admin(by)
        now = int(self._clock.time())
        async with self._database.read() as connection:
            first, asked = await _asked(connection, broadcast_id)
            total = await counting.count(connection, asked, now=now)
            if not total:
                raise NobodyToSendTo("nobody has come since")
            audience = await counting.fix(connection, asked, now=now)
        async with self._database.write() as connection:
            await require_admin_still(connection, by)
            await _require_kept(connection, broadcast_id, first)
            if await family.is_under_way(connection, first):
                raise MoveNotAllowed("one of its line has not ended yet")
            # A tag may have gone since it was counted.
            await facts.read(connection, audience, now=now)
            content = await _content(connection, broadcast_id, first)
            if content.forwards and total > MOST_RECIPIENTS:
                raise TooManyForwards(f"a forward goes to {MOST_RECIPIENTS} at most")
            child_id = await follow_ups.add_broadcast(
                connection,
                first,
                content=content.dump(),
                audience=asked,
                by=by.user_id,
                now=now,
            )
            run_id = await runs.add(
                connection,
                broadcast_id=child_id,
                by=by.user_id,
                total=total,
                upto=await runs.highest_subscriber(connection),
                now=now,
                audience=audience,
            )
            await parts.divide_as_needed(connection, run_id, content.options)
            await outgoing.launched(connection, run_id, now=now)
        logger.info(
            "broadcast %d goes to %d who came since, as %d, by %d",
            *(first, total, child_id, by.user_id),
        )
        self._effects.tell(broadcast_id)
        return await self._effects.apply(child_id)


async def _asked(connection: AsyncConnection, broadcast_id: int) -> tuple[int, Audience]:
    """The first of the line, and whom the one asks for who has come since that."""
    asked = await broadcasts.find(connection, broadcast_id)
    if asked is not None and Broadcast.from_row(asked).mends:
        raise MoveNotAllowed("it has sent nothing that anybody else could get")
    first = await family.first_of(connection, broadcast_id)
    row = await broadcasts.find(connection, first)
    if row is None or row.run_id is None:
        raise NoSuchBroadcast(f"there is no launched broadcast {first}")
    await _require_kept(connection, broadcast_id, first)
    return first, replace(Audience.load(row.audience).reusable(), since=first)


async def _require_kept(connection: AsyncConnection, broadcast_id: int, first: int) -> None:
    if await begun.is_taken_back(connection, {broadcast_id, first}):
        raise TakenBack("who had it does not have it any more")


async def _content(connection: AsyncConnection, broadcast_id: int, first: int) -> Content:
    """What that one says, without its end and the Stars that were agreed to; of several versions
    the winner."""
    row = await broadcasts.find(connection, broadcast_id)
    if row is None:
        raise NoSuchBroadcast(f"there is no broadcast {broadcast_id}")
    content = Content.load(row.content).for_another_time()
    if content.versions > 1:
        content = content.of_version(await version_tests.winner_of(connection, first))
    return content

"""Tags: named by admins, and put on people by hand."""

import difflib
import logging
from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.doors.audience.naming import Named
from broadcast.doors.audience.standstill import change_name, forget_leftovers
from broadcast.model.actor import Actor, require_admin
from db.audience import counting
from db.audience import facts as facts_of
from db.audience.audience import Audience
from db.audience.keys import keys_of
from db.connection.database import Database
from db.knowledge import tags
from db.knowledge.names import Name
from db.knowledge.tags import LONGEST, MOST, TagCount, TagRow
from db.ledger import runs
from runtime.clock import Clock

STRETCH = 50_000  # subscribers that one transaction looks at: some 50 ms
GAP = 0.01  # seconds between two, for other writers
NEAR = 0.6  # of difflib's ratio: a letter or two of a short word

logger = logging.getLogger(__name__)


class Tags:
    """What admins do with tags."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def every(self) -> Sequence[TagCount]:
        """By name."""
        async with self._database.read() as connection:
            return await tags.every(connection)

    async def find(self, typed: str) -> TagRow | None:
        """In whatever letters it was typed."""
        async with self._database.read() as connection:
            return await tags.find(connection, Name.read(typed))

    async def get(self, tag_id: int) -> TagRow | None:
        """None when it is gone."""
        async with self._database.read() as connection:
            return await tags.get(connection, tag_id)

    async def of_chat(self, chat_id: int) -> Sequence[str]:
        """What somebody is tagged with, for themselves to know."""
        async with self._database.read() as connection:
            return await tags.of_chat(connection, chat_id)

    async def nearest(self, typed: str) -> str | None:
        """The name that was perhaps meant."""
        async with self._database.read() as connection:
            known = {one.name.casefold(): one.name for one in await tags.names(connection)}
        wanted = Name.read(typed).folded[: 2 * LONGEST]
        near = difflib.get_close_matches(wanted, known, n=1, cutoff=NEAR)
        return known[near[0]] if near else None

    async def add(self, typed: str, *, by: Actor) -> Named:
        require_admin(by)
        name = Name.read(typed)
        async with self._database.write() as connection:
            if await tags.count(connection) >= MOST:
                return Named.FULL
            refused = await _refused(connection, name, None)
            if refused is None:
                await tags.add(connection, name, int(self._clock.time()))
        return refused or Named.DONE

    async def rename(self, tag_id: int, typed: str, *, by: Actor) -> Named:
        """Audiences name their tags: one that asks for the old name has to be chosen anew."""
        require_admin(by)
        name = Name.read(typed)

        async def rename(connection: AsyncConnection) -> Named:
            refused = await _refused(connection, name, tag_id)
            if refused is None and not await tags.rename(connection, tag_id, name):
                return Named.GONE
            return refused or Named.DONE

        return await change_name(self._database, self._clock, rename)

    async def tag(self, tag_id: int, audience: Audience, *, on: bool, by: Actor) -> int:
        """Put it on everybody who matches now, or take it from them; how many that changed.

        Written in stretches of subscribers, so that nobody who writes waits for long. Raises
        CannotAsk.
        """
        require_admin(by)
        now = int(self._clock.time())
        async with self._database.read() as connection:
            fixed = await counting.fix(connection, audience, now=now)
            facts = await facts_of.read(connection, fixed, now=now)
            last = await runs.highest_subscriber(connection)
        changed = 0
        for after in range(0, last, STRETCH):
            chosen = keys_of(fixed, facts, after=after, upto=min(after + STRETCH, last))
            async with self._database.write() as connection:
                if await tags.get(connection, tag_id) is None:
                    break  # somebody has removed it
                if on:
                    changed += await tags.put_on(connection, tag_id, chosen, now=now)
                else:
                    changed += await tags.take_from(connection, tag_id, chosen)
            await self._clock.sleep(GAP)
        logger.info(
            "tag %d is %s %d, by %d", tag_id, "put on" if on else "taken from", changed, by.user_id
        )
        return changed

    async def remove(self, tag_id: int, *, by: Actor) -> None:
        """From everybody who has it."""
        require_admin(by)

        async def remove(connection: AsyncConnection) -> None:
            await tags.remove(connection, tag_id)

        await change_name(self._database, self._clock, remove)
        await forget_leftovers(self._database, self._clock)
        logger.info("tag %d is removed, by %d", tag_id, by.user_id)


async def _refused(connection: AsyncConnection, name: Name, own: int | None) -> Named | None:
    """`own`: the tag that may be called so already, in other letters."""
    if not name.fits(LONGEST):
        return Named.BAD
    holder = await tags.find(connection, name)
    return Named.TAKEN if holder is not None and holder.id != own else None

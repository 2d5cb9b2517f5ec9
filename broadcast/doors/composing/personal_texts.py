"""What texts may say of their reader, and what those who would get them look like."""

from collections.abc import Mapping
from enum import StrEnum

from sqlalchemy import FromClause
from sqlalchemy.ext.asyncio import AsyncConnection

from botapi.call import Call
from broadcast.model.content import Content
from broadcast.model.personal.filling import filled
from broadcast.model.personal.lengths import Excess, excess, without_fallback
from db.audience import counting
from db.audience.audience import Audience
from db.audience.facts import CannotAsk
from db.connection.database import Database
from db.knowledge import fields, samples
from db.knowledge.fields import LONGEST_VALUE
from db.knowledge.personal import BUILT_IN
from db.subscribers.csv_fields import LONGEST_NAME
from runtime.clock import Clock

FRESH = 60.0  # seconds that what was found out about everybody is believed
WIDEST = "🙂"  # two UTF-16 units: no value of so many characters is longer
EVERYONE = Audience()
MOST_CHARACTERS = {"first_name": LONGEST_NAME, "username": 32}


class Reader(StrEnum):
    """Whose values a preview shows."""

    TYPICAL = "typical"
    LONGEST = "longest"  # of each the longest that anybody of them has
    EMPTY = "empty"  # nothing is known, so that the fallbacks show


class PersonalTexts:
    """Asks about the active subscribers; a large number of them is asked once a minute."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._longest: dict[tuple[str, str], tuple[float, str]] = {}
        self._without: dict[str, tuple[float, int]] = {}

    async def names(self) -> Mapping[str, str]:
        """All that may stand in braces: how it is written, by folded name."""
        async with self._database.read() as connection:
            rows = await fields.every(connection)
        return {**{name: name for name in BUILT_IN}, **{row.folded: row.name for row in rows}}

    async def values(
        self, content: Content, reader: Reader, audience: Audience = EVERYONE
    ) -> Mapping[str, str]:
        """For a preview; of all that braces in the content stand for, among those who would get it.

        Where the audience asks about what is gone, among everyone.
        """
        names = content.names
        values = dict.fromkeys(content.fields or (), "")
        if reader is Reader.TYPICAL and names:
            async with self._database.read() as connection:
                keys = await self._keys(connection, audience)
                values.update(await samples.typical(connection, names, keys))
        elif reader is Reader.LONGEST:
            values.update({name: await self._longest_of(name, audience) for name in names})
        return values

    async def calls(
        self,
        content: Content,
        reader: Reader = Reader.TYPICAL,
        variant: int = 0,
        audience: Audience = EVERYONE,
    ) -> tuple[Call, ...]:
        """As such a reader gets it."""
        calls = content.calls(variant)
        if content.fields is None:
            return calls
        values = await self.values(content, reader, audience)
        return tuple(filled(call, values) for call in calls)

    async def calls_for(
        self, content: Content, chat_id: int, *, variant: int = 0
    ) -> tuple[Call, ...]:
        """As that person gets it; whoever is not subscribed sees what a typical reader does."""
        if content.fields is None:
            return content.calls(variant)
        async with self._database.read() as connection:
            own = await samples.of_chat(connection, chat_id, content.names)
        if own is None:
            return await self.calls(content, variant=variant)
        values = {**dict.fromkeys(content.fields, ""), **own}
        return tuple(filled(call, values) for call in content.calls(variant))

    async def too_long(self, content: Content, audience: Audience = EVERYONE) -> Excess | None:
        """What does not fit for whoever has the longest values; None where all fits."""
        widest = {name: WIDEST * MOST_CHARACTERS.get(name, LONGEST_VALUE) for name in content.names}
        if excess(content, widest) is None:  # so far nobody had to be asked
            return None
        return excess(content, await self.values(content, Reader.LONGEST, audience))

    async def nameless(self, content: Content, audience: Audience) -> Mapping[str, int]:
        """Of how many nothing is known where the text has no fallback, by folded name.

        Raises CannotAsk, as the next one.
        """
        names = without_fallback(content)
        if audience.is_everyone:
            found = {name: await self._without_of(name) for name in names}
        else:
            async with self._database.read() as connection:
                keys = await counting.matching(connection, audience, now=self._now())
                found = {name: await samples.without(connection, name, keys) for name in names}
        return {name: count for name, count in found.items() if count}

    async def spoken(self, audience: Audience) -> Mapping[str, int]:
        """How many speak which language, without its region, the largest first; "": not known."""
        async with self._database.read() as connection:
            keys = None
            if not audience.is_everyone:
                keys = await counting.matching(connection, audience, now=self._now())
            return await samples.by_language(connection, keys)

    def _now(self) -> int:
        return int(self._clock.time())

    async def _longest_of(self, name: str, audience: Audience) -> str:
        asked, now = (name, audience.dump()), self._clock.monotonic()
        found = self._longest.get(asked)
        if found is None or found[0] < now:
            self._longest = {key: one for key, one in self._longest.items() if one[0] >= now}
            async with self._database.read() as connection:
                keys = await self._keys(connection, audience)
                value = await samples.longest(connection, name, keys)
            found = self._longest[asked] = now + FRESH, value
        return found[1]

    async def _keys(self, connection: AsyncConnection, audience: Audience) -> FromClause | None:
        """None for everyone."""
        if audience.is_everyone:
            return None
        try:
            return await counting.matching(connection, audience, now=self._now())
        except CannotAsk:
            return None

    async def _without_of(self, name: str) -> int:
        found = self._without.get(name)
        if found is None or found[0] < self._clock.monotonic():
            async with self._database.read() as connection:
                count = await samples.without(connection, name)
            found = self._without[name] = self._clock.monotonic() + FRESH, count
        return found[1]

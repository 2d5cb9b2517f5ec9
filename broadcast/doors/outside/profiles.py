"""One subscriber after the other, as somebody outside keeps them: tags, fields, and whether they
are subscribed."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.model.actor import Actor, require_admin, require_owner
from db.connection.database import Database
from db.knowledge import fields, tags, zones
from db.knowledge.fields import LONGEST_VALUE
from db.knowledge.names import Name
from db.people import profiles
from db.people.profiles import Profile
from db.subscribers.csv_columns import taken_for
from db.subscribers.csv_fields import KNOWN
from db.subscribers.store import Subscribers
from runtime.clock import Clock

logger = logging.getLogger(__name__)


class Wrong(StrEnum):
    """What of a change cannot be."""

    TAG = "tag"  # empty, or too long
    TAGS_FULL = "tags-full"
    FIELD = "field"  # no field may be called so
    FIELDS_FULL = "fields-full"
    VALUE = "value"  # too long, or in several lines
    ZONE = "zone"  # of the field `timezone`: there is no such zone


class ProfileRefused(Exception):
    """Nothing was changed. `name`: of the tag or the field."""

    def __init__(self, wrong: Wrong, name: str) -> None:
        super().__init__(f"{wrong}: {name}")
        self.wrong = wrong
        self.name = name


@dataclass(frozen=True, kw_only=True, slots=True)
class ProfileChange:
    """Tags and fields are named; those that are not there yet are made. A value that is None is
    forgotten."""

    tag: Sequence[str] = ()
    untag: Sequence[str] = ()
    fields: Mapping[str, str | None] = field(default_factory=dict)


class Profiles:
    """Found by the id of their chat."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._subscribers = Subscribers(database)

    async def get(self, chat_id: int, *, by: Actor) -> Profile | None:
        """None for somebody unknown."""
        require_admin(by)
        async with self._database.read() as connection:
            return await profiles.get(connection, chat_id)

    async def page(
        self, *, after: int, limit: int, by: Actor, state: str | None = None, tag: str | None = None
    ) -> Sequence[Profile]:
        """The first `limit` above the subscriber number `after`, in the order in which they came;
        with that tag, in that state. Nobody has a tag that is not there."""
        require_admin(by)
        async with self._database.read() as connection:
            tag_id = None
            if tag is not None:
                found = await tags.find(connection, Name.read(tag))
                if found is None:
                    return []
                tag_id = found.id
            return await profiles.page(
                connection, after=after, limit=limit, state=state, tag_id=tag_id
            )

    async def change(self, chat_id: int, change: ProfileChange, *, by: Actor) -> bool:
        """All of it or nothing; False for somebody unknown. Raises ProfileRefused."""
        require_admin(by)
        async with self._database.write() as connection:
            number = await profiles.number_of(connection, chat_id)
            if number is None:
                return False
            for name in change.tag:
                tag_id = await self._tag(connection, name)
                await tags.put_on(connection, tag_id, profiles.only(number), now=self._now())
            for name in change.untag:
                if (found := await tags.find(connection, Name.read(name))) is not None:
                    await tags.take_from(connection, found.id, profiles.only(number))
            for name, value in change.fields.items():
                await self._set_field(connection, number, name, value)
        logger.info("subscriber %d is changed, by %d", number, by.user_id)
        return True

    async def unsubscribe(self, chat_id: int, *, by: Actor) -> bool:
        """As /stop does; False when they were not subscribed."""
        require_admin(by)
        gone = await self._subscribers.unsubscribe(chat_id, self._now())
        logger.info("somebody is unsubscribed, by %d", by.user_id)
        return gone

    async def erase(self, chat_id: int, *, by: Actor) -> bool:
        """All that is stored of them, as /privacy does; False for somebody unknown."""
        require_owner(by)
        gone = await self._subscribers.erase(chat_id)
        logger.info("somebody is erased, by %d", by.user_id)
        return gone

    async def _tag(self, connection: AsyncConnection, typed: str) -> int:
        name = Name.read(typed)
        if not name.fits(tags.LONGEST):
            raise ProfileRefused(Wrong.TAG, typed)
        if (found := await tags.find(connection, name)) is not None:
            return found.id
        if await tags.count(connection) >= tags.MOST:
            raise ProfileRefused(Wrong.TAGS_FULL, typed)
        return await tags.add(connection, name, self._now())

    async def _set_field(
        self, connection: AsyncConnection, number: int, typed: str, value: str | None
    ) -> None:
        name = Name.read(typed)
        known = {one.folded: one.id for one in await fields.every(connection)}
        if value is None:
            if name.folded in known:
                await fields.forget(connection, known[name.folded], number)
            return
        text = _value(name, value)
        if name.folded not in known:
            await self._check_new(name, len(known))
            known[name.folded] = await fields.add(connection, name, self._now())
        await fields.put(connection, known[name.folded], number, text, now=self._now())

    async def _check_new(self, name: Name, count: int) -> None:
        others = KNOWN if name.folded == zones.FIELD else (*KNOWN, zones.FIELD)
        if not fields.is_name(name.text) or taken_for(name, others) is not None:
            raise ProfileRefused(Wrong.FIELD, name.text)
        if count >= fields.MOST:
            raise ProfileRefused(Wrong.FIELDS_FULL, name.text)

    def _now(self) -> int:
        return int(self._clock.time())


def _value(name: Name, value: str) -> str:
    text = value.strip()
    if not text or len(text) > LONGEST_VALUE or not text.isprintable():
        raise ProfileRefused(Wrong.VALUE, name.text)
    if name.folded != zones.FIELD:
        return text
    zone = zones.zone_named(text)
    if zone is None:
        raise ProfileRefused(Wrong.ZONE, name.text)
    return zone

"""Places that people ask to join: which there are, and what the bot does for whoever asks.

Anybody can make the bot an administrator of their own channel. So nothing is done for a place until
an admin of the bot has switched it on.
"""

import logging
from collections.abc import Sequence

from broadcast.doors.links.links import Links
from broadcast.model.actor import Actor, require_admin
from broadcast.model.errors import NoSuchPlace
from broadcast.model.links.join_place import JoinPlace
from broadcast.model.links.link import LONGEST_NAME
from db.connection.database import Database
from db.links import join_places
from db.links.join_places import JoinPlaceRow
from runtime.clock import Clock

logger = logging.getLogger(__name__)


class JoinPlaces:
    """Kept as Telegram tells of them, and changed by admins."""

    def __init__(self, database: Database, links: Links, clock: Clock) -> None:
        self._database = database
        self._links = links
        self._clock = clock

    async def seen(self, chat_id: int, title: str) -> JoinPlace:
        """The bot may let people into this chat; written only where that is news."""
        found = await self._find(chat_id)
        if found is None or found.title != title:
            async with self._database.write() as connection:
                await join_places.put(connection, chat_id, title, now=self._now())
            found = await self._find(chat_id)
        if found is None:
            raise NoSuchPlace(f"the place {chat_id} is gone again")
        return JoinPlace.from_row(found)

    async def lost(self, chat_id: int) -> None:
        """The bot may not let anybody in any more."""
        if await self._find(chat_id) is not None:
            async with self._database.write() as connection:
                await join_places.forget(connection, chat_id)

    async def get(self, chat_id: int) -> JoinPlace:
        """Raises NoSuchPlace, like all that changes one."""
        found = await self._find(chat_id)
        if found is None:
            raise NoSuchPlace(f"there is no place {chat_id}")
        return JoinPlace.from_row(found)

    async def page(self, *, offset: int, limit: int) -> tuple[Sequence[JoinPlace], int]:
        """Those that do something first; and how many there are in all."""
        async with self._database.read() as connection:
            rows, count = await join_places.page(connection, offset=offset, limit=limit)
        return [JoinPlace.from_row(row) for row in rows], count

    async def set_greets(self, chat_id: int, *, on: bool, by: Actor) -> None:
        """The first time a link is made, so that its card counts who came from there."""
        require_admin(by)
        place = await self.get(chat_id)
        changes: dict[str, object] = {"greets": on}
        if on and place.code is None:
            link = await self._links.add(_name(place), by=by)
            changes["link_id"] = link.id
        await self._change(chat_id, by, **changes)

    async def set_approves(self, chat_id: int, *, on: bool, by: Actor) -> None:
        require_admin(by)
        await self._change(chat_id, by, approves=on)

    async def set_greeting(self, chat_id: int, text: str | None, *, by: Actor) -> None:
        """None: the one that everybody gets in their language."""
        require_admin(by)
        await self._change(chat_id, by, greeting=text)

    async def _change(self, chat_id: int, by: Actor, **values: object) -> None:
        async with self._database.write() as connection:
            if not await join_places.change(connection, chat_id, now=self._now(), **values):
                raise NoSuchPlace(f"there is no place {chat_id}")
        logger.info("join requests of %d: %s, by %d", chat_id, sorted(values), by.user_id)

    async def _find(self, chat_id: int) -> JoinPlaceRow | None:
        async with self._database.read() as connection:
            return await join_places.find(connection, chat_id)

    def _now(self) -> int:
        return int(self._clock.time())


def _name(place: JoinPlace) -> str:
    """Of the link: the place's title, on one line, as far as a name may be long."""
    return " ".join(place.title.split())[:LONGEST_NAME].strip() or str(place.chat_id)

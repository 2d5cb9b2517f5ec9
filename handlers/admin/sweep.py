"""Removes what was begun and left: dialogs that nobody touched for a month, albums of that age,
votes in polls that are no broadcast's, lists of ids that no audience asks for, and what people
wrote long ago.

Drafts stay until somebody discards them, whoever began them: the menu offers them to every admin.
"""

from broadcast.doors.doors import Doors
from db.admins.albums import Albums
from handlers.admin.door.sessions import DAY, KEPT_DAYS, SqlStorage
from runtime.clock import Clock


class Sweep:
    """The daily sweep."""

    def __init__(self, storage: SqlStorage, albums: Albums, doors: Doors, clock: Clock) -> None:
        self._storage = storage
        self._albums = albums
        self._doors = doors
        self._clock = clock

    async def once(self) -> None:
        now = int(self._clock.time())
        await self._storage.sweep(now)
        await self._albums.sweep(now - KEPT_DAYS * DAY)
        await self._doors.votes.sweep()
        await self._doors.lists.sweep()
        await self._doors.incoming.sweep()

    async def run_forever(self) -> None:
        """Sweep now and every day; runs for ever."""
        while True:
            await self.once()
            await self._clock.sleep(DAY)

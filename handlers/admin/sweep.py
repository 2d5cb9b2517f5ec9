"""Removes what was begun and left: dialogs that nobody touched for a month, old drafts, and votes
in polls that are no broadcast's.

An admin's own drafts stay until the admin discards them: the menu offers them again and again.
Those of somebody who is no admin any more nobody is ever offered.
"""

from broadcast.doors.doors import Doors
from handlers.admin.door.sessions import DAY, KEPT_DAYS, SqlStorage
from handlers.frame.access import Access
from runtime.clock import Clock


class Sweep:
    """The daily sweep of dialogs and drafts."""

    def __init__(self, storage: SqlStorage, doors: Doors, access: Access, clock: Clock) -> None:
        self._storage = storage
        self._doors = doors
        self._access = access
        self._clock = clock

    async def once(self) -> None:
        now = int(self._clock.time())
        await self._storage.sweep(now)
        admins = await self._access.everyone()
        await self._doors.drafts.sweep(now - KEPT_DAYS * DAY, kept_of=admins)
        await self._doors.votes.sweep()

    async def run_forever(self) -> None:
        """Sweep now and every day; runs for ever."""
        while True:
            await self.once()
            await self._clock.sleep(DAY)

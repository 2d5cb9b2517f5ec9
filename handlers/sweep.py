"""Removes what was begun and left: dialogs that nobody touched for a month, their drafts, and votes
in polls that are no broadcast's.

A draft can also lose its dialog at once, when the dialog could not be shown or saved after the
draft was. So old drafts are kept by the dialogs that know them, and by nothing else.
"""

import re

from broadcast.clock import Clock
from broadcast.service import Broadcasts
from handlers.admin.compose.composing import DRAFT
from handlers.sessions import DAY, KEPT_DAYS, SqlStorage

_DRAFT = re.compile(rf'"{DRAFT}":\s*(\d+)')  # wherever in a dialog's JSON it stands


class Sweep:
    """The daily sweep of dialogs and drafts."""

    def __init__(self, storage: SqlStorage, broadcasts: Broadcasts, clock: Clock) -> None:
        self._storage = storage
        self._broadcasts = broadcasts
        self._clock = clock

    async def once(self) -> None:
        now = int(self._clock.time())
        await self._storage.sweep(now)
        texts = await self._storage.stored_data()
        known = {int(number) for text in texts for number in _DRAFT.findall(text)}
        await self._broadcasts.sweep_drafts(now - KEPT_DAYS * DAY, kept=known)
        await self._broadcasts.votes.sweep()

    async def keep(self) -> None:
        """Sweep now and every day; runs for ever."""
        while True:
            await self.once()
            await self._clock.sleep(DAY)

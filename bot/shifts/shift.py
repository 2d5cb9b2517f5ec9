"""The right to serve a bot, and what comes with it: its database, open and brought up to date."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from bot.settings.settings import Settings
from db.connection.database import Database
from runtime.lease import Lease


class Shift(Protocol):
    """Ours from the begin of the block to its end, unless it is lost before."""

    @property
    def database(self) -> Database: ...

    @property
    def lease(self) -> Lease: ...

    async def lost(self) -> str:
        """Returns when somebody else may serve the bot, and says why in a few words; one that
        cannot be lost never returns. The bot ends at once then: nothing it does counts."""
        ...


BeginShift = Callable[[Settings], AbstractAsyncContextManager[Shift]]
"""Takes one bot's settings. Raises StartRefused, DatabaseError or AlreadyRunning when it begins"""

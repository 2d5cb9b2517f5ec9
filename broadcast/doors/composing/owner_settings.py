"""What owners decide in the chat for all broadcasts: everybody composes with it, they change it."""

from enum import StrEnum
from typing import Any

from broadcast.caps import week_cap
from broadcast.hours.house import KEPT_AS
from broadcast.model.actor import Actor, require_owner
from broadcast.model.formatting.formatted import Formatted
from db.admins import owner_settings
from db.connection.database import Database
from runtime.clock import Clock


class OwnerSetting(StrEnum):
    """The names stand in databases: rename none."""

    FOOTER = "footer"  # broadcast/model/formatting/formatted.py
    AUTOREPLY = "autoreply"  # what people are told who write, by language
    LEAVE_WORDS = "leave_words"  # what the unsubscribe button says, by language
    QUIET_HOURS = KEPT_AS  # broadcast/model/hours/quiet_hours.py
    WEEK_CAP = week_cap.KEPT_AS  # how many broadcasts a week somebody may get


class OwnerSettings:
    """Values are JSON; whoever asks for one knows its shape."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def read(self, name: OwnerSetting) -> Any:
        """None where nothing was decided."""
        async with self._database.read() as connection:
            return await owner_settings.read(connection, name)

    async def write(self, name: OwnerSetting, value: object, *, by: Actor) -> None:
        """None takes the decision back."""
        require_owner(by)
        async with self._database.write() as connection:
            await owner_settings.write(connection, name, value, now=int(self._clock.time()))

    async def footer(self) -> Formatted | None:
        """What stands below broadcasts, unless a draft goes without."""
        value = await self.read(OwnerSetting.FOOTER)
        return None if value is None else Formatted.load(value)

    async def leave_words(self) -> dict[str, str]:
        """What the unsubscribe button says, in the languages in which that was decided."""
        return dict(await self.read(OwnerSetting.LEAVE_WORDS) or {})

    async def autoreplies(self) -> dict[str, Formatted]:
        """What whoever writes after a broadcast is told, in the languages in which that was
        decided."""
        stored = await self.read(OwnerSetting.AUTOREPLY) or {}
        return {code: Formatted.load(words) for code, words in stored.items()}

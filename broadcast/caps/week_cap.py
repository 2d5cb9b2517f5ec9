"""How many broadcasts somebody may get in seven days, as the owners' settings have it."""

from db.admins import owner_settings
from db.caps.rule import Cap
from db.connection.database import Database

KEPT_AS = "week_cap"  # among the owners' settings: stands in databases


class WeekCap:
    """In memory. Off until an owner says so: then claims cost what they cost without it."""

    def __init__(self, most: int | None = None) -> None:
        self._most = most
        self._counts = most is not None
        self._was_counted = self._counts

    @property
    def most(self) -> int | None:
        """None: as many as there are."""
        return self._most

    @property
    def was_counted(self) -> bool:
        """Whether this process has noted claims that may have to be taken back."""
        return self._was_counted

    def at(self, moment: float) -> Cap | None:
        """What claims of that moment (Unix seconds) go by; None: nothing is counted."""
        return Cap(most=self._most, now=int(moment)) if self._counts else None

    def count(self) -> None:
        """It is about to be set: from now on claims are noted, so that none is missed."""
        self._counts = self._was_counted = True

    def decide(self, most: int | None) -> None:
        """It is written down."""
        self._most = most
        self._counts = most is not None
        self._was_counted |= self._counts

    async def remember(self, database: Database) -> None:
        """What was decided before this process. Raises DatabaseTrouble."""
        async with database.read() as connection:
            self.decide(await owner_settings.read(connection, KEPT_AS))

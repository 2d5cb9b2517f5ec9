"""What holds for all runs: the quiet hours that owners decided on, and the bot's time zone."""

from zoneinfo import ZoneInfo

from broadcast.model.hours.quiet_hours import QuietHours
from db.admins import owner_settings
from db.connection.database import Database
from runtime.wake import Wake

GREENWICH = ZoneInfo("UTC")
KEPT_AS = "quiet_hours"  # among the owners' settings: stands in databases


class HouseRules:
    """In memory, as the owners' settings have it."""

    def __init__(
        self, wake: Wake, timezone: ZoneInfo = GREENWICH, quiet: QuietHours | None = None
    ) -> None:
        """`wake` is rung when something else holds from now on."""
        self.wake = wake
        self.timezone = timezone
        self._quiet = quiet
        self._changes = 0

    @property
    def quiet(self) -> QuietHours | None:
        """None: there are none."""
        return self._quiet

    @property
    def changes(self) -> int:
        """How often it was decided anew: whoever has reckoned with it reckons again."""
        return self._changes

    def decide(self, quiet: QuietHours | None) -> None:
        """It is written down."""
        self._quiet = quiet
        self._changes += 1
        self.wake.ring()

    async def remember(self, database: Database) -> None:
        """What was decided before this process. Raises DatabaseTrouble."""
        async with database.read() as connection:
            self._quiet = QuietHours.load(await owner_settings.read(connection, KEPT_AS))

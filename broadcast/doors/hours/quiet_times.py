"""The quiet hours that owners have decided on, for all broadcasts."""

from broadcast.doors.composing.owner_settings import OwnerSetting, OwnerSettings
from broadcast.doors.reports import Reports
from broadcast.hours.house import HouseRules
from broadcast.model.actor import Actor, require_owner
from broadcast.model.broadcast import Broadcast
from broadcast.model.content import Content
from broadcast.model.hours.quiet_hours import Quiet, QuietHours
from db.connection.database import Database
from db.ledger import parts


class QuietTimes:
    """There are none until an owner says so."""

    def __init__(
        self, settings: OwnerSettings, house: HouseRules, database: Database, reports: Reports
    ) -> None:
        self._settings = settings
        self._house = house
        self._database = database
        self._reports = reports

    async def get(self) -> QuietHours | None:
        """None: there are none."""
        return QuietHours.load(await self._settings.read(OwnerSetting.QUIET_HOURS))

    async def by_the_bots_clock(self) -> int:
        """How many broadcasts under way keep them by the bot's clock for everybody, whatever is
        decided: which part of a run somebody is in is written when it begins."""
        keep = [one for one in await self._reports.unfinished() if not one.mends and _keeps(one)]
        runs = [one.run_id for one in keep if one.run_id is not None]
        async with self._database.read() as connection:
            divided = await parts.of_runs(connection, runs)
        return sum(len(divided.get(run_id, ())) < 2 for run_id in runs)

    async def decide(self, hours: QuietHours | None, *, by: Actor) -> None:
        """They count from now on, for what is being sent too."""
        require_owner(by)
        value = None if hours is None else hours.data()
        await self._settings.write(OwnerSetting.QUIET_HOURS, value, by=by)
        self._house.decide(hours)


def _keeps(broadcast: Broadcast) -> bool:
    return Content.load(broadcast.content).options.quiet is not Quiet.IGNORE

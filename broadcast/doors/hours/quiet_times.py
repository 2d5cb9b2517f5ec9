"""The quiet hours that owners have decided on, for all broadcasts."""

from broadcast.doors.composing.owner_settings import OwnerSetting, OwnerSettings
from broadcast.hours.house import HouseRules
from broadcast.model.actor import Actor, require_owner
from broadcast.model.hours.quiet_hours import QuietHours


class QuietTimes:
    """There are none until an owner says so."""

    def __init__(self, settings: OwnerSettings, house: HouseRules) -> None:
        self._settings = settings
        self._house = house

    async def get(self) -> QuietHours | None:
        """None: there are none."""
        return QuietHours.load(await self._settings.read(OwnerSetting.QUIET_HOURS))

    async def decide(self, hours: QuietHours | None, *, by: Actor) -> None:
        """They count from now on, for what is being sent too."""
        require_owner(by)
        value = None if hours is None else hours.data()
        await self._settings.write(OwnerSetting.QUIET_HOURS, value, by=by)
        self._house.decide(hours)

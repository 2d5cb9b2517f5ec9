"""When a launch would have reached everybody, where quiet hours hold it up."""

from dataclasses import dataclass

from broadcast.doors.forecast import Forecast
from broadcast.doors.hours.zones import Zones
from broadcast.hours.ending import People, ends_at
from broadcast.hours.house import HouseRules
from broadcast.hours.standing import opens
from broadcast.model.content import Content
from broadcast.model.hours.quiet_hours import Quiet, QuietHours
from db.audience.audience import Audience
from db.records import Part
from runtime.clock import Clock

SOON = 60  # seconds that make no difference to anybody


@dataclass(frozen=True, kw_only=True, slots=True)
class Ending:
    """Of a broadcast that stands still on its way."""

    begins: int  # Unix seconds: when the first of them gets it
    waits: bool  # that is later than it is launched
    at: int | None  # None: it takes more than a week


class Endings:
    """Reckons from how fast broadcasts go now."""

    def __init__(self, forecast: Forecast, zones: Zones, house: HouseRules, clock: Clock) -> None:
        self._forecast = forecast
        self._zones = zones
        self._house = house
        self._clock = clock

    async def of(
        self, audience: Audience, recipients: int, content: Content, *, at: int | None = None
    ) -> Ending | None:
        """`at`: when it is launched, Unix seconds; None: now. None, where nothing holds it up.

        Raises CannotAsk, TookTooLong.
        """
        quiet, does = self._house.quiet, content.options.quiet
        if quiet is None or does is not Quiet.HOLD or not recipients:
            return None
        launched = max(int(self._clock.time()), at or 0)
        seconds = self._forecast.expected_seconds(recipients, content)
        people = await self._people(quiet, audience, recipients)
        ends = ends_at(
            people,
            rate=recipients / max(seconds, 1.0),
            begins=launched,
            does=does,
            quiet=quiet,
            timezone=self._house.timezone,
        )
        if ends is not None and ends - launched <= seconds + SOON:
            return None
        timezone = self._house.timezone
        opening = min(
            opens(Part(zone=zone), does, quiet, timezone, launched)
            for zone, count in people.items()
            if count
        )
        return Ending(begins=opening, waits=opening > launched, at=ends)

    async def _people(self, quiet: QuietHours, audience: Audience, recipients: int) -> People:
        people: dict[str | None, int] = {}
        if quiet.by_person:
            people.update(await self._zones.among(audience))
        people[None] = max(0, recipients - sum(people.values()))
        return people

"""When a launch would have reached everybody, where quiet hours hold it up or it ends before."""

from dataclasses import dataclass

from broadcast.doors.forecast import Forecast
from broadcast.doors.hours.zones import Zones
from broadcast.hours.ending import Course, People, ends_at, left_at
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
    """Of a broadcast that stands still on its way, or does not get through. Moments are Unix
    seconds."""

    begins: int  # when the first of them gets it
    waits: bool  # that is later than it is launched
    at: int | None  # None: it takes more than a week
    late: int = 0  # who will not have got it when it expires


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
        does, expires_at = content.options.quiet, content.options.expires_at
        quiet = self._house.quiet if does is Quiet.HOLD else None
        if not recipients or (quiet is None and expires_at is None):
            return None
        launched = max(int(self._clock.time()), at or 0)
        seconds = self._forecast.expected_seconds(recipients, content)
        people = await self._people(quiet, audience, recipients)
        timezone = self._house.timezone
        course = Course(
            people=people,
            rate=recipients / max(seconds, 1.0),
            begins=launched,
            does=does,
            quiet=quiet,
            timezone=timezone,
        )
        ends = ends_at(course)
        late = 0 if expires_at is None else left_at(course, expires_at)
        if not late and ends is not None and ends - launched <= seconds + SOON:
            return None
        opening = min(
            opens(Part(zone=zone), does, quiet, timezone, launched)
            for zone, count in people.items()
            if count
        )
        return Ending(begins=opening, waits=opening > launched, at=ends, late=late)

    async def _people(
        self, quiet: QuietHours | None, audience: Audience, recipients: int
    ) -> People:
        people: dict[str | None, int] = {}
        if quiet is not None and quiet.by_person:
            people.update(await self._zones.among(audience))
        people[None] = max(0, recipients - sum(people.values()))
        return people

"""The time zones of people, as they or an import tell them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from broadcast.hours.house import HouseRules
from broadcast.hours.parts import first_moment
from db.audience import counting
from db.audience.audience import Audience
from db.audience.conditions import FieldIs, FieldTest
from db.connection.database import Database
from db.knowledge import zones
from runtime.clock import Clock

# For lists of names; whoever has something there that is no zone is listed, too.
WHOSE_IS_KNOWN = Audience(must=(FieldIs(name=zones.FIELD, test=FieldTest.IS_SET),))
LONGEST = 20.0  # seconds that the counting may take


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnClocks:
    """A plan for when everybody's own clock shows something."""

    begins: int  # Unix seconds: for whom it is that time first
    local_time: str  # what clocks show then, ISO 8601 without a zone


class Zones:
    """By IANA names; they stand in a custom field (db/knowledge/zones.py)."""

    def __init__(self, database: Database, house: HouseRules, clock: Clock) -> None:
        self._database = database
        self._house = house
        self._clock = clock

    async def of(self, chat_id: int) -> str | None:
        """None: it is not known."""
        async with self._database.read() as connection:
            return await zones.of_chat(connection, chat_id)

    async def note(self, chat_id: int, zone: str | None) -> str | None:
        """What somebody says of themselves; None takes it back. Returns what is kept.

        Raises ValueError for what is no zone.
        """
        async with self._database.write() as connection:
            return await zones.note(connection, chat_id, zone, now=int(self._clock.time()))

    async def first_moment(self, local: datetime) -> int:
        """When clocks show this to the first of all people: what is sent to each by their own clock
        begins then. `local` has no zone; whose zone is not known go by the bot's."""
        names = await self.counted()
        return first_moment(names, self._house.timezone, local)

    async def own_clocks(self, at: int) -> OwnClocks:
        """What the bot's clock shows at `at` (Unix seconds), on everybody's own. It begins from now
        on: where that time has passed already, they get it at once."""
        local = datetime.fromtimestamp(at, tz=self._house.timezone).replace(tzinfo=None)
        begins = max(await self.first_moment(local), int(self._clock.time()) + 1)
        return OwnClocks(begins=begins, local_time=local.isoformat())

    async def counted(self) -> Mapping[str, int]:
        """Of how many subscribers each is known."""
        async with self._database.read() as connection:
            return await zones.counted(connection)

    async def among(self, audience: Audience) -> Mapping[str, int]:
        """The same of those whom a launch would reach now. Raises CannotAsk, TookTooLong."""
        now = int(self._clock.time())
        async with self._database.read(within=LONGEST) as connection:
            if not await zones.are_known(connection):
                return {}
            people = await counting.matching(connection, audience, now=now)
            return await zones.among(connection, people)

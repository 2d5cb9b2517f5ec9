"""Posts events to all addresses of a bot; where there is none it sleeps."""

import asyncio
import logging
import random

from broadcast.model.events import Events
from broadcast.model.outgoing.verdict import Verdict
from broadcast.outgoing.courier import Courier
from broadcast.outgoing.lane import Lane
from db.connection.database import Database
from db.connection.rounds import keep_looking
from db.outgoing import addresses
from runtime.clock import Clock
from runtime.supervisor import Supervisor
from runtime.wake import Wake

logger = logging.getLogger(__name__)

LOOK_AGAIN = 60.0  # seconds: an address may have been switched off by itself


class EventPoster:
    """A background task, which gives each address a lane of its own."""

    def __init__(
        self,
        database: Database,
        courier: Courier,
        events: Events,
        supervisor: Supervisor,
        clock: Clock,
        chance: random.Random,
    ) -> None:
        self._database = database
        self._courier = courier
        self._events = events
        self._supervisor = supervisor
        self._clock = clock
        self._chance = chance
        self._wake = Wake(clock)
        self._lanes: dict[int, tuple[Lane, asyncio.Task[None]]] = {}

    async def run_forever(self) -> None:
        await keep_looking(
            self.once, self._wake, logger=logger, failing="events cannot be posted just now"
        )

    def ring(self) -> None:
        """Addresses were added, changed or removed."""
        self._wake.ring()

    async def once(self) -> float | None:
        """Lanes for those that are switched on; None: there are none."""
        async with self._database.read() as connection:
            found = {one.id: one for one in await addresses.everyone(connection)}
        wanted = {number: row for number, row in found.items() if row.off_at is None}
        over = {number for number, (lane, _) in self._lanes.items() if lane.over}
        for number in over | (self._lanes.keys() - wanted.keys()):
            _, task = self._lanes.pop(number)
            task.cancel()
        for number in wanted.keys() - self._lanes.keys():
            lane = Lane(
                found[number],
                self._database,
                self._courier,
                self._events,
                self._clock,
                self._chance,
            )
            name = f"events to address {number}"
            self._lanes[number] = lane, self._supervisor.run_forever(lane.run_forever, name=name)
        return LOOK_AGAIN if wanted else None

    async def test(self, address_id: int) -> Verdict | None:
        """Post a test event; None: there is no such address. If it takes that, it works again."""
        async with self._database.read() as connection:
            row = await addresses.find(connection, address_id)
        if row is None:
            return None
        verdict = await self._courier.post_test(row)
        if verdict.taken and row.off_at is None and address_id in self._lanes:
            await self._lanes[address_id][0].works_again()
        return verdict

"""Addresses of events, servers behind them that answer as a test says, and a clock in its hands."""

import random
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from broadcast.doors.outside.addresses import EventAddresses
from broadcast.model.events import Event as Said
from broadcast.model.events import Events
from broadcast.outgoing.courier import Courier
from broadcast.outgoing.lane import LOOK_AGAIN, Lane
from broadcast.outgoing.poster import EventPoster
from db.connection.database import Database
from db.outgoing import addresses
from db.outgoing.addresses import AddressRow
from db.outgoing.writing import Event, Wanted
from db.schema.automation.outgoing import outgoing_events
from db.schema.states import EventKind
from runtime.lease import ALWAYS, Lease
from runtime.outside import Answer, OutsideError, WhyNot
from runtime.supervisor import Supervisor
from tests.actors import owner
from tests.clocks import VirtualClock

SHOP = "https://shop.test/herald"
FINE = Answer(status=204, url=SHOP)
JOINED = EventKind.SUBSCRIBER_JOINED


def answer(status: int, **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(status=status, url=SHOP, headers=named)


class Servers:
    """An Outside. Each address answers what was put there for it, the last again and again."""

    def __init__(self) -> None:
        self.answers: dict[str, list[Answer | WhyNot]] = {}
        self.refused: set[str] = set()  # ids of events
        self.posts: list[tuple[str, str, bytes, Mapping[str, str]]] = []

    def check(self, url: str) -> None:
        if not url.startswith("https://"):
            raise OutsideError(WhyNot.ADDRESS)

    async def get(self, *_: Any, **__: Any) -> Answer:
        raise AssertionError("nobody reads")

    async def post(
        self, url: str, body: bytes, *, seconds: float, headers: Mapping[str, str]
    ) -> Answer:
        assert seconds <= 30
        self.posts.append((url, headers["webhook-id"], body, headers))
        if headers["webhook-id"] in self.refused:
            return answer(400)
        found = self.answers.get(url, [FINE])
        said = found.pop(0) if len(found) > 1 else found[0]
        if isinstance(said, WhyNot):
            raise OutsideError(said)
        return said

    @property
    def ids(self) -> list[str]:
        return [event_id for _, event_id, _, _ in self.posts]


class House:
    """One bot's events."""

    def __init__(self, database: Database, lease: Lease = ALWAYS) -> None:
        self.database = database
        self.clock = VirtualClock()
        self.servers = Servers()
        self.chance = random.Random(1)
        self.said: list[Said] = []
        self.events = Events()
        self.events.listen(self.said.append)
        self.courier = Courier(self.servers, self.clock, lease)
        self.supervisor = Supervisor(self.clock)
        self.poster = EventPoster(
            database, self.courier, self.events, self.supervisor, self.clock, self.chance
        )
        self.doors = EventAddresses(database, self.servers, self.poster, self.clock)

    async def add(self, url: str = SHOP, *kinds: EventKind) -> int:
        new = await self.doors.add(url, kinds or tuple(EventKind), by=owner())
        return new.id

    async def happen(self, *subjects: str, at: int | None = None) -> None:
        """An event about each of them, in order."""
        moment = int(self.clock.time()) if at is None else at
        async with self.database.write() as connection:
            wanted = await Wanted.read(connection)
            told = [Event(JOINED, one, {"of": one}, moment) for one in subjects]
            await wanted.write(connection, told)

    async def row(self, number: int) -> AddressRow:
        async with self.database.read() as connection:
            row = await addresses.find(connection, number)
        assert row is not None
        return row

    async def queued(self) -> list[dict[str, Any]]:
        async with self.database.read() as connection:
            rows = await connection.execute(select(outgoing_events).order_by(outgoing_events.c.id))
            return [dict(row) for row in rows.mappings()]

    async def lane(self, number: int) -> Lane:
        return Lane(
            await self.row(number),
            self.database,
            self.courier,
            self.events,
            self.clock,
            self.chance,
        )

    async def go(self, lane: Lane, seconds: float = 0.0) -> None:
        """Let it do what is due, and go on like that for so long; time jumps to when it says."""
        until = self.clock.now + seconds
        while (wait := await lane.once()) is not None:
            if wait == LOOK_AGAIN:  # nothing is due: to the next that will be
                due = [one["due_at"] - self.clock.time() for one in await self.queued()]
                wait = max(wait, min((one for one in due if one > 0), default=until))
            if wait and self.clock.now + wait > until:
                break
            self.clock.now += wait
        self.clock.now = max(self.clock.now, until)

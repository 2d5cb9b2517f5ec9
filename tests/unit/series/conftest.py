"""Series in a database, without an engine that sends."""

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import insert, select

from botapi.call import Call
from broadcast.model.content import Content
from broadcast.series import handing
from broadcast.series.handing import Handed, Rules
from db.audience.audience import Audience
from db.connection.database import Database
from db.knowledge import tags as tagging
from db.knowledge.names import Name
from db.schema.automation.series import enrolments
from db.schema.knowledge import tags
from db.schema.ledger import deliveries, runs
from db.schema.states import DeliveryState, EnrolmentState, SeriesState
from db.schema.subscribers import subscribers
from db.series import series, steps
from db.series.records import BEGINS, ENDS, Signal, StepRow
from db.series.steps import Says
from db.subscribers.store import Subscribers
from tests.clocks import VirtualClock

ADMIN = 1
RULES = Rules(timezone=ZoneInfo("Europe/Lisbon"), rate=30.0)


def text(words: str) -> Content:
    return Content(message=(Call(method="sendMessage", params={"text": words}),))


@dataclass(kw_only=True)
class House:
    """What these tests ask of the tables."""

    database: Database
    clock: VirtualClock
    subscribers: Subscribers

    @property
    def now(self) -> int:
        return int(self.clock.time())

    async def running(
        self,
        *signals: Signal,
        ends: Sequence[Signal] = (),
        waits: Sequence[str] = ("0", "3600"),
        audience: Audience | None = None,
        name: str = "Welcome",
    ) -> int:
        async with self.database.write() as connection:
            number = await series.add(connection, Name.read(name), by=ADMIN, now=self.now)
            for place, wait in enumerate(waits):
                said = text(f"Step {place}")
                await steps.add(
                    connection,
                    number,
                    place,
                    Says(said.title, said.dump(), urgent=False),
                    wait=wait,
                    by=ADMIN,
                    now=self.now,
                )
            await series.set_signals(connection, number, signals, does=BEGINS)
            await series.set_signals(connection, number, ends, does=ENDS)
            if audience is not None:
                await series.change(connection, number, now=self.now, audience=audience.dump())
            draft = [SeriesState.DRAFT]
            await series.move(connection, number, SeriesState.RUNNING, out_of=draft, now=self.now)
            for step in await steps.of_series(connection, number):
                await steps.launch(
                    connection, step.broadcast_id, by=ADMIN, now=self.now, audience="{}"
                )
        return number

    async def subscribe(self, *chats: int, source: str | None = None) -> None:
        for chat in chats:
            await self.subscribers.subscribe(chat, now=self.now, first_name="A", source=source)

    async def number_of(self, chat: int) -> int:
        async with self.database.read() as connection:
            query = select(subscribers.c.id).where(subscribers.c.chat_id == chat)
            return int(await connection.scalar(query) or 0)

    async def inside(self, series_id: int) -> dict[int, tuple[EnrolmentState, int]]:
        """By chat, how they stand and how many steps they have got."""
        async with self.database.read() as connection:
            rows = await connection.execute(
                select(subscribers.c.chat_id, enrolments.c.state, enrolments.c.step)
                .join(subscribers, subscribers.c.id == enrolments.c.subscriber_id)
                .where(enrolments.c.series_id == series_id)
            )
            return {chat: (EnrolmentState(state), step) for chat, state, step in rows}

    async def due_at(self, series_id: int, chat: int) -> int | None:
        number = await self.number_of(chat)
        async with self.database.read() as connection:
            which = enrolments.c.series_id == series_id, enrolments.c.subscriber_id == number
            found: int | None = await connection.scalar(select(enrolments.c.due_at).where(*which))
            return found

    async def hand_over(self, series_id: int, rules: Rules = RULES, *, limit: int = 100) -> Handed:
        async with self.database.write() as connection:
            return await handing.hand_over_some(
                connection, series_id, rules, now=self.now, limit=limit
            )

    async def line(self, series_id: int) -> Sequence[StepRow]:
        async with self.database.read() as connection:
            return await steps.of_series(connection, series_id)

    async def ledger(self, series_id: int) -> dict[tuple[int, int], DeliveryState]:
        """By step and chat."""
        found: dict[tuple[int, int], DeliveryState] = {}
        async with self.database.read() as connection:
            for step in await steps.of_series(connection, series_id):
                rows = await connection.execute(
                    select(subscribers.c.chat_id, deliveries.c.state)
                    .join(subscribers, subscribers.c.id == deliveries.c.subscriber_id)
                    .where(deliveries.c.run_id == step.run_id)
                )
                found |= {(step.position, chat): DeliveryState(state) for chat, state in rows}
        return found

    async def sent(self, series_id: int) -> None:
        """All that wait for their turn have got it."""
        async with self.database.write() as connection:
            for step in await steps.of_series(connection, series_id):
                done = await connection.execute(
                    deliveries.update()
                    .where(
                        deliveries.c.run_id == step.run_id,
                        deliveries.c.state == DeliveryState.PENDING,
                    )
                    .values(state=DeliveryState.SENT)
                )
                await connection.execute(
                    runs.update()
                    .where(runs.c.id == step.run_id)
                    .values(sent=runs.c.sent + done.rowcount)
                )

    async def tag(self, name: str) -> int:
        async with self.database.write() as connection:
            values = {"name": name, "folded": name, "created_at": self.now}
            result = await connection.execute(insert(tags).values(values))
            key = result.inserted_primary_key
            return int(key[0]) if key else 0

    async def put_on(self, tag: int, *chats: int) -> None:
        chosen = select(subscribers.c.id).where(subscribers.c.chat_id.in_(chats))
        async with self.database.write() as connection:
            await tagging.put_on(connection, tag, chosen, now=self.now)


@pytest.fixture
def house(database: Database) -> House:
    clock = VirtualClock()
    return House(database=database, clock=clock, subscribers=Subscribers(database))

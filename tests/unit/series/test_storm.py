"""Whatever happens to people and to a series while it runs: nobody gets a step twice, nobody who
stays misses one, and the ledger's counters are its rows. In virtual time, the ledger is the judge.

SEEDS=200 plays as many storms.
"""

import os
import random
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Any

import pytest
from sqlalchemy import func, select

from broadcast.series import handing
from db.schema.automation.series import enrolments
from db.schema.ledger import deliveries, runs
from db.schema.states import DeliveryState, EnrolmentState, SeriesPause, SeriesState, SignalKind
from db.series import due, series, steps
from db.series.records import Signal
from tests.engine.invariants import COUNTED
from tests.unit.series.conftest import RULES, House

SEEDS = int(os.environ.get("SEEDS") or 8)
ACTS = 80
CHATS = range(100, 130)
OPEN = (DeliveryState.PENDING, DeliveryState.CLAIMED)
WAITS = ("0", "60", "3600", "1 10:00", "3 09:30")


class Crash(Exception):
    """The process dies before it commits."""


class Storm:
    """`changes`: admins move, remove and add steps, too."""

    def __init__(self, house: House, chance: random.Random, *, changes: bool) -> None:
        self.house = house
        self.chance = chance
        self.series_id = 0
        self.made = 0
        acts: list[Callable[[], Awaitable[Any]]] = [
            *(self.come, self.come, self.leave, self.block, self.time, self.time, self.time),
            *(self.hand_over, self.hand_over, self.hand_over, self.die, self.deliver),
            *(self.deliver, self.hold, self.resume),
        ]
        if changes:
            acts += [self.exchange, self.add, self.remove]
        self.acts = acts

    async def go(self) -> None:
        waits = [self.chance.choice(WAITS) for _ in range(self.chance.randint(2, 5))]
        self.series_id = await self.house.running(Signal(SignalKind.SUBSCRIBED), waits=waits)
        self.made = len(waits)
        for _ in range(ACTS):
            await self.chance.choice(self.acts)()
            await self.expect_order()
        await self.see_it_through()

    async def come(self) -> None:
        await self.house.subscribe(self.chance.choice(CHATS))

    async def leave(self) -> None:
        await self.house.subscribers.unsubscribe(self.chance.choice(CHATS), self.house.now)

    async def block(self) -> None:
        await self.house.subscribers.block(self.chance.choice(CHATS), self.house.now)

    async def time(self) -> None:
        self.house.clock.now += self.chance.choice((1, 60, 600, 4_000, 90_000))

    async def hand_over(self) -> None:
        before = await self.rows()
        await self.house.hand_over(self.series_id, limit=self.chance.choice((1, 3, 50)))
        await self.expect_in_order(before, await self.rows())

    async def die(self) -> None:
        before = await self.rows()
        with suppress(Crash):
            async with self.house.database.write() as connection:
                await handing.hand_over_some(
                    connection, self.series_id, RULES, now=self.house.now, limit=50
                )
                raise Crash
        assert await self.rows() == before

    async def deliver(self) -> None:
        """Some of those whose turn has come get it; who has left is skipped."""
        async with self.house.database.write() as connection:
            for step in await steps.of_series(connection, self.series_id):
                waiting = await connection.execute(
                    select(deliveries.c.subscriber_id).where(
                        deliveries.c.run_id == step.run_id,
                        deliveries.c.state == DeliveryState.PENDING,
                    )
                )
                lucky = [one for one in waiting.scalars() if self.chance.random() < 0.7]
                await connection.execute(
                    deliveries.update()
                    .where(
                        deliveries.c.run_id == step.run_id, deliveries.c.subscriber_id.in_(lucky)
                    )
                    .values(state=DeliveryState.SENT)
                )
                await connection.execute(
                    runs.update()
                    .where(runs.c.id == step.run_id)
                    .values(sent=runs.c.sent + len(lucky))
                )

    async def hold(self) -> None:
        async with self.house.database.write() as connection:
            await series.move(
                connection,
                self.series_id,
                SeriesState.PAUSED,
                out_of=[SeriesState.RUNNING],
                now=self.house.now,
                why=SeriesPause.ADMIN,
            )

    async def resume(self) -> None:
        async with self.house.database.write() as connection:
            await series.move(
                connection,
                self.series_id,
                SeriesState.RUNNING,
                out_of=[SeriesState.PAUSED],
                now=self.house.now,
            )

    async def exchange(self) -> None:
        async with self.house.database.write() as connection:
            count = await steps.count(connection, self.series_id)
            if count > 1:
                await steps.exchange(connection, self.series_id, self.chance.randrange(count - 1))

    async def remove(self) -> None:
        async with self.house.database.write() as connection:
            line = await steps.of_series(connection, self.series_id)
            if len(line) > 1:
                await steps.remove(connection, self.chance.choice(line), now=self.house.now)

    async def add(self) -> None:
        async with self.house.database.write() as connection:
            line = await steps.of_series(connection, self.series_id)
            says = steps.Says(f"Step {self.made}", line[0].content, urgent=False)
            self.made += 1
            new = await steps.add(
                connection,
                self.series_id,
                len(line),
                says,
                wait=self.chance.choice(WAITS),
                by=1,
                now=self.house.now,
            )
            await steps.launch(connection, new, by=1, now=self.house.now, audience="{}")
            if self.chance.random() < 0.5:
                await due.take_up_finished(
                    connection, self.series_id, step=len(line), due_at=self.house.now
                )

    # what is looked at

    async def rows(self) -> Mapping[tuple[int, int], int]:
        """By run and subscriber, the state."""
        async with self.house.database.read() as connection:
            found = await connection.execute(
                select(deliveries.c.run_id, deliveries.c.subscriber_id, deliveries.c.state)
            )
            return {(run, who): state for run, who, state in found}

    async def expect_in_order(
        self, before: Mapping[tuple[int, int], int], after: Mapping[tuple[int, int], int]
    ) -> None:
        """Of what is new nobody has two, and nobody has the step before still to come."""
        new = [key for key in after if key not in before]
        assert len({who for _, who in new}) == len(new)
        line = {step.run_id: step.position for step in await self.house.line(self.series_id)}
        places = {position: run for run, position in line.items()}
        for run, who in new:
            if line[run] > 0:
                assert before.get((places[line[run] - 1] or 0, who)) not in OPEN

    async def expect_order(self) -> None:
        """Counters are rows; whoever waits has all before, and a time at which the next one comes;
        who does not wait has none."""
        rows = await self.rows()
        async with self.house.database.read() as connection:
            for run in (await connection.execute(select(runs))).mappings():
                states = [state for (number, _), state in rows.items() if number == run["id"]]
                assert run["total"] == len(states)
                for state, counter in COUNTED.items():
                    assert run[counter] == states.count(state)
            people = (await connection.execute(select(enrolments))).mappings().all()
        line = await self.house.line(self.series_id)
        for one in people:
            waits = one["state"] == EnrolmentState.WAITING
            assert (one["due_at"] is not None) == waits
            if waits:
                assert one["step"] < len(line)
                had = [(step.run_id or 0, one["subscriber_id"]) in rows for step in line]
                assert all(had[: one["step"]])

    async def see_it_through(self) -> None:
        """Given time, whoever waits gets all that is still to come."""
        await self.resume()
        async with self.house.database.read() as connection:
            waiting = select(enrolments.c.subscriber_id).where(
                enrolments.c.state == EnrolmentState.WAITING
            )
            people = list((await connection.execute(waiting)).scalars())
        for _ in range(200):
            await self.hand_over()
            await self.house.sent(self.series_id)
            self.house.clock.now += 20_000
            if await self.waiting() == 0:
                break
        assert await self.waiting() == 0
        rows = await self.rows()
        for step in await self.house.line(self.series_id):
            for who in people:
                assert (step.run_id or 0, who) in rows, f"{who} has missed {step.title}"

    async def waiting(self) -> int:
        query = select(func.count()).where(enrolments.c.state == EnrolmentState.WAITING)
        async with self.house.database.read() as connection:
            return await connection.scalar(query) or 0


@pytest.mark.parametrize("changes", [False, True])
@pytest.mark.parametrize("seed", range(SEEDS))
async def test_a_storm(house: House, seed: int, *, changes: bool) -> None:
    await Storm(house, random.Random(seed), changes=changes).go()

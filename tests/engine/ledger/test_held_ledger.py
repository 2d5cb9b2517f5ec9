"""Whoever waits for the better version, whatever becomes of their chats meanwhile."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.engine import URL

from botapi.call import Call
from broadcast.model.content import Content
from db.audience.audience import Audience
from db.broadcasts import version_tests
from db.broadcasts.variants import Split
from db.connection.database import Database
from db.ledger import claims, deliveries, migrated_chats, runs, snapshot
from db.records import VersionTestRow
from db.schema.states import BroadcastState, DeliveryState, VersionTestState
from db.schema.subscribers import subscribers
from tests.engine.ledger.test_ledger import (
    EXAMPLES,
    OPERATIONS,
    PEOPLE,
    Machine,
    add_people,
    launch,
    opened,
)

SHARE = 25
MOVES = st.lists(st.tuples(st.integers(1, PEOPLE), st.integers(1, PEOPLE)), max_size=5)


def said(words: str) -> tuple[Call, ...]:
    return (Call(method="sendMessage", params={"text": words}),)


CONTENT = Content(message=said("A")).with_version(said("B"))


async def launch_test(database: Database, count: int, audience: Audience | None = None) -> int:
    run_id = await launch(database, count)
    async with database.write() as connection:
        await connection.execute(
            text("UPDATE runs SET content = :content, audience = :audience"),
            {"content": CONTENT.dump(), "audience": (audience or Audience()).dump()},
        )
        await version_tests.add(
            connection,
            run_id,
            versions=2,
            share=SHARE,
            seconds=None,
            state=VersionTestState.WAITING,
        )
    return run_id


async def freeze(database: Database, run_id: int, upto: int) -> None:
    async with database.write() as connection:
        await snapshot.freeze_chunk(connection, run_id, after=0, upto=upto, limit=upto)


async def the_test(database: Database) -> VersionTestRow:
    async with database.read() as connection:
        [row] = await version_tests.open_ones(connection)
    return row


async def held(database: Database, run_id: int = 1) -> set[int]:
    query = text("SELECT subscriber_id FROM deliveries WHERE run_id = :r AND reason = 'held'")
    async with database.read() as connection:
        return set((await connection.execute(query, {"r": run_id})).scalars())


class Waiting(Machine):
    """Its broadcast tries two versions; then the others get the second one."""

    def __init__(self, database: Database, run_id: int) -> None:
        super().__init__(database, run_id)
        self.left: set[int] = set()

    async def check(self) -> None:
        await super().check()
        async with self.database.read() as connection:
            run = (await connection.execute(text("SELECT * FROM runs"))).one()
            query = "SELECT chat_id FROM subscribers JOIN deliveries ON id = subscriber_id"
            rows = await connection.execute(text(f"{query} WHERE reason = 'held'"))
            waiting = set(rows.scalars())
        assert run.held == len(await held(self.database))
        assert not waiting & self.reached

    async def migrate(self, connection, pair) -> None:  # type: ignore[no-untyped-def]
        """Nobody moves to where somebody has moved away from."""
        old, new = pair
        if new not in self.left:
            self.left.add(old)
            await super().migrate(connection, pair)

    async def end(self) -> None:
        """Everybody of the sample gets it."""
        async with self.database.write() as connection:
            await self.resume(connection, None)
            while not self.frozen[1]:
                await self.freeze(connection, PEOPLE)
            await self.crash(connection, None)
            await connection.exec_driver_sql("DELETE FROM set_aside")
            await connection.exec_driver_sql("UPDATE run_parts SET cursor = 0")
            await self.claim(connection, PEOPLE)
            while self.claimed:
                await self.outcome(connection, DeliveryState.SENT)
            await runs.move(connection, self.run_id, new=BroadcastState.FINISHED, finished_at=5)
        await self.check()

    async def decide(self) -> None:
        """Whoever gets it now had nothing before."""
        test = await the_test(self.database)
        async with self.database.write() as connection:
            child_id = await version_tests.send_winner(
                connection,
                test,
                content=CONTENT.of_version(1).dump(),
                audience=Audience(held=True),
                by=1,
                now=6,
            )
            query = text("SELECT id, audience_upto FROM runs WHERE broadcast_id = :id")
            row = (await connection.execute(query, {"id": child_id})).one()
            child, upto = row.id, row.audience_upto
            await snapshot.freeze_chunk(connection, child, after=0, upto=upto, limit=100)
            claimed, touched = await claims.claim(connection, child, limit=100)
        assert touched == len(await held(self.database))
        assert not {one.chat_id for one in claimed} & self.reached
        assert {one.variant for one in claimed} <= {0}


@given(operations=OPERATIONS, moves=MOVES)
@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nobody_who_waits_gets_it_before_and_nobody_twice(
    new_database: Callable[[], URL],
    operations: list[tuple[str, object]],
    moves: list[tuple[int, int]],
) -> None:
    async def run() -> None:
        async with opened(new_database()) as database:
            await add_people(database, PEOPLE)
            machine = Waiting(database, await launch_test(database, PEOPLE))
            for name, value in operations:
                await machine.do(name, value)
                await machine.check()
            await machine.end()
            for pair in moves:
                await machine.do("migrate", pair)
                await machine.check()
            await machine.decide()

    asyncio.run(run())


async def numbers_by_version(database: Database, count: int) -> list[list[int]]:
    """Of the first so many; those who wait stand behind the versions."""
    split = Split(broadcast_id=1, versions=2, share=SHARE)
    async with database.read() as connection:
        query = select(subscribers.c.id, split.version(subscribers.c.id))
        rows = (await connection.execute(query.where(subscribers.c.id <= count))).all()
    return [[number for number, version in rows if version == wanted] for wanted in range(3)]


async def test_a_group_that_moves_while_the_snapshot_is_written_may_have_to_wait(
    database: Database,
) -> None:
    """Its old number stands behind the snapshot's end, its new one is still to come."""
    await add_people(database, 40)
    *_, waiting = await numbers_by_version(database, 40)
    old = next(number for number in waiting if number > 20)
    run_id = await launch_test(database, 20)
    async with database.write() as connection:
        await migrated_chats.mark(connection, [old], state="unsubscribed", now=2)
        reached, _ = await snapshot.freeze_chunk(connection, run_id, after=0, upto=20, limit=5)
        assert await migrated_chats.move(connection, old=100 + old, new=120, now=3)
        await snapshot.freeze_chunk(connection, run_id, after=reached, upto=20, limit=20)
    assert old in await held(database)
    async with database.read() as connection:
        run = (await connection.execute(text("SELECT held, skipped, total FROM runs"))).one()
    assert (run.held, run.skipped) == (len(await held(database)),) * 2
    assert run.total == 20


async def test_of_two_chats_that_are_one_the_one_that_has_it_waits_for_nothing(
    database: Database,
) -> None:
    await add_people(database, 40)
    first, _, waiting = await numbers_by_version(database, 40)
    run_id = await launch_test(database, 40)
    await freeze(database, run_id, 40)
    async with database.write() as connection:
        claimed, _ = await claims.claim(connection, run_id, limit=40)
        rows = [
            deliveries.OutcomeRow(run_id, one.subscriber_id, DeliveryState.SENT, 0)
            for one in claimed
        ]
        await deliveries.record(connection, rows)
        await runs.move(connection, run_id, new=BroadcastState.FINISHED, finished_at=5)
        # The one that waits stays, and is what came closer to the message.
        assert await migrated_chats.move(
            connection, old=100 + waiting[0], new=100 + first[0], now=6
        )
    assert waiting[0] not in await held(database)
    machine = Waiting(database, run_id)
    machine.reached = {one.chat_id for one in claimed}
    await machine.decide()


async def test_who_opted_out_of_a_topic_that_goes_waits_no_more_and_gets_nothing(
    database: Database,
) -> None:
    await add_people(database, 40)
    *_, waiting = await numbers_by_version(database, 40)
    async with database.write() as connection:
        do = connection.exec_driver_sql
        await do("INSERT INTO topics (id, name, folded, position) VALUES (7, 'T', 't', 1)")
    run_id = await launch_test(database, 40, replace(Audience(), topic=7))
    await freeze(database, run_id, 40)
    async with database.write() as connection:
        out = text("INSERT INTO topic_opt_outs (topic_id, subscriber_id) VALUES (7, :number)")
        await connection.execute(out, {"number": waiting[0]})
        await runs.move(connection, run_id, new=BroadcastState.FINISHED, finished_at=5)
        await snapshot.skip_unwanted(connection, 7)
        run = (await connection.exec_driver_sql("SELECT held, unwanted, skipped FROM runs")).one()
    assert await held(database) == {*waiting} - {waiting[0]}
    assert tuple(run) == (len(waiting) - 1, 1, len(waiting))
    machine = Waiting(database, run_id)
    machine.reached = {100 + waiting[0]}
    await machine.decide()


@pytest.mark.parametrize("answer", [None, "left", "again"])
@pytest.mark.parametrize("state", ["running", "finished"])
async def test_in_a_restored_backup_nobody_knows_who_of_them_got_it(
    database: Database, answer: str | None, state: str
) -> None:
    await add_people(database, 40)
    run_id = await launch_test(database, 40)
    await freeze(database, run_id, 40)
    waiting = await held(database)
    async with database.write() as connection:
        await connection.execute(
            text("UPDATE runs SET state = :state, uncertain_answer = :answer"),
            {"state": state, "answer": answer},
        )
        await version_tests.doubt(connection)
        run = (await connection.exec_driver_sql("SELECT * FROM runs")).one()
        rows = await connection.exec_driver_sql("SELECT reason FROM deliveries WHERE state = 6")
        assert {reason for (reason,) in rows} == {"restored"}
        assert await version_tests.open_ones(connection) == []
    assert (run.held, run.skipped, run.uncertain) == (0, 0, len(waiting))
    assert run.uncertain_answer == (answer if answer == "again" else None)

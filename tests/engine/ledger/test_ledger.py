"""The ledger's own rules, on a real file, whatever order things happen in."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DataError

from broadcast.ledger.entries import Claim, LedgerEntry, Share
from broadcast.ledger.health import StorageWatch
from broadcast.ledger.writer import Ledger
from db.broadcasts import broadcasts, drafts
from db.certainty import doubts
from db.certainty.doubts import DoubtRow
from db.certainty.settling import Finding, settle
from db.connection.database import Database
from db.connection.opening import open_database
from db.ledger import claims, delayed, deliveries, migrated_chats, parts, runs, snapshot
from db.ledger.delayed import DelayedRow
from db.ledger.deliveries import OutcomeRow
from db.ledger.merges import CLOSENESS
from db.schema.states import BroadcastState, DeliveryState, Found, SkipReason, SubscriberState
from tests.clocks import VirtualClock
from tests.clocks import settle as turns
from tests.engine.invariants import expect_the_few_are_found
from tests.postgresql.asked import ON_POSTGRESQL

PEOPLE = 12
EXAMPLES = 10 if ON_POSTGRESQL else 60  # each in a database of its own
OUTCOMES = st.sampled_from(
    [
        DeliveryState.SENT,
        DeliveryState.BLOCKED,
        DeliveryState.FAILED,
        DeliveryState.UNCERTAIN,
        DeliveryState.PENDING,
        DeliveryState.CLAIMED,
    ]
)
OPERATIONS = st.lists(
    st.one_of(
        st.tuples(st.just("freeze"), st.integers(1, 5)),
        st.tuples(st.just("claim"), st.integers(1, 5)),
        st.tuples(st.just("outcome"), OUTCOMES),
        st.tuples(st.just("delay"), st.none()),
        st.tuples(st.just("recall"), st.integers(1, 5)),
        st.tuples(st.just("leave"), st.integers(1, PEOPLE)),
        st.tuples(st.just("erase"), st.integers(1, PEOPLE)),
        st.tuples(st.just("crash"), st.booleans()),
        st.tuples(st.just("find"), st.sampled_from(Found)),
        st.tuples(st.just("pause"), st.none()),
        st.tuples(st.just("resume"), st.none()),
        st.tuples(st.just("migrate"), st.tuples(st.integers(1, PEOPLE), st.integers(1, PEOPLE))),
    ),
    max_size=40,
)


async def add_people(database: Database, count: int) -> None:
    async with database.write() as connection:
        for number in range(1, count + 1):
            await connection.execute(
                text(
                    "INSERT INTO subscribers (id, chat_id, joined_at, changed_at)"
                    " VALUES (:n, :chat, 1, 1)"
                ),
                {"n": number, "chat": 100 + number},
            )


async def launch(database: Database, count: int) -> int:
    async with database.write() as connection:
        broadcast_id = await drafts.add(connection, title="t", content="{}", author=1, now=1)
        await broadcasts.mark_launched(connection, broadcast_id)
        return await runs.add(
            connection, broadcast_id=broadcast_id, by=1, total=count, upto=count, now=1
        )


class Machine:
    """Drives the queries as the engine does, and remembers what it was given."""

    def __init__(self, database: Database, run_id: int) -> None:
        self.database = database
        self.run_id = run_id
        self.claimed: list[int] = []
        self.sent: list[int] = []
        self.chats: dict[int, int] = {}  # of the claimed
        self.reached: set[int] = set()  # chats, under the ids they have now
        self.frozen = (0, False)

    async def do(self, name: str, value: object) -> None:
        async with self.database.write() as connection:
            await getattr(self, name)(connection, value)

    async def freeze(self, connection, limit) -> None:  # type: ignore[no-untyped-def]
        if not self.frozen[1]:
            self.frozen = await snapshot.freeze_chunk(
                connection, self.run_id, after=self.frozen[0], upto=PEOPLE, limit=limit
            )

    async def claim(self, connection, limit) -> None:  # type: ignore[no-untyped-def]
        await self._claim(connection, limit)

    async def recall(self, connection, limit) -> None:  # type: ignore[no-untyped-def]
        """Who is delayed is claimed again, and others where there is room."""
        waiting = await delayed.every(connection)
        recalled = [row.subscriber_id for row in waiting][:limit]
        await self._claim(connection, limit, recalled)

    async def delay(self, connection, _) -> None:  # type: ignore[no-untyped-def]
        """The chat asked to wait."""
        if self.claimed:
            number = self.claimed.pop(0)
            row = OutcomeRow(self.run_id, number, DeliveryState.PENDING, step=0)
            waits = DelayedRow(run_id=self.run_id, subscriber_id=number, until=9, length=9)
            await deliveries.record(connection, [row], [waits])

    async def _claim(self, connection, limit, recalled=()) -> None:  # type: ignore[no-untyped-def]
        rows, touched = await claims.claim(connection, self.run_id, limit=limit, recalled=recalled)
        assert len(rows) <= touched <= limit
        if touched:
            waiting = {row.subscriber_id for row in await delayed.every(connection)}
            assert not waiting.intersection(recalled)
        for row in rows:
            assert row.subscriber_id not in self.claimed
            assert row.subscriber_id not in self.sent
            assert row.chat_id not in self.reached
            self.claimed.append(row.subscriber_id)
            self.chats[row.subscriber_id] = row.chat_id

    async def outcome(self, connection, state) -> None:  # type: ignore[no-untyped-def]
        if not self.claimed:
            return
        number = self.claimed[0] if state is DeliveryState.CLAIMED else self.claimed.pop(0)
        await deliveries.record(
            connection,
            [OutcomeRow(run_id=self.run_id, subscriber_id=number, state=state, step=0)],
        )
        if state is DeliveryState.SENT:
            self.sent.append(number)
            self.reached.add(self.chats[number])

    async def leave(self, connection, number) -> None:  # type: ignore[no-untyped-def]
        await migrated_chats.mark(connection, [number], state="unsubscribed", now=2)

    async def erase(self, connection, number) -> None:  # type: ignore[no-untyped-def]
        await connection.execute(text("DELETE FROM subscribers WHERE id = :n"), {"n": number})

    async def migrate(self, connection, pair) -> None:  # type: ignore[no-untyped-def]
        old, new = pair
        in_flight = {self.chats[number] for number in self.claimed}
        query = text("SELECT id FROM subscribers WHERE chat_id = :chat")
        known, double = [
            (await connection.execute(query, {"chat": 100 + one})).scalar() for one in pair
        ]
        # While its call is under way, that one's answer would say so.
        moves = old != new and known is not None and 100 + old not in in_flight
        moved = moves and await migrated_chats.move(connection, old=100 + old, new=100 + new, now=2)
        if moved and 100 + old in self.reached:
            self.reached.add(100 + new)
        if moved and double is not None:
            await self.expect_the_closer_one(connection, keep=known, drop=double)

    async def expect_the_closer_one(self, connection, *, keep, drop) -> None:  # type: ignore[no-untyped-def]
        """What is left of two says what came closer, or nobody could be asked about it."""
        query = text("SELECT state FROM deliveries WHERE subscriber_id = :n")
        kept, dropped = [
            CLOSENESS.get((await connection.execute(query, {"n": one})).scalar() or 0, 0)
            for one in (keep, drop)
        ]
        assert kept >= dropped

    async def crash(self, connection, finds_out) -> None:  # type: ignore[no-untyped-def]
        lost = await deliveries.recover(connection)
        assert sum(map(len, lost.values())) == len(self.claimed)
        self.claimed.clear()
        if finds_out:
            steps = lost.get(self.run_id, {}).items()
            rows = [DoubtRow(self.run_id, number, step, None, 5, 1) for number, step in steps]
            await doubts.note(connection, rows)

    async def find(self, connection, found) -> None:  # type: ignore[no-untyped-def]
        """What became of the first one in doubt; said twice, it counts once."""
        for one in (await doubts.open_ones(connection))[:1]:
            finding = Finding(
                run_id=one.run_id,
                subscriber_id=one.subscriber_id,
                step=one.step,
                low=one.low,
                found=found,
                reason="r",
                evidence="{}",
                message_ids=(7,) if found is Found.SENT else (),
            )
            for _ in range(2):
                await settle(connection, [finding], now=2)
            if found is Found.SENT:
                self.sent.append(one.subscriber_id)
                self.reached.add(self.chats[one.subscriber_id])

    async def pause(self, connection, _) -> None:  # type: ignore[no-untyped-def]
        await runs.move(connection, self.run_id, new=BroadcastState.PAUSED)

    async def resume(self, connection, _) -> None:  # type: ignore[no-untyped-def]
        await runs.move(connection, self.run_id, new=BroadcastState.RUNNING)

    async def check(self) -> None:
        async with self.database.read() as connection:
            rows = (
                await connection.execute(
                    text("SELECT subscriber_id, state FROM deliveries WHERE run_id = :r"),
                    {"r": self.run_id},
                )
            ).all()
            run = (
                await connection.execute(
                    text("SELECT runs.*, cursor FROM runs JOIN run_parts ON run_id = id"),
                )
            ).one()
        await expect_the_few_are_found(self.database)
        async with self.database.read() as connection:
            in_doubt = [one.subscriber_id for one in await doubts.open_ones(connection)]
        states = [state for _, state in rows]
        assert run.in_doubt == len(in_doubt)
        uncertain = {number for number, state in rows if state == DeliveryState.UNCERTAIN}
        assert uncertain.issuperset(in_doubt)
        for code, counter in deliveries.COUNTER_OF.items():
            assert getattr(run, counter) == states.count(code), counter
        pending = [number for number, state in rows if state == DeliveryState.PENDING]
        async with self.database.read() as connection:
            waiting = {row.subscriber_id for row in await delayed.every(connection)}
        assert all(number > run.cursor for number in pending if number not in waiting)
        assert sorted(self.claimed) == [n for n, state in rows if state == DeliveryState.CLAIMED]
        if run.frozen:
            assert run.total == len(rows)


@asynccontextmanager
async def opened(url: URL) -> AsyncIterator[Database]:
    database = await open_database(url)
    try:
        yield database
    finally:
        await database.close()


@example(operations=[("freeze", 5), ("claim", 3), ("outcome", DeliveryState.PENDING)])
@example(operations=[("freeze", 5), ("claim", 2), ("crash", True), ("find", Found.SENT)])
@example(operations=[("freeze", 5), ("claim", 2), ("crash", True), ("find", Found.NOT_SENT)])
@example(
    operations=[
        ("freeze", 5),
        ("claim", 1),
        ("outcome", DeliveryState.SENT),
        ("migrate", (2, 1)),
        ("claim", 5),
    ]
)
@given(operations=OPERATIONS)
@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_counters_cursor_and_rows_agree_after_anything(
    new_database: Callable[[], URL], operations: list[tuple[str, object]]
) -> None:
    async def run() -> None:
        async with opened(new_database()) as database:
            await add_people(database, PEOPLE)
            machine = Machine(database, await launch(database, PEOPLE))
            for name, value in operations:
                await machine.do(name, value)
                await machine.check()

    asyncio.run(run())


async def test_an_outcome_without_a_claim_is_refused(database: Database) -> None:
    await add_people(database, 3)
    run_id = await launch(database, 3)
    async with database.write() as connection:
        await snapshot.freeze_chunk(connection, run_id, after=0, upto=3, limit=3)
    row = OutcomeRow(run_id=run_id, subscriber_id=1, state=DeliveryState.SENT, step=0)
    with pytest.raises(RuntimeError, match="1 outcomes met 0"):
        async with database.write() as connection:
            await deliveries.record(connection, [row])


async def test_a_flush_waits_for_the_commit_that_is_under_way(database: Database) -> None:
    """A planned restart once lost a batch: the last flush saw nothing left to write."""
    await add_people(database, 1)
    run_id = await launch(database, 1)
    async with database.write() as connection:
        await snapshot.freeze_chunk(connection, run_id, after=0, upto=1, limit=1)
        await claims.claim(connection, run_id, limit=1)
    ledger = Ledger(database, VirtualClock(), StorageWatch(), resend_uncertain=False)
    claim = Claim(run_id=run_id, subscriber_id=1, chat_id=101, step=0)
    async with asyncio.TaskGroup() as group, database.write():
        ledger.append(LedgerEntry(claim=claim, state=DeliveryState.SENT, step=0))
        group.create_task(ledger.flush())
        await turns()
        last = group.create_task(ledger.flush())
        await turns()
        assert not last.done()
    async with database.read() as connection:
        assert (await connection.execute(text("SELECT sent FROM runs"))).scalar() == 1


async def test_a_paused_run_gives_no_claims(database: Database) -> None:
    await add_people(database, 3)
    run_id = await launch(database, 3)
    async with database.write() as connection:
        await snapshot.freeze_chunk(connection, run_id, after=0, upto=3, limit=10)
        await runs.move(connection, run_id, new=BroadcastState.PAUSED)
        assert await claims.claim(connection, run_id, limit=5) == ([], 0)


async def delay_one(database: Database, run_id: int) -> None:
    """Of three the first waits, the second has it."""
    async with database.write() as connection:
        await snapshot.freeze_chunk(connection, run_id, after=0, upto=3, limit=10)
        await claims.claim(connection, run_id, limit=2)
        rows = [
            OutcomeRow(run_id, 1, DeliveryState.PENDING, step=0),
            OutcomeRow(run_id, 2, DeliveryState.SENT, step=0),
        ]
        waits = DelayedRow(run_id=run_id, subscriber_id=1, until=9, length=9)
        await deliveries.record(connection, rows, [waits])


async def test_who_is_delayed_is_claimed_by_number_only(database: Database) -> None:
    await add_people(database, 3)
    run_id = await launch(database, 3)
    await delay_one(database, run_id)
    async with database.write() as connection:
        await parts.lower_cursor(connection, run_id, 0)  # somebody else was put back
        rows, _ = await claims.claim(connection, run_id, limit=5)
        assert [row.subscriber_id for row in rows] == [3]
        rows, _ = await claims.claim(connection, run_id, limit=5, recalled=[1])
        assert [row.subscriber_id for row in rows] == [1]
        assert await delayed.every(connection) == []


async def test_a_paused_run_keeps_who_is_delayed(database: Database) -> None:
    await add_people(database, 3)
    run_id = await launch(database, 3)
    await delay_one(database, run_id)
    async with database.write() as connection:
        await runs.move(connection, run_id, new=BroadcastState.PAUSED)
        assert await claims.claim(connection, run_id, limit=5, recalled=[1]) == ([], 0)
        assert [row.subscriber_id for row in await delayed.every(connection)] == [1]


async def test_a_cancelled_run_skips_who_is_delayed(database: Database) -> None:
    await add_people(database, 3)
    run_id = await launch(database, 3)
    await delay_one(database, run_id)
    async with database.write() as connection:
        await runs.move(connection, run_id, new=BroadcastState.CANCELLED)
        while await snapshot.skip_chunk(connection, run_id, SkipReason.CANCELLED, limit=1):
            pass
        assert await runs.is_complete(connection, run_id)
        assert await delayed.every(connection) == []


@pytest.mark.sqlite_only("pages of its file")
async def test_a_ledger_row_is_narrow(database: Database) -> None:
    """At most 48 bytes of file for each recipient, indexes and all."""
    count = 20_000
    async with database.write() as connection:
        await connection.execute(
            text(
                "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < :c)"
                " INSERT INTO subscribers (chat_id, joined_at, changed_at)"
                " SELECT 1000000 + x, 1, 1 FROM n"
            ),
            {"c": count},
        )
    run_id = await launch(database, count)
    before = await _pages(database)
    async with database.write() as connection:
        await snapshot.freeze_chunk(connection, run_id, after=0, upto=count, limit=count)
    while True:
        async with database.write() as connection:
            claimed, touched = await claims.claim(connection, run_id, limit=500)
            await deliveries.record(
                connection,
                [
                    OutcomeRow(
                        run_id=run_id,
                        subscriber_id=row.subscriber_id,
                        state=DeliveryState.SENT,
                        step=0,
                        message_id=3_000_000 + row.subscriber_id,
                    )
                    for row in claimed
                ],
            )
        if not touched:
            break
    grown = (await _pages(database) - before) * 4096
    assert grown / count <= 48


async def _pages(database: Database) -> int:
    async with database.read() as connection:
        return int((await connection.exec_driver_sql("PRAGMA page_count")).scalar() or 0)


@pytest.mark.sqlite_only("its query plans")
async def test_open_questions_are_found_without_a_scan(database: Database) -> None:
    query = (
        "EXPLAIN QUERY PLAN SELECT subscriber_id FROM deliveries WHERE run_id = 1 AND trouble = 6"
    )
    async with database.read() as connection:
        plan = str((await connection.exec_driver_sql(query)).all())
    assert "ix_deliveries_trouble" in plan


async def test_a_number_that_no_database_takes_costs_only_the_number(
    database: Database,
) -> None:
    """It was tried again with every commit, and nothing else was written any more."""
    await add_people(database, 2)
    run_id = await launch(database, 2)
    async with database.write() as connection:
        await snapshot.freeze_chunk(connection, run_id, after=0, upto=2, limit=2)
        await claims.claim(connection, run_id, limit=2)
    ledger = Ledger(database, VirtualClock(), StorageWatch(), resend_uncertain=False)
    for number, note in {
        1: {"state": DeliveryState.SENT, "message_ids": (2**70, 3)},
        2: {"state": DeliveryState.PENDING, "new_chat_id": -(2**70)},
    }.items():
        claim = Claim(run_id=run_id, subscriber_id=number, chat_id=100 + number, step=0)
        ledger.append(LedgerEntry(claim=claim, step=0, **note))  # type: ignore[arg-type]
    with pytest.raises((OverflowError, DataError)):
        await ledger.flush()
    await ledger.flush()
    async with database.read() as connection:
        rows = await connection.execute(text("SELECT subscriber_id, state FROM deliveries"))
        assert dict(rows.all()) == {1: DeliveryState.SENT, 2: DeliveryState.FAILED}
        run = (await connection.execute(text("SELECT state FROM runs"))).scalar()
    assert run == "finished"


async def test_one_outcome_that_cannot_be_written_does_not_take_the_others_with_it(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    await add_people(database, 3)
    run_id = await launch(database, 3)
    async with database.write() as connection:
        await snapshot.freeze_chunk(connection, run_id, after=0, upto=3, limit=3)
        await claims.claim(connection, run_id, limit=3)
    storage = StorageWatch()
    ledger = Ledger(database, VirtualClock(), storage, resend_uncertain=False)
    for number, reason in ((1, None), (2, "a lone surrogate: \ud800"), (3, None)):
        claim = Claim(run_id=run_id, subscriber_id=number, chat_id=100 + number, step=0)
        ledger.append(LedgerEntry(claim=claim, state=DeliveryState.SENT, step=0, reason=reason))
    with pytest.raises(UnicodeEncodeError):
        await ledger.flush()
    await ledger.flush()
    assert storage.trouble is None
    assert "subscriber_id=2" in caplog.text
    async with database.read() as connection:
        rows = await connection.execute(text("SELECT subscriber_id, state FROM deliveries"))
        assert {row.subscriber_id: row.state for row in rows} == {
            1: DeliveryState.SENT,
            2: DeliveryState.SENT,  # without the words: left claimed, its run would never end
            3: DeliveryState.SENT,
        }


@pytest.mark.parametrize(
    ("came_at", "state"),
    [(None, "blocked"), (4.0, "blocked"), (5.0, "active"), (5.1, "active")],
)
async def test_a_start_behind_a_refused_call_was_undone_by_its_outcome(
    database: Database, came_at: float | None, state: str
) -> None:
    """They were told that they are on the list, and taken off it by what was true before."""
    await add_people(database, 1)
    run_id = await launch(database, 1)
    async with database.write() as connection:
        await snapshot.freeze_chunk(connection, run_id, after=0, upto=1, limit=1)
    clock = VirtualClock()
    ledger = Ledger(database, clock, StorageWatch(), resend_uncertain=False)
    [claim] = (await ledger.claim([Share(run_id=run_id, count=1)]))[run_id]
    begun = clock.monotonic()
    if came_at is not None:
        await clock.advance(came_at)
        ledger.came_back(101)
    ledger.append(
        LedgerEntry(
            claim=claim,
            state=DeliveryState.BLOCKED,
            step=0,
            subscriber=SubscriberState.BLOCKED,
            left_at=begun + 5.0,
        )
    )
    await ledger.flush()
    async with database.read() as connection:
        found = await connection.exec_driver_sql("SELECT state FROM subscribers")
        assert found.scalar_one() == state
        counted = await connection.exec_driver_sql("SELECT blocked FROM runs")
        assert counted.scalar_one() == 1, "the broadcast did not reach them all the same"

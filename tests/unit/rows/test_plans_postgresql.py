"""What the server does for a message: no statement of the hot ones reads a whole ledger, and a row
is claimed and written down without touching an index."""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.engine import URL, Engine

from db.caps import counted
from db.caps.rule import Cap
from db.connection.database import Database
from db.connection.opening import open_database
from db.ledger import claims, deliveries, open_deliveries, parts, runs, snapshot
from db.ledger.deliveries import OutcomeRow
from db.migrating.postgresql import migrate_schema
from db.schema.states import DeliveryState, SkipReason
from tests.engine.ledger.test_ledger import launch

PEOPLE = 20_000
BATCH = 25  # what a bot of a hundred messages a second claims at a time
CLAIMED = 2_000
LARGE = re.compile(r"\b(deliveries|received)\b")
LEAST_HOT = 0.9  # of all changes of rows, those that touch no index


@pytest.fixture
async def ledger(postgresql_url: URL) -> AsyncIterator[tuple[Database, int]]:
    """A run whose snapshot is written, in a bot's own database."""
    await asyncio.to_thread(migrate_schema, postgresql_url)
    database = await open_database(postgresql_url)
    async with database.write() as connection:
        await connection.execute(
            text(
                "INSERT INTO subscribers (chat_id, joined_at, changed_at)"
                " SELECT 1000000 + x, 1, 1 FROM generate_series(1, :count) AS x"
            ),
            {"count": PEOPLE},
        )
    run_id = await launch(database, PEOPLE)
    async with database.write() as connection:
        await snapshot.freeze_chunk(connection, run_id, after=0, upto=PEOPLE, limit=PEOPLE)
        await connection.execute(text("ANALYZE deliveries"))
    yield database, run_id
    await database.close()


@contextmanager
def statements() -> Iterator[dict[str, Any]]:
    """Each that reaches the database, with its values."""
    found: dict[str, Any] = {}

    def heard(*happening: Any) -> None:
        _, _, statement, values, _, many = happening
        if re.match(r"\s*(SELECT|UPDATE|INSERT|DELETE)", statement) and LARGE.search(statement):
            found[statement] = values[0] if many else values

    event.listen(Engine, "before_cursor_execute", heard)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", heard)


async def at_once() -> None:
    pass


async def until_nobody_sees_it(database: Database) -> None:
    """The server throws an old version of a row away, and uses its place again, when no transaction
    is open that began before the new one, in whichever database: other tests have theirs."""
    async with database.write() as connection:
        own = await connection.scalar(text("SELECT pg_current_xact_id()::text::bigint"))
    oldest = text("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
    while True:
        async with database.read() as connection:
            if await connection.scalar(oldest) > own:
                return
        await asyncio.sleep(0.01)


async def claim_and_write(
    database: Database, run_id: int, *, pause: Callable[[], Awaitable[None]] = at_once
) -> None:
    """A commit with a claim, and one with its outcomes."""
    await pause()
    async with database.write() as connection:
        claimed, _ = await claims.claim(connection, run_id, limit=BATCH)
    rows = [
        OutcomeRow(run_id, row.subscriber_id, DeliveryState.SENT, 0, message_id=row.subscriber_id)
        for row in claimed
    ]
    await pause()
    async with database.write() as connection:
        await deliveries.record(connection, rows)


async def test_no_hot_statement_reads_a_whole_ledger(ledger: tuple[Database, int]) -> None:
    database, run_id = ledger
    with statements() as found:
        await claim_and_write(database, run_id)
        async with database.write() as connection:
            await claims.claim(connection, run_id, limit=BATCH)
            await deliveries.recover(connection)
            assert not await runs.is_complete(connection, run_id)
        async with database.read() as connection:
            await open_deliveries.reasons(connection, run_id, DeliveryState.UNCERTAIN, limit=9)
    assert len(found) >= 4
    async with database.write() as connection:
        for statement, values in found.items():
            rows = await connection.exec_driver_sql(f"EXPLAIN {statement}", values)
            plan = "\n".join(rows.scalars())
            assert "Seq Scan on deliveries" not in plan, plan


async def test_who_is_next_is_asked_once_though_nothing_is_known_of_the_broadcast(
    ledger: tuple[Database, int],
) -> None:
    """The server last counted before it came, and believes that one person is in it."""
    database, _ = ledger
    newer = await launch(database, PEOPLE)
    async with database.write() as connection:
        await connection.execute(text("ALTER TABLE deliveries SET (autovacuum_enabled = off)"))
        await snapshot.freeze_chunk(connection, newer, after=0, upto=PEOPLE, limit=PEOPLE)
    with statements() as found:
        async with database.write() as connection:
            await claims.claim(connection, newer, limit=BATCH)
        async with database.write() as connection:
            await snapshot.skip_chunk(connection, newer, SkipReason.CANCELLED, limit=BATCH)
    choosing = {one: found[one] for one in found if "LIMIT" in one}
    assert len(choosing) == 2
    async with database.write() as connection:
        for statement, values in choosing.items():
            rows = await connection.exec_driver_sql(f"EXPLAIN ANALYZE {statement}", values)
            plan = "\n".join(rows.scalars())
            assert re.findall(r"Limit .*loops=(\d+)", plan) == ["1"], plan


async def test_nor_does_a_claim_with_a_cap_nor_what_it_counts(ledger: tuple[Database, int]) -> None:
    """Everybody has had two of late."""
    database, run_id = ledger
    async with database.write() as connection:
        for other in (1_001, 1_002):
            await connection.execute(
                text(
                    "INSERT INTO received (subscriber_id, run_id, line, received_at)"
                    " SELECT id, :other, :other, 9 FROM subscribers"
                ),
                {"other": other},
            )
        await connection.execute(text("ANALYZE received"))
        with statements() as found:
            cap = Cap(most=3, now=10)
            claimed, _ = await claims.claim(connection, run_id, limit=BATCH, cap=cap)
            numbers = [row.subscriber_id for row in claimed]
            await counted.take_back(connection, run_id, numbers[:5])
            await counted.sweep(connection, 1, limit=BATCH)
        assert len(claimed) == BATCH
        assert sum("received" in statement for statement in found) >= 4
        for statement, values in found.items():
            rows = await connection.exec_driver_sql(f"EXPLAIN {statement}", values)
            plan = "\n".join(rows.scalars())
            assert not re.search("Seq Scan on (deliveries|received)", plan), plan


@pytest.mark.parametrize("part", [None, 0])
@pytest.mark.parametrize("known", [True, False], ids=["counted since", "not counted"])
async def test_who_was_added_to_a_series_step_is_found_by_the_index(
    ledger: tuple[Database, int], part: int | None, *, known: bool
) -> None:
    """A twentieth, and the last of all: whoever walks through the others looks at all of them."""
    database, run_id = ledger
    handed = "UPDATE deliveries SET state = :state, trouble = :trouble WHERE subscriber_id > :above"
    async with database.write() as connection:
        sent = {"state": int(DeliveryState.SENT), "trouble": None, "above": 0}
        waiting = {"state": 0, "trouble": 0, "above": PEOPLE - PEOPLE // 20}
        for values in (sent, waiting):
            await connection.execute(text(handed), values)
        if known:
            await connection.execute(text("ANALYZE deliveries"))
        with statements() as found:
            numbers = await parts.handed_over(connection, run_id, part, limit=BATCH)
        assert [*numbers] == [waiting["above"] + 1 + place for place in range(BATCH)]
        ((statement, values),) = found.items()
        rows = await connection.exec_driver_sql(f"EXPLAIN ANALYZE {statement}", values)
        plan = "\n".join(rows.scalars())
    assert re.search(r"Index Scan using ix_deliveries_trouble .*actual time=\S+ rows=25 ", plan), (
        plan
    )


async def test_a_row_is_claimed_and_written_without_touching_an_index(
    ledger: tuple[Database, int],
) -> None:
    database, run_id = ledger
    for _ in range(CLAIMED // BATCH):
        await claim_and_write(database, run_id, pause=partial(until_nobody_sees_it, database))
    query = text(
        "SELECT n_tup_upd, n_tup_hot_upd FROM pg_stat_user_tables"
        " WHERE relname = 'deliveries' AND schemaname = current_schema()"
    )
    changed = hot = 0
    while changed < 2 * CLAIMED:  # a session tells what it has done a second later at most
        async with database.read() as connection:
            changed, hot = (await connection.execute(query)).one()
        await asyncio.sleep(0.05)
    assert hot / changed >= LEAST_HOT, f"{hot} of {changed}"

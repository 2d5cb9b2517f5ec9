"""The queries for open questions find their few rows without a walk through the ledger."""

import pytest
from sqlalchemy.dialects import sqlite

from db.audience.recipients import Again
from db.broadcasts import follow_ups
from db.connection.database import Database
from db.ledger import open_deliveries, snapshot
from db.reports import recipients
from db.schema.states import DeliveryState
from tests.filled import add_run


@pytest.fixture
async def ledger(database: Database) -> Database:
    """A run with two failed, two uncertain, and everyone else sent to."""
    async with database.write() as connection:
        await add_run(
            connection,
            audience_upto=9_999,
            total=3_000,
            failed=2,
            uncertain=2,
            state="finished",
        )
        do = connection.exec_driver_sql
        await do(
            "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 3000)"
            " INSERT INTO deliveries (run_id, subscriber_id, state) SELECT 1, x, 2 FROM n"
        )
        trouble = "UPDATE deliveries SET state = {0}, trouble = {0}, reason = '{1}'".format
        await do(f"{trouble(5, 'r')} WHERE subscriber_id IN (7, 900)")
        await do(f"{trouble(6, 'u')} WHERE subscriber_id IN (8, 901)")
    return database


async def plan(database: Database, statement: object) -> str:
    compiled = statement.compile(  # type: ignore[attr-defined]
        dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}
    )
    async with database.read() as connection:
        rows = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}")
        return "\n".join(str(row.detail) for row in rows)


@pytest.mark.sqlite_only("its query plans")
async def test_the_keys_come_out_of_the_partial_index(ledger: Database) -> None:
    for state in (DeliveryState.FAILED, DeliveryState.UNCERTAIN):
        for statement in (
            open_deliveries.open_keys(1, state).limit(2),
            open_deliveries.open_keys(1, state, after=700).offset(1).limit(2),
        ):
            found = await plan(ledger, statement)
            assert "COVERING INDEX ix_deliveries_trouble" in found, found


@pytest.mark.sqlite_only("its query plans")
async def test_a_piece_of_both_is_merged_from_the_partial_index(ledger: Database) -> None:
    again = Again(run_id=1, states=(DeliveryState.FAILED, DeliveryState.UNCERTAIN))
    for statement in (
        again.keys(7, 2_000),
        again.rows(2, 7, 2_000),
    ):
        found = await plan(ledger, statement)
        assert found.count("COVERING INDEX ix_deliveries_trouble") == 2, found
        assert "PRIMARY KEY (run_id=?)" not in found, found


async def test_piece_by_piece_everyone_in_question_and_nobody_twice(ledger: Database) -> None:
    async with ledger.write() as connection:
        do = connection.exec_driver_sql
        await do(
            "INSERT INTO broadcasts (id, title, content, parent_id, created_by, created_at)"
            " VALUES (2, '', '{}', 1, 1, 1)"
        )
        await do(
            "INSERT INTO runs (id, broadcast_id, launched_by, launched_at, audience_upto, total,"
            " audience, source_run_id) VALUES (2, 2, 1, 1, 901, 4,"
            ' \'{"again": ["failed", "uncertain"]}\', 1)'
        )
        await do("UPDATE deliveries SET step = 2 WHERE run_id = 1 AND subscriber_id = 900")
        after, complete, reached = 0, False, []
        while not complete:
            after, complete = await snapshot.freeze_chunk(
                connection, 2, after=after, upto=901, limit=1
            )
            reached.append(after)
        rows = await do("SELECT subscriber_id, state, step FROM deliveries WHERE run_id = 2")
    assert reached == [7, 8, 900, 901]
    assert sorted(tuple(row) for row in rows) == [(7, 0, 0), (8, 0, 0), (900, 0, 2), (901, 0, 0)]


async def test_reasons_look_up_only_those_in_question(ledger: Database) -> None:
    async with ledger.read() as connection:
        [group] = await open_deliveries.reasons(connection, 1, DeliveryState.FAILED, limit=10)
        [one] = await open_deliveries.reasons(connection, 1, DeliveryState.UNCERTAIN, limit=1)
        [person] = await recipients.page(connection, 1, DeliveryState.FAILED, after=7, limit=5)
        highest = await follow_ups.highest(
            connection, 1, [DeliveryState.FAILED, DeliveryState.UNCERTAIN]
        )
        nobody = await follow_ups.highest(connection, 2, [DeliveryState.FAILED])
    assert (group.reason, group.count) == ("r", 2)
    assert (one.reason, one.count) == ("u", 1)  # no more than it was asked to look at
    assert (person.subscriber_id, person.chat_id) == (900, None)
    assert (highest, nobody) == (901, 0)


async def test_a_parent_that_is_gone_leaves_nobody_never_everybody(ledger: Database) -> None:
    async with ledger.write() as connection:
        do = connection.exec_driver_sql
        await do("INSERT INTO subscribers (id, chat_id, joined_at, changed_at) VALUES (7, 7, 1, 1)")
        await do(
            "INSERT INTO broadcasts (id, title, content, created_by, created_at)"
            " VALUES (2, '', '{}', 1, 1)"
        )
        await do(
            "INSERT INTO runs (id, broadcast_id, launched_by, launched_at, audience_upto, total,"
            ' audience) VALUES (2, 2, 1, 1, 900, 2, \'{"again": ["failed"]}\')'
        )
        assert await snapshot.freeze_chunk(connection, 2, after=0, upto=900, limit=10) == (
            900,
            True,
        )
        rows = await do("SELECT total FROM runs WHERE id = 2")
        assert rows.scalar_one() == 0

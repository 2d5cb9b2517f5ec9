"""Ways in which the ledger could go wrong at the edges of a run."""

import pytest
from sqlalchemy import select, text

from broadcast.ledger.entries import Claim, LedgerEntry
from broadcast.ledger.health import StorageWatch
from broadcast.ledger.writer import Ledger
from db.connection.database import Database
from db.ledger import claims, deliveries, migrated_chats, runs, snapshot
from db.schema import ledger as ledger_tables
from db.schema.states import (
    BROADCAST_MOVES,
    RUN_STATES,
    BroadcastState,
    DeliveryState,
    PauseReason,
    SkipReason,
)
from tests.clocks import VirtualClock
from tests.engine.ledger.test_ledger import add_people, launch


async def test_where_nobody_is_left_a_run_ends_and_does_not_pause_itself(
    database: Database,
) -> None:
    await add_people(database, 2)
    run_id = await launch(database, 2)
    async with database.write() as connection:
        await snapshot.freeze_chunk(connection, run_id, after=0, upto=2, limit=2)
        await claims.claim(connection, run_id, limit=2)
    ledger = Ledger(database, VirtualClock(), StorageWatch(), resend_uncertain=False)
    for number in (1, 2):
        claim = Claim(run_id=run_id, subscriber_id=number, chat_id=100 + number, step=0)
        ledger.append(LedgerEntry(claim=claim, state=DeliveryState.FAILED, step=0))
    assert not await ledger.pause(run_id, reason=PauseReason.FAILURES, detail="2/2")
    async with database.read() as connection:
        assert (await connection.execute(text("SELECT state FROM runs"))).scalar() == "finished"


# The one that stays is reached, or behind the end, and the other still to come; or it is itself
# still to come, and gets the row of the other, who is reached.
@pytest.mark.parametrize(("old", "new"), [(1, 8), (9, 8), (6, 2)])
async def test_a_group_that_moves_while_the_snapshot_is_written_is_in_it(
    database: Database, old: int, new: int
) -> None:
    """Only its new chat was subscribed."""
    await add_people(database, 9)
    run_id = await launch(database, 8)
    async with database.write() as connection:
        await migrated_chats.mark(connection, [old], state="unsubscribed", now=2)
        reached, _ = await snapshot.freeze_chunk(connection, run_id, after=0, upto=8, limit=3)
        assert await migrated_chats.move(connection, old=100 + old, new=100 + new, now=3)
        await snapshot.freeze_chunk(connection, run_id, after=reached, upto=8, limit=8)
        claimed, _ = await claims.claim(connection, run_id, limit=20)
    assert sorted(row.chat_id for row in claimed) == [100 + n for n in range(1, 9) if n != old]


@pytest.mark.parametrize("state", [DeliveryState.UNCERTAIN, DeliveryState.FAILED])
@pytest.mark.parametrize("order", [(1, 2), (2, 1)], ids=["old one first", "new one first"])
async def test_a_group_in_question_under_its_new_id_is_so_when_the_old_one_says_it_moved(
    database: Database, state: DeliveryState, order: tuple[int, int]
) -> None:
    """Its row went with the number of the new one, and sending again passed it over as erased."""
    old, new = order
    await add_people(database, 2)
    run_id = await launch(database, 2)
    async with database.write() as connection:
        await snapshot.freeze_chunk(connection, run_id, after=0, upto=2, limit=2)
        await claims.claim(connection, run_id, limit=2)
    ledger = Ledger(database, VirtualClock(), StorageWatch(), resend_uncertain=False)
    of = {
        number: Claim(run_id=run_id, subscriber_id=number, chat_id=100 + number, step=0)
        for number in order
    }
    ledger.append(LedgerEntry(claim=of[new], state=state, step=0, reason="why", message_ids=(7, 8)))
    await ledger.flush()
    ledger.append(
        LedgerEntry(claim=of[old], state=DeliveryState.PENDING, step=0, new_chat_id=100 + new)
    )
    await ledger.flush()
    async with database.read() as connection:
        rows = await connection.execute(
            text(
                "SELECT d.state, d.reason, s.chat_id FROM deliveries d"
                " JOIN subscribers s ON s.id = d.subscriber_id"
            )
        )
        assert rows.all() == [(state, "why", 100 + new)]
        messages = await connection.execute(text("SELECT subscriber_id FROM delivery_messages"))
        assert set(messages.scalars()) == {old}
        run = (await connection.execute(text("SELECT * FROM runs"))).one()
        assert (run.state, run.failed + run.uncertain, run.skipped) == ("finished", 1, 1)


async def test_of_a_group_that_got_it_twice_the_message_that_is_left_stays_known(
    database: Database,
) -> None:
    """It could not be taken back: known was the number of the one in the chat that it has left."""
    await add_people(database, 2)
    run_id = await launch(database, 2)
    async with database.write() as connection:
        await snapshot.freeze_chunk(connection, run_id, after=0, upto=2, limit=2)
        await claims.claim(connection, run_id, limit=2)
        sent = [
            deliveries.OutcomeRow(run_id, number, DeliveryState.SENT, 0, message_id=70 + number)
            for number in (1, 2)
        ]
        await deliveries.record(connection, sent)
        assert await migrated_chats.move(connection, old=101, new=102, now=2)
        rows = await connection.execute(
            text(
                "SELECT s.chat_id, d.message_id FROM deliveries d"
                " JOIN subscribers s ON s.id = d.subscriber_id"
            )
        )
        assert rows.all() == [(102, 72)]


async def test_a_group_that_moved_to_itself_was_deleted(database: Database) -> None:
    await add_people(database, 2)
    run_id = await launch(database, 2)
    async with database.write() as connection:
        await snapshot.freeze_chunk(connection, run_id, after=0, upto=2, limit=2)
        assert await migrated_chats.move(connection, old=101, new=101, now=2)
        claimed, _ = await claims.claim(connection, run_id, limit=2)
    assert [row.chat_id for row in claimed] == [101, 102]


async def test_whoever_chose_before_another_claim_gets_nothing_of_it(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where two may choose at once, the second finds the first one's rows claimed: SQLite has one
    writer, so its choice is made here of what stood there before."""
    await add_people(database, 4)
    run_id = await launch(database, 4)
    before = select(ledger_tables.deliveries.c.subscriber_id)
    async with database.write() as connection:
        await snapshot.freeze_chunk(connection, run_id, after=0, upto=4, limit=4)
        first, _ = await claims.claim(connection, run_id, limit=2)
        monkeypatch.setattr(claims, "pending", lambda *_: before)
        monkeypatch.setattr(snapshot, "pending", lambda *_: before)
        second, _ = await claims.claim(connection, run_id, limit=4, recalled=[1, 2])
        assert [row.subscriber_id for row in first] == [1, 2]
        assert [row.subscriber_id for row in second] == [3, 4]
        assert not await snapshot.skip_chunk(connection, run_id, SkipReason.CANCELLED, limit=4)


@pytest.mark.parametrize("old", RUN_STATES)
@pytest.mark.parametrize("new", RUN_STATES)
async def test_a_run_moves_as_the_table_says(
    database: Database, old: BroadcastState, new: BroadcastState
) -> None:
    await add_people(database, 1)
    run_id = await launch(database, 1)
    async with database.write() as connection:
        await connection.execute(text("UPDATE runs SET state = :old"), {"old": str(old)})
        moved = await runs.move(connection, run_id, new=new)
        stands = (await connection.execute(text("SELECT state FROM runs"))).scalar()
    assert moved == (new in BROADCAST_MOVES[old])
    assert stands == (new if moved else old)


async def test_what_was_said_of_a_group_under_its_new_id_stays_known(database: Database) -> None:
    """It went with the number of the new one: the group got what it had opted out of."""
    await add_people(database, 3)
    async with database.write() as connection:
        for statement in (
            "INSERT INTO tags VALUES (1, 'vip', 'vip', 1), (2, 'old', 'old', 1)",
            "INSERT INTO fields VALUES (1, 'City', 'city', 1)",
            "INSERT INTO topics (id, name, folded, position) VALUES (1, 'News', 'news', 1)",
            "INSERT INTO subscriber_tags VALUES (1, 1), (1, 2), (2, 1)",
            "INSERT INTO subscriber_fields VALUES (1, 1, 'Kyiv'), (1, 2, 'Lviv')",
            "INSERT INTO topic_opt_outs VALUES (1, 2), (1, 3)",
            "UPDATE subscribers SET language = 'uk', thread_id = 5 WHERE id = 2",
        ):
            await connection.exec_driver_sql(statement)
        assert await migrated_chats.move(connection, old=101, new=102, now=3)
        for query, expected in (
            ("SELECT tag_id, subscriber_id FROM subscriber_tags ORDER BY 1", [(1, 1), (2, 1)]),
            ("SELECT subscriber_id, value FROM subscriber_fields", [(1, "Lviv")]),
            ("SELECT subscriber_id FROM topic_opt_outs ORDER BY 1", [(1,), (3,)]),
            ("SELECT language, thread_id FROM subscribers WHERE id = 1", [("uk", 5)]),
        ):
            rows = await connection.exec_driver_sql(query)
            assert [tuple(row) for row in rows] == expected

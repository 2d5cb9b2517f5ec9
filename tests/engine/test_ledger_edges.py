"""Two ways in which the ledger went wrong at the edge of a run."""

import pytest
from sqlalchemy import text

from broadcast.ledger import Ledger
from broadcast.model import DeliveryState, PauseReason
from broadcast.notes import Claim, Note
from broadcast.storage import StorageWatch
from db import chats, deliveries, pieces
from db.engine import Database
from tests.clocks import VirtualClock
from tests.engine.test_ledger import add_people, launch


async def test_where_nobody_is_left_a_run_ends_and_does_not_pause_itself(
    database: Database,
) -> None:
    await add_people(database, 2)
    run_id = await launch(database, 2)
    async with database.write() as connection:
        await pieces.freeze_piece(connection, run_id, after=0, upto=2, limit=2)
        await deliveries.claim(connection, run_id, limit=2)
    ledger = Ledger(database, VirtualClock(), StorageWatch(), resend_uncertain=False)
    for number in (1, 2):
        claim = Claim(run_id=run_id, subscriber_id=number, chat_id=100 + number, step=0)
        ledger.note(Note(claim=claim, state=DeliveryState.FAILED, step=0))
    assert not await ledger.pause(run_id, reason=PauseReason.FAILURES, detail="2/2")
    async with database.read() as connection:
        assert (await connection.execute(text("SELECT state FROM runs"))).scalar() == "finished"


@pytest.mark.parametrize("old", [1, 9])  # it stands before the snapshot's end, or behind it
async def test_a_group_that_moves_while_the_snapshot_is_written_is_in_it(
    database: Database, old: int
) -> None:
    """Only its new chat was subscribed, and that has not been reached yet."""
    await add_people(database, 9)
    run_id = await launch(database, 8)
    async with database.write() as connection:
        await chats.mark(connection, [old], state="unsubscribed", now=2)
        reached, _ = await pieces.freeze_piece(connection, run_id, after=0, upto=8, limit=3)
        assert await chats.move(connection, old=100 + old, new=100 + 8, now=3)
        await pieces.freeze_piece(connection, run_id, after=reached, upto=8, limit=8)
        claimed, _ = await deliveries.claim(connection, run_id, limit=20)
    assert sorted(row.chat_id for row in claimed) == [100 + n for n in range(1 + (old == 1), 9)]

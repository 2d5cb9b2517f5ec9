"""The large database of the benchmarks is one that the bot could have written."""

import pytest
from sqlalchemy import text
from sqlalchemy.engine import URL

from bench.stage.ledger_size import fill
from broadcast.model.broadcast import Broadcast
from broadcast.model.content import Content
from db.broadcasts import broadcasts
from db.connection.opening import open_database
from db.connection.sqlite.database import database_file
from db.migrate import migrate
from db.schema.states import BroadcastState, DeliveryState
from tests.engine.invariants import expect_counters_equal_rows, rows_of

pytestmark = pytest.mark.sqlite_only("the size of the file")


async def test_its_broadcasts_are_whole(database_url: URL) -> None:
    await migrate(database_url)
    fill(database_file(database_url), subscribers=2_000, runs=3)
    database = await open_database(database_url)
    try:
        async with database.read() as connection:
            found, count = await broadcasts.page(connection, offset=0, limit=10)
            problems = (await connection.execute(text("PRAGMA foreign_key_check"))).all()
        assert count == 3
        assert problems == []
        for row in found:
            broadcast = Broadcast.from_row(row)
            assert broadcast.state is BroadcastState.FINISHED
            assert broadcast.figures.remaining == 0
            assert Content.load(broadcast.content).message[0].method == "sendMessage"
            await expect_counters_equal_rows(database, broadcast)
            states = list((await rows_of(database, broadcast)).values())
            assert 0.85 < states.count(DeliveryState.SENT) / 2_000 < 0.95
    finally:
        await database.close()

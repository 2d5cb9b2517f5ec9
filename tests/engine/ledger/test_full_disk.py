"""A full disk takes small changes now and then: that is no reason to begin again."""

import pytest

from broadcast.ledger.health import StorageWatch
from broadcast.ledger.writer import WRITER, Ledger
from db.connection.database import Database
from db.connection.sqlite.database import SqliteDatabase
from db.errors import DatabaseTrouble
from tests.clocks import VirtualClock

pytestmark = pytest.mark.sqlite_only("a file that may not grow")


async def test_a_commit_that_needs_no_room_proves_nothing(database: Database) -> None:
    """Sending once went on and stopped by turns, and the admins were told each time."""
    storage = StorageWatch()
    ledger = Ledger(database, VirtualClock(), storage, resend_uncertain=False)
    storage.failed(WRITER, DatabaseTrouble("database or disk is full"))
    await _room(database, pages=1)
    with pytest.raises(DatabaseTrouble, match="full"):
        await ledger.flush()
    assert storage.trouble is not None
    await _room(database, pages=1_000)
    await ledger.flush()
    assert storage.trouble is None


async def _room(database: Database, *, pages: int) -> None:
    """So many more fit; the limit is a connection's own, so it is that of both writers."""
    assert isinstance(database, SqliteDatabase)
    async with database._writer.connect() as connection:
        count = int((await connection.exec_driver_sql("PRAGMA page_count")).scalar() or 0)
        await connection.exec_driver_sql(f"PRAGMA max_page_count = {count + pages}")
    with database._thread._engine.connect() as writer:
        writer.exec_driver_sql(f"PRAGMA max_page_count = {count + pages}")

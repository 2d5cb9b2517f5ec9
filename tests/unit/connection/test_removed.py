"""The file goes at the very moment in which a connection is opened."""

import pytest
from sqlalchemy import URL

from db.connection.opening import open_database
from db.connection.sqlite.database import database_file
from db.errors import DatabaseTrouble

pytestmark = pytest.mark.sqlite_only("the file that it has open")


async def test_a_connection_makes_no_file_in_place_of_one_that_was_removed(
    database_url: URL, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever looked for it a moment before found it there."""
    database = await open_database(database_url)
    try:
        monkeypatch.setattr("db.connection.sqlite.file_identity.Standing.check", lambda _: None)
        database_file(database_url).unlink()
        with pytest.raises(DatabaseTrouble):
            async with database.read() as connection:
                await connection.exec_driver_sql("SELECT 1 FROM subscribers")
        assert not database_file(database_url).exists()
    finally:
        await database.close()

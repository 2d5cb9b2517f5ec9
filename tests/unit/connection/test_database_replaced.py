"""A database that is removed or replaced under the bot."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import URL
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection

from db.connection.database import Database
from db.connection.sqlite.database import database_file, plain_engine
from db.connection.sqlite.file_identity import Standing
from db.errors import DatabaseTrouble

pytestmark = pytest.mark.sqlite_only("the file that it has open")


async def touch(database: Database) -> None:
    async with database.write() as connection:
        await connection.execute(text("UPDATE runs SET state = state"))


async def in_thread(database: Database) -> None:
    async def work(connection: AsyncConnection) -> None:
        await connection.execute(text("UPDATE runs SET state = state"))

    await database.transact(work)


async def read(database: Database) -> None:
    async with database.read() as connection:
        await connection.execute(text("SELECT count(*) FROM runs"))
        await asyncio.sleep(0)


async def test_what_was_written_into_a_removed_file_was_never_seen_again(
    database: Database, database_url: URL, tmp_path: Path
) -> None:
    file, aside = database_file(database_url), tmp_path / "aside"
    await touch(database)
    file.rename(aside)
    for attempt in (touch, in_thread):
        with pytest.raises(DatabaseTrouble, match="was removed under the running bot"):
            await attempt(database)
    with pytest.raises(DatabaseTrouble, match="was removed"):
        await database.look()
    aside.rename(file)
    for attempt in (touch, in_thread, read):
        await attempt(database)
    await database.look()


async def test_no_empty_file_takes_its_place(database: Database, database_url: URL) -> None:
    """SQLite makes one for each new connection."""
    file = database_file(database_url)
    file.unlink()
    answers = await asyncio.gather(*(read(database) for _ in range(4)), return_exceptions=True)
    assert [one for one in answers if isinstance(one, DatabaseTrouble)]
    assert not file.exists()


async def test_none_is_made_where_it_was_removed(database_url: URL, tmp_path: Path) -> None:
    """At the very moment of connecting: whoever looked before has seen it."""
    file = tmp_path / "gone.sqlite3"
    url = database_url.set(database=str(file))
    engine = plain_engine(url, 100, Standing(file), writer=False)
    with pytest.raises(OperationalError, match="unable to open"), engine.connect():
        pass
    engine.dispose()
    assert not file.exists()


async def test_a_file_put_in_its_place_is_not_written(
    database: Database, database_url: URL, tmp_path: Path
) -> None:
    file = database_file(database_url)
    (tmp_path / "other").write_bytes(file.read_bytes())
    (tmp_path / "other").rename(file)
    for attempt in (touch, in_thread):
        with pytest.raises(DatabaseTrouble, match="was replaced under the running bot: restart"):
            await attempt(database)
    # Connections that are there read the file that was; a new one is none to it.
    answers = await asyncio.gather(*(read(database) for _ in range(4)), return_exceptions=True)
    assert [one for one in answers if isinstance(one, DatabaseTrouble)]

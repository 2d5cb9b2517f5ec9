"""Another version of Herald has been at a bot's schema, or is to bring it up to date."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from bot.fleet.duties import Duties
from bot.fleet.register import tables
from bot.fleet.register.line import Line
from bot.fleet.shift import FleetShifts
from bot.settings.settings import Settings
from bot.shifts.one_process import OneProcess
from bot.shifts.shift import Shift
from db.connection.opening import open_database
from db.connection.postgresql import ownership
from db.connection.postgresql.pool import PostgresPool
from db.errors import DatabaseTooNew, DatabaseUnavailable
from db.migrate import migrate, stored_version
from db.schema.metadata import HEAD
from tests.clocks import VirtualClock
from tests.fleet.other_nodes import NEXT, migrations_of_the_next, next_version

BOT, EPOCH = 4242, 7


@pytest.fixture
def settings(postgresql_url: URL, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    server = postgresql_url.difference_update_query(["schema"])
    return Settings(
        _env_file=None, bot_token=f"{BOT}:abc", data_dir=tmp_path, database_url=str(server)
    )


@pytest.fixture
def duties() -> Duties:
    return Duties("one")


@pytest.fixture
async def fleets(postgresql_url: URL, duties: Duties) -> AsyncIterator[FleetShifts]:
    duties.begin(EPOCH, BOT, 0.0)
    pool = PostgresPool(postgresql_url)
    yield FleetShifts(pool, duties, VirtualClock(), node="one", address=None)
    await pool.close()


@pytest.fixture
async def alone() -> AsyncIterator[OneProcess]:
    async with OneProcess(VirtualClock()) as opened:
        yield opened


@pytest.fixture
def updated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> partial[None]:
    """From its call on this is the next version, whose migration wants the bot to be taken."""
    return partial(next_version, migrations_of_the_next(tmp_path), monkeypatch.setattr)


@pytest.mark.parametrize("several", [True, False])
async def test_a_bot_is_taken_over_before_its_tables_are_changed(
    several: bool,
    settings: Settings,
    fleets: FleetShifts,
    alone: OneProcess,
    updated: partial[None],
    postgresql_url: URL,
) -> None:
    """What an older Herald, which stood still, writes at last does not come into tables that it
    does not know."""
    await migrate(postgresql_url)
    updated()
    begun: AbstractAsyncContextManager[Shift]
    begun = fleets.begin(settings) if several else alone.begin(settings)
    async with begun:
        assert stored_version(postgresql_url) == NEXT


async def test_a_node_that_is_too_old_takes_nothing(
    settings: Settings, fleets: FleetShifts, duties: Duties, postgresql_url: URL
) -> None:
    await migrate(postgresql_url)
    await stand_at(postgresql_url, NEXT)
    with pytest.raises(DatabaseTooNew, match=f"version {NEXT}, this Herald knows up to {HEAD}"):
        async with fleets.begin(settings):
            pass
    duty = duties.of_bot(BOT)
    assert duty is not None
    assert duty.too_old
    database = await open_database(postgresql_url)
    async with database.read() as connection:
        assert (await ownership.read(connection)).epoch == 0
    await database.close()


async def test_a_command_leaves_the_tables_of_a_bot_alone_that_an_older_one_serves(
    settings: Settings, alone: OneProcess, updated: partial[None], postgresql_url: URL
) -> None:
    async with alone.begin(settings):
        updated()
        with pytest.raises(DatabaseUnavailable, match="serves the bot with an older version"):
            await migrate(postgresql_url)
        assert stored_version(postgresql_url) == HEAD


async def stand_at(url: URL, version: str) -> None:
    line = Line(url, patience=60)
    async with line.connection() as connection:
        await connection.execute(
            f"UPDATE {url.query['schema']}.alembic_version SET version_num = '{version}'".encode()
        )
    await line.close()


async def test_what_nodes_share_is_changed_once_and_then_refused_by_older_ones(
    postgresql_url: URL, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = Line(postgresql_url, patience=60)
    async with line.connection() as connection:
        await tables.make(connection)
        with monkeypatch.context() as newer:
            newer.setattr(tables, "CHANGES", [*tables.CHANGES, "CREATE TABLE more (id bigint)"])
            await tables.make(connection)
            await tables.make(connection)
            await tables.refuse_newer(connection)
        for refusing in (tables.make, tables.refuse_newer):
            with pytest.raises(DatabaseTooNew, match=r"at version nodes 2, .* up to nodes 1"):
                await refusing(connection)
    await line.close()

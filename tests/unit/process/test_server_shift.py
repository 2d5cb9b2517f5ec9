"""One process serves a bot whose database is a schema of a server."""

import asyncio
import os
import platform
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import URL

from bot.demo.postgresql.server import Server
from bot.settings.settings import Settings
from bot.shifts.advisory import ServerShift, may_live
from bot.shifts.one_process import OneProcess
from broadcast.doors.reporting import exports
from db.connection.database import Database
from db.connection.opening import open_database
from db.connection.postgresql import ownership
from db.connection.postgresql.ownership import Owner
from db.connection.postgresql.session_lock import SessionLock
from db.errors import AlreadyServed, DatabaseTrouble, LeaseLost
from tests.clocks import VirtualClock
from tests.postgresql.cluster import Cluster

END_SESSIONS = """
    SELECT pg_terminate_backend(pid, 10000) FROM pg_locks WHERE locktype = 'advisory'
    AND database = (SELECT oid FROM pg_database WHERE datname = %s)
"""
BEATS = 3  # the first one may meet the connection that was cut
GONE = 2**22  # beyond the highest number of a process (proc(5): pid_max)


@pytest.fixture
def settings(postgresql_url: URL, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    server = postgresql_url.difference_update_query(["schema"])
    return Settings(
        _env_file=None, bot_token="4242:abc", data_dir=tmp_path, database_url=str(server)
    )


@pytest.fixture
async def shifts() -> AsyncIterator[OneProcess]:
    """Its clock stands still: nobody looks at the lock but the test."""
    async with OneProcess(VirtualClock()) as opened:
        yield opened


async def owner_of(url: URL) -> Owner:
    beside = await open_database(url)
    async with beside.read() as connection:
        found = await ownership.read(connection)
    await beside.close()
    return found


async def test_the_schema_of_a_bot_has_its_number(settings: Settings, postgresql_url: URL) -> None:
    assert settings.database_url == str(postgresql_url)  # bot_4242


async def test_it_makes_the_tables_and_serves_alone(
    settings: Settings, postgresql_url: URL, shifts: OneProcess
) -> None:
    async with shifts.begin(settings) as shift:
        assert shift.lease.valid()
        async with shift.database.write() as connection:
            people = await connection.execute(text("SELECT count(*) FROM subscribers"))
            assert people.scalar() == 0
        mine = await owner_of(postgresql_url)
        assert (mine.epoch, mine.node) == (1, f"{platform.node()} pid {os.getpid()}")
        with pytest.raises(AlreadyServed, match="already serves bot_4242"):
            async with shifts.begin(settings):
                pass
    assert (await owner_of(postgresql_url)).node is None
    async with shifts.begin(settings):
        assert (await owner_of(postgresql_url)).epoch == 2


async def test_a_lock_whose_connection_broke_is_taken_again(
    cluster: Cluster, settings: Settings, postgresql_url: URL, shifts: OneProcess
) -> None:
    async with shifts.begin(settings) as shift:
        assert isinstance(shift, ServerShift)
        with cluster.server.connect() as connection:
            connection.execute(END_SESSIONS, (postgresql_url.database,))
        await shift.beat()
        assert shift.lease.valid()
        with pytest.raises(AlreadyServed):
            await SessionLock(postgresql_url).acquire()
        async with shift.database.write():
            pass


async def test_who_comes_while_it_is_broken_has_the_bot(
    cluster: Cluster, settings: Settings, postgresql_url: URL, shifts: OneProcess
) -> None:
    async with AsyncExitStack() as stack:
        shift = await stack.enter_async_context(shifts.begin(settings))
        assert isinstance(shift, ServerShift)
        with cluster.server.connect() as connection:
            connection.execute(END_SESSIONS, (postgresql_url.database,))
        async with SessionLock(postgresql_url):
            beside = await open_database(postgresql_url)
            async with beside.write() as writing:
                await ownership.take(writing, node="other", now=1)
            await shift.beat()
            assert not shift.lease.valid()
            assert "bot_4242" in await shift.lost()
            with pytest.raises(LeaseLost):
                async with shift.database.write():
                    pass
            await beside.close()
        await shift.beat()  # the lock is free now, the bot is not
        assert not shift.lease.valid()
    assert (await owner_of(postgresql_url)).node == "other"  # it is not ours to leave


@pytest.mark.parametrize("promoted", [False, True])
async def test_after_a_failover_nothing_goes_on_by_itself(
    own_server: Server, settings: Settings, shifts: OneProcess, promoted: bool
) -> None:
    """A standby may lack the last claims: who had got it would be claimed again."""
    with own_server.connect() as connection:
        connection.execute(f"CREATE DATABASE {'promoted' if promoted else 'restarted'}")
    url = own_server.url("promoted" if promoted else "restarted", schema="bot_4242")
    settings = settings.model_copy(
        update={"database_url": url.render_as_string(hide_password=False)}
    )
    async with shifts.begin(settings) as shift:
        assert isinstance(shift, ServerShift)
        own_server.end()
        if promoted:
            (own_server.folder / "data" / "standby.signal").touch()
        own_server.start()
        if promoted:
            with own_server.connect() as connection:
                connection.execute("SELECT pg_promote()")
        written = await until_reached(shift.database)
        for _ in range(BEATS):
            await shift.beat()
        assert written is shift.lease.valid() is not promoted
        if promoted:
            assert "another server" in await shift.lost()


async def until_reached(database: Database) -> bool:
    """Whether it lets us write."""
    while True:
        try:
            async with database.write():
                return True
        except LeaseLost:
            return False
        except DatabaseTrouble:
            await asyncio.sleep(0)  # a connection that was cut; the next is a new one


@pytest.mark.parametrize(
    ("node", "lives"),
    [
        (None, False),
        ("elsewhere pid 1", True),
        ("a name of another form", True),
        ("here pid ours", True),
        ("here pid 1", True),
        ("here pid gone", False),
    ],
)
def test_who_may_still_be_sending(node: str | None, lives: bool) -> None:
    if node is not None:
        node = node.replace("here", platform.node())
        node = node.replace("ours", str(os.getpid())).replace("gone", str(GONE))
    assert may_live(Owner(epoch=3, node=node, address=None, since=1)) is lives


async def test_what_a_dead_process_was_making_is_deleted(
    settings: Settings, postgresql_url: URL, shifts: OneProcess
) -> None:
    left = exports.folder_of(postgresql_url)
    left.mkdir(parents=True)
    (left / "recipients.csv").write_text("1000001")
    async with shifts.begin(settings):
        assert not left.exists()

"""One bot, one process, and a PostgreSQL server in place of the file."""

import signal
from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from botapi_sandbox.control import Control
from db.connection.opening import open_database
from db.connection.postgresql import ownership
from tests.e2e.processes import PATIENCE, started

ANN, BOB = 7001, 7002


@pytest.fixture(autouse=True)
async def people(control: Control) -> None:
    await control.add_user(ANN, first_name="Ann")
    await control.add_user(BOB, first_name="Bob")


async def owner_of(url: URL) -> ownership.Owner:
    beside = await open_database(url)
    async with beside.read() as connection:
        found = await ownership.read(connection)
    await beside.close()
    return found


async def test_it_serves_alone_survives_a_kill_and_leaves_in_order(
    sandbox_url: str, control: Control, postgresql_url: URL, tmp_path: Path
) -> None:
    server = str(postgresql_url.difference_update_query(["schema"]))
    async with started(tmp_path, sandbox_url, "run", DATABASE_URL=server) as first:
        await first.says("is ready")
        await control.say(ANN, "/start")
        await control.wait_for(ANN, "Ann", timeout=PATIENCE)
        async with started(tmp_path, sandbox_url, "run", DATABASE_URL=server) as second:
            assert await second.code() == 1
            assert "another Herald already serves bot_4242" in second.said
            assert "Traceback" not in second.said
        first.process.kill()
        await first.code()
    assert (await owner_of(postgresql_url)).node is not None
    async with started(tmp_path, sandbox_url, "run", DATABASE_URL=server) as third:
        await third.says("is ready")
        assert "did not leave in order" not in third.said  # its process is known to be dead
        await control.say(BOB, "/start")
        await control.wait_for(BOB, "Bob", timeout=PATIENCE)
        third.process.send_signal(signal.SIGTERM)
        assert await third.code() == 0
    last = await owner_of(postgresql_url)
    assert (last.epoch, last.node) == (2, None)

"""A server that goes away, and comes back: sending stops, the admin hears it, it goes on by itself,
and nobody is lost, or gets it twice."""

from collections.abc import AsyncIterator

import pytest

from bot.demo.postgresql.server import Server
from botapi_sandbox.control import Control
from db.connection.database import Database
from tests.engine.conftest import Bench, working
from tests.engine.ledger.outage import Outage, opened_anew

pytestmark = pytest.mark.xdist_group("a server that goes away")


@pytest.fixture
async def database(own_server: Server) -> AsyncIterator[Database]:
    async with opened_anew(own_server) as ready:
        yield ready


@pytest.fixture
async def bench(sandbox_url: str, database: Database, control: Control) -> AsyncIterator[Bench]:
    async with working(sandbox_url, database, control) as ready:
        yield ready


async def test_a_server_that_is_killed_and_started_again(bench: Bench, own_server: Server) -> None:
    outage = Outage(bench)
    await outage.begun()
    own_server.kill()
    await outage.expect_it_stops()
    own_server.start()
    await outage.expect_it_went_on()
    first, then, *_ = outage.told
    assert first is not None
    assert then is outage.told[-1] is None


async def test_all_its_connections_are_cut_again_and_again(
    bench: Bench, own_server: Server
) -> None:
    outage = Outage(bench)
    await outage.begun()
    with own_server.connect() as operator:
        for sent in range(40, 130, 20):
            await outage.until_sent(sent)
            operator.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE application_name = 'herald'"
            )
    await outage.expect_it_went_on()

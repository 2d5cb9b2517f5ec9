"""A server that is there and takes no writes: sending stops, the admin hears why, it goes on by
itself, and nobody is lost, or gets it twice."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest

from bot.demo.postgresql.server import Server
from botapi_sandbox.control import Control
from db.connection.database import Database
from db.connection.opening import open_database
from db.errors import DatabaseUnavailable, StorageFault
from tests.engine.conftest import Bench, working
from tests.engine.ledger.outage import Outage, opened_anew
from tests.postgresql.cluster import SCHEMA

pytestmark = pytest.mark.xdist_group("a server that refuses")

SHORT_MS = 50  # so soon patience is lost: what is locked here is so for a moment only

# Of a server, and in it the bot's database.
InTheWay = Callable[[Server, str], AbstractContextManager[None]]


@pytest.fixture
async def database(own_server: Server) -> AsyncIterator[Database]:
    async with opened_anew(own_server, busy_timeout_ms=SHORT_MS) as ready:
        yield ready


@pytest.fixture
async def bench(sandbox_url: str, database: Database, control: Control) -> AsyncIterator[Bench]:
    async with working(sandbox_url, database, control) as ready:
        yield ready


@contextmanager
def all_of_it(server: Server, _: str) -> Iterator[None]:
    """An operator's, or a provider's hand in the configuration: connections that are there obey."""
    with server.connect() as operator:
        for setting in ("on", "off"):
            operator.execute("SET default_transaction_read_only = off")
            operator.execute(f"ALTER SYSTEM SET default_transaction_read_only = {setting}")
            operator.execute("SELECT pg_reload_conf()")
            if setting == "on":
                yield


@contextmanager
def the_database(server: Server, name: str) -> Iterator[None]:
    """Connections keep what they began with, in either state."""
    with server.connect() as operator:
        operator.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
        operator.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name = 'herald'"
        )
        yield
        operator.execute(f"ALTER DATABASE {name} RESET default_transaction_read_only")


@contextmanager
def a_standby(server: Server, _: str) -> Iterator[None]:
    """Until it is promoted, with all that it had."""
    server.end()
    (server.folder / "data" / "standby.signal").touch()
    server.start()
    yield
    with server.connect() as operator:
        operator.execute("SELECT pg_promote()")


@contextmanager
def locked_tables(server: Server, name: str) -> Iterator[None]:
    """As VACUUM FULL locks them."""
    with server.connect(name) as operator, operator.transaction():
        operator.execute(f"LOCK TABLE {SCHEMA}.deliveries")
        yield


@pytest.mark.parametrize(
    ("in_the_way", "fault"),
    [
        (all_of_it, StorageFault.READ_ONLY),
        (the_database, StorageFault.OTHER),  # what is met first: connections are cut
        (a_standby, StorageFault.OTHER),
        (locked_tables, StorageFault.LOCKED),
    ],
)
async def test_a_server_that_takes_no_writes_for_a_while(
    bench: Bench, own_server: Server, in_the_way: InTheWay, fault: StorageFault
) -> None:
    outage = Outage(bench)
    await outage.begun()
    with in_the_way(own_server, str(bench.database.url.database)):
        await outage.expect_it_stops()
    await outage.expect_it_went_on()
    assert outage.told[0] is fault
    assert outage.told[-1] is None


async def test_nobody_reads_from_a_standby(database: Database, own_server: Server) -> None:
    """Its name may lead elsewhere by now: a reader would stay, and see what is long past."""
    with (
        a_standby(own_server, ""),
        pytest.raises(DatabaseUnavailable, match="standby"),
    ):
        await open_database(database.url)

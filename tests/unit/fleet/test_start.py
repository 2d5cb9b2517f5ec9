"""On which servers no node starts, and why one ends: each in one line."""

import asyncio
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import URL

from bot.demo.postgresql import server as servers
from bot.errors import StartRefused
from bot.fleet import running
from bot.fleet.running import run_node, running_node
from bot.settings.settings import Settings
from db.errors import DatabaseTooNew, DatabaseUnavailable
from runtime.clock import SystemClock
from runtime.wake import Wake
from tests.postgresql.cluster import Cluster

PASSWORD = "hunter2-in-no-line"


def settings_of(url: URL, folder: Path) -> Settings:
    server = url.difference_update_query(["schema"]).render_as_string(hide_password=False)
    return Settings(_env_file=None, bot_tokens_file=folder / "tokens", database_url=server)


async def refused(url: URL, folder: Path) -> str:
    """What a node says that cannot start there."""
    with pytest.raises(DatabaseUnavailable) as error:
        async with running_node(
            settings_of(url, folder), {}, Wake(SystemClock()), lambda _secrets: None
        ):
            pass
    assert PASSWORD not in str(error.value)
    assert "\n" not in str(error.value)
    return str(error.value)


async def test_who_may_make_no_schema_is_told_what_an_administrator_can_do(
    cluster: Cluster, postgresql_url: URL, tmp_path: Path
) -> None:
    name = f"guest_{uuid.uuid4().hex[:8]}"
    with cluster.server.connect() as connection:
        connection.execute(f"CREATE ROLE {name} LOGIN")
        said = await refused(postgresql_url.set(username=name, password=PASSWORD), tmp_path)
        connection.execute(f"DROP ROLE {name}")
    assert f"GRANT CREATE ON DATABASE {postgresql_url.database} TO {name}" in said


async def test_a_name_that_is_wrong_and_a_server_that_is_too_old(
    postgresql_url: URL, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "does not exist" in await refused(postgresql_url.set(database="nobody"), tmp_path)
    monkeypatch.setattr("db.connection.postgresql.server.OLDEST", 99)
    said = await refused(postgresql_url, tmp_path)
    assert "this is PostgreSQL" in said
    assert said.endswith("and Herald needs 99 or newer")


async def test_a_standby_is_refused(cluster: Cluster, tmp_path: Path) -> None:
    folder = cluster.server.folder.with_name(f"herald-standby-{uuid.uuid4().hex[:6]}")
    alone = servers.Server.make(folder, cluster.server.programs)
    alone.end()
    (folder / "data" / "standby.signal").touch()
    alone.start()
    assert "is a standby" in await refused(alone.url(), tmp_path)
    alone.close()


@pytest.mark.parametrize(
    "why", [StartRefused("another node is called one"), DatabaseTooNew("nodes 2", "nodes 1")]
)
def test_a_node_that_has_to_end_says_why_in_one_line(
    why: StartRefused | DatabaseTooNew, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was a trace of two errors in each other once."""

    @asynccontextmanager
    async def ends(*_: Any) -> AsyncIterator[asyncio.Future[Any]]:
        over: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        over.set_result(why)
        yield over

    monkeypatch.setattr(running, "running_node", ends)
    settings = settings_of(URL.create("postgresql+psycopg", database="herald"), tmp_path)
    with pytest.raises(type(why)) as raised:
        run_node(settings, {}, lambda _secrets: None)
    assert raised.value is why

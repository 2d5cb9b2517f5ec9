"""The tests' PostgreSQL: a database for each, and nothing of it stays behind."""

import os
import signal
import subprocess
import sys
import time
import uuid
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.engine import URL

from bot.demo.postgresql.programs import HOW_TO_GET_THEM, find_programs
from bot.demo.postgresql.server import Server
from tests.postgresql.cluster import Cluster

ROOT = Path(__file__).parents[3]
HOLD = """
import sys, time
from pathlib import Path
from bot.demo.postgresql.programs import find_programs
from bot.demo.postgresql.server import Server

server = Server.make(Path(sys.argv[1]), find_programs())
print((Path(sys.argv[1]) / "data" / "postmaster.pid").read_text().split()[0], flush=True)
time.sleep(60)
"""


@pytest.fixture
def place(cluster: Cluster) -> Path:
    """Of a second server: a socket's path must be short."""
    return cluster.server.folder.with_name(f"{cluster.server.folder.name}-{uuid.uuid4().hex[:6]}")


def test_each_database_has_the_tables_in_a_schema_of_its_own(
    cluster: Cluster, postgresql_url: URL
) -> None:
    cluster.fill(postgresql_url)
    with cluster.server.connect(str(postgresql_url.database)) as connection:
        schema = postgresql_url.query["schema"]
        connection.execute(f"INSERT INTO {schema}.admins VALUES (1, 'owner', 1)")
    other = cluster.new_database()
    cluster.fill(other)
    with cluster.server.connect(str(other.database)) as connection:
        found = connection.execute(f"SELECT count(*) FROM {other.query['schema']}.admins")
        assert found.fetchone() == (0,)
    cluster.drop(other)


def test_a_server_that_is_killed_comes_back_with_what_was_committed(place: Path) -> None:
    programs = find_programs()
    assert programs is not None
    server = Server.make(place, programs)
    with server.connect() as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS one")
        server.kill()
        with pytest.raises(psycopg.OperationalError):
            connection.execute("SELECT 1")
    with pytest.raises(psycopg.OperationalError):
        server.connect()
    server.start()
    with server.connect() as connection:
        assert connection.execute("SELECT one FROM kept").fetchone() == (1,)
    server.close()


def test_no_server_outlives_a_runner_that_is_killed(place: Path) -> None:
    runner = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(place)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert runner.stdout is not None
    with runner, runner.stdout:
        server = int(runner.stdout.readline())
        runner.send_signal(signal.SIGKILL)
    until = time.monotonic() + 20
    while place.exists() and time.monotonic() < until:
        time.sleep(0.02)
    assert not place.exists()
    with pytest.raises(ProcessLookupError):
        os.kill(server, 0)


def test_where_there_is_no_server_one_line_says_so(tmp_path: Path) -> None:
    """A program of its own: here there is one."""
    program = (
        "from bot.demo.postgresql import programs;"
        "from tests.postgresql import plugin;"
        "programs._folders = lambda: set();"
        "print(plugin.find_programs()); plugin.ON_POSTGRESQL = True; plugin.pytest_configure()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout == "None\n"
    assert done.stderr.splitlines()[-1].endswith(f"DATABASE=postgresql: {HOW_TO_GET_THEM}")

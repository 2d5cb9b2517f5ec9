"""A server that follows another one asynchronously, until it is left behind or promoted."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from psycopg import Connection
from sqlalchemy.engine import URL

from bot.demo.postgresql.programs import as_whom
from bot.demo.postgresql.server import USER, Server

PATIENCE = 30.0  # seconds until it has done what it was told


def follow(primary: Server, folder: Path) -> Server:
    """A standby of it, which answers questions."""
    standby = Server(folder, primary.programs)
    standby.make_folders()
    source = ("-h", str(primary.folder / "socket"), "-p", str(primary.port), "-U", USER)
    program = primary.programs.path("pg_basebackup")
    target = ("-D", str(folder / "data"), "--write-recovery-conf", "--checkpoint=fast", "--no-sync")
    subprocess.run(
        [program, *source, *target], cwd="/", check=True, capture_output=True, **as_whom()
    )
    standby.start()
    return standby


def leave_behind(standby: Server) -> None:
    """From now on it gets nothing more."""
    with standby.connect() as connection:
        connection.execute("ALTER SYSTEM SET primary_conninfo = ''")
        connection.execute("SELECT pg_reload_conf()")
        _until(connection, "SELECT count(*) = 0 FROM pg_stat_wal_receiver")


def promote(standby: Server) -> None:
    with standby.connect() as connection:
        connection.execute("SELECT pg_promote()")
        _until(connection, "SELECT NOT pg_is_in_recovery()")


def become_standby(server: Server) -> None:
    """One that was ended comes back, and takes no writes any more."""
    (server.folder / "data" / "standby.signal").touch()
    server.start()


def either(*servers: Server) -> URL:
    """Whichever of them may be written."""
    hosts = ",".join(str(one.folder / "socket") for one in servers)
    ports = ",".join(str(one.port) for one in servers)
    return servers[0].url().update_query_dict({"host": hosts, "port": ports})


@contextmanager
def standing_still(server: Server) -> Iterator[None]:
    """All its processes: connections stay, and what is sent to them is taken."""
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text("ascii").split()
    family = [server.pid, *map(int, children)]
    for pid in family:
        _signal(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in family:
            _signal(pid, signal.SIGCONT)


def _signal(pid: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, number)


def _until(connection: Connection, is_so: str) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        [row] = connection.execute(is_so.encode()).fetchall()
        if row[0]:
            return
        assert time.monotonic() < until, is_so
        time.sleep(0.02)

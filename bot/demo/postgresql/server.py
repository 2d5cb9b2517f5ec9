"""A PostgreSQL server in a folder of its own: on a Unix socket there, and on a loopback port."""

import fcntl
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Self, TextIO

import psycopg
from sqlalchemy.engine import URL

from bot.demo.postgresql.programs import Programs, as_whom

GUARD = Path(__file__).with_name("guard.py")
USER = "herald"
PATIENCE = 30.0  # seconds until it answers
# What it writes is worth nothing once it has ended.
CARELESS = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "max_connections": "300",
    "shared_buffers": "64MB",
    "autovacuum": "off",  # it would look through hundreds of small databases
    "log_min_messages": "fatal",
}


class Server:
    """Ends, and is removed, when the last process that has opened it has ended."""

    def __init__(
        self, folder: Path, programs: Programs, settings: Mapping[str, str] | None = None
    ) -> None:
        """`settings` beside those above; CARELESS are settings, too."""
        self.folder = folder
        self.programs = programs
        self.settings = SETTINGS | dict(settings or {})
        self.port = 0
        self._users = _join(folder)

    @classmethod
    def make(
        cls, folder: Path, programs: Programs, settings: Mapping[str, str] | None = None
    ) -> Self:
        """A new one, which answers."""
        server = cls(folder, programs, settings)
        server.initialise()
        server.start()
        return server

    def make_folders(self) -> None:
        """Empty ones, of whom the server runs as."""
        whom = as_whom()
        for part in ("data", "socket"):
            (self.folder / part).mkdir(mode=0o700)
            if whom:
                shutil.chown(self.folder / part, whom["user"], whom["group"])
        (self.folder / "socket").chmod(0o755)

    def initialise(self) -> None:
        self.make_folders()
        options = ["--auth=trust", f"--username={USER}", "--encoding=UTF8", "--locale=C.UTF-8"]
        command = [self.programs.path("initdb"), *options, "--no-sync", "-D", self._data]
        done = subprocess.run(
            command, cwd="/", capture_output=True, text=True, check=False, **as_whom()
        )
        if done.returncode:
            raise RuntimeError(f"initdb failed: {done.stderr}")

    def start(self) -> None:
        """On the port that it had, or any. Raises RuntimeError with its last words."""
        until = time.monotonic() + PATIENCE
        while not self._try(until):
            if time.monotonic() > until:
                raise RuntimeError(f"PostgreSQL did not start: {self._log.read_text()[-2000:]}")

    def end(self) -> None:
        """In order: what is under way is rolled back."""
        self._signal(signal.SIGINT)

    def kill(self) -> None:
        """As a power cut would: the next start goes through its log."""
        self._signal(signal.SIGKILL)

    def close(self) -> None:
        """Nobody here needs it any more."""
        self._users.close()

    def url(self, database: str = "postgres", *, schema: str | None = None) -> URL:
        """Over the Unix socket."""
        query = {"host": str(self.folder / "socket"), "port": str(self.port)}
        if schema is not None:
            query["schema"] = schema
        return URL.create("postgresql+psycopg", USER, database=database, query=query)

    def connect(self, database: str = "postgres") -> psycopg.Connection:
        """For a few statements of a test, each committed by itself."""
        return psycopg.connect(
            host=str(self.folder / "socket"),
            port=self.port,
            user=USER,
            dbname=database,
            autocommit=True,
        )

    def runs(self) -> bool:
        return self._pid() is not None

    @property
    def pid(self) -> int:
        """Of the process whose children serve connections. Raises RuntimeError when it is not
        there."""
        if (pid := self._pid()) is None:
            raise RuntimeError("PostgreSQL does not run")
        return pid

    @property
    def _data(self) -> str:
        return str(self.folder / "data")

    @property
    def _log(self) -> Path:
        return self.folder / "log"

    def _try(self, until: float) -> bool:
        """Whether it answers; not so when its port was taken meanwhile, or when the one before has
        not quite ended."""
        self.port = self.port or _free_port()
        command = [self.programs.path("postgres"), "-D", self._data, "-p", str(self.port)]
        for name, value in {
            **self.settings,
            "unix_socket_directories": str(self.folder / "socket"),
        }.items():
            command += ["-c", f"{name}={value}"]
        guard = [sys.executable, "-S", str(GUARD), str(self.folder), json.dumps(as_whom())]
        with self._log.open("a") as log:
            subprocess.run(
                [*guard, *command], stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=True
            )
        began = time.monotonic()
        while time.monotonic() < until:
            with suppress(psycopg.OperationalError), self.connect():
                return True
            if time.monotonic() > began + 1 and self._pid() is None:
                return False
            time.sleep(0.02)
        return False

    def _pid(self) -> int | None:
        with suppress(OSError, IndexError, ValueError):
            pid = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
            os.kill(pid, 0)
            return pid
        return None

    def _signal(self, number: signal.Signals) -> None:
        pid = self._pid()
        if pid is None:
            return
        os.kill(pid, number)
        until = time.monotonic() + PATIENCE
        while self._pid() == pid and time.monotonic() < until:
            time.sleep(0.01)


def _join(folder: Path) -> TextIO:
    """Open as long as the server is needed (guard.py)."""
    while True:
        folder.mkdir(mode=0o755, exist_ok=True)
        users = (folder / "users").open("a")
        fcntl.flock(users, fcntl.LOCK_SH)
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(users.fileno()), (folder / "users").stat()):
                return users
        users.close()  # a guard was just taking it all away


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])

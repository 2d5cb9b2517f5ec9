"""The processes that are measured: started, listened to through their logs, ended for sure."""

import asyncio
import os
import re
import signal
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from bench.part import BenchFailed
from bot.settings import Settings

ROOT = Path(__file__).parents[1]
LOOK_EVERY = 0.01  # seconds between two looks into a log
START_WITHIN = 60.0  # seconds; importing the libraries takes some on a small machine
END_WITHIN = 15.0  # seconds from SIGTERM to SIGKILL
LAST_LINES = 12  # of the log, shown when a child fails


class Child:
    """One python process of ours."""

    def __init__(self, name: str, process: asyncio.subprocess.Process, log: Path) -> None:
        self.name = name
        self._process = process
        self._log = log

    @property
    def pid(self) -> int:
        return self._process.pid

    def text(self) -> str:
        """All it has said."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    async def line(self, pattern: str, *, within: float = START_WITHIN) -> str:
        """The first group of the pattern, once it stands in the log; raises BenchFailed."""
        try:
            async with asyncio.timeout(within):
                while not (found := re.search(pattern, self.text())):
                    if self._process.returncode is not None:
                        raise BenchFailed(f"{self.name} ended by itself:\n{self._tail()}")
                    await asyncio.sleep(LOOK_EVERY)
        except TimeoutError:
            raise BenchFailed(f"{self.name} was not ready in time:\n{self._tail()}") from None
        return found.group(1)

    async def result(self) -> str:
        """All it said, once it has ended well by itself; raises BenchFailed."""
        if await self._process.wait() != 0:
            raise BenchFailed(f"{self.name} failed:\n{self._tail()}")
        return self.text()

    async def kill(self) -> None:
        """SIGKILL."""
        if self._process.returncode is None:
            self._process.kill()
        await self._process.wait()

    async def end(self) -> int:
        """Ask it to end (SIGTERM), and kill it when it takes too long; gives the exit code."""
        if self._process.returncode is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                await asyncio.wait_for(self._process.wait(), END_WITHIN)
            finally:
                await self.kill()
        return self._process.returncode or 0

    def _tail(self) -> str:
        return "\n".join(self.text().splitlines()[-LAST_LINES:])


async def spawn(
    name: str,
    *arguments: str,
    folder: Path,
    settings: Mapping[str, str] | None = None,
) -> Child:
    """`python <arguments>` in `folder`, away from any .env, with these settings alone.

    Whoever starts it ends it. A later child of the same name writes to a log of its own.
    """
    number, path = tempfile.mkstemp(prefix=f"{name}-", suffix=".log", dir=folder)
    with os.fdopen(number, "wb") as output:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *arguments,
            cwd=folder,
            env=_environment() | dict(settings or {}),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,  # Ctrl-C at the terminal reaches the benchmark only
        )
    return Child(name, process, Path(path))


def _environment() -> dict[str, str]:
    """Ours without any setting of Herald: a benchmark must never touch a real bot."""
    known = {name.upper() for name in Settings.model_fields}
    clean = {name: value for name, value in os.environ.items() if name.upper() not in known}
    return clean | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}

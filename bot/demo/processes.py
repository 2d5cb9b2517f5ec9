"""The demo's child processes: started, listened to through their log files, ended for sure."""

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from bot.demo.errors import DemoFailed
from bot.settings import Settings

ROOT = Path(__file__).parents[2]
LOOK_EVERY = 0.05  # seconds between two looks into a log
START_WITHIN = 45.0  # seconds; importing the libraries takes some on a small machine
END_WITHIN = 12.0  # seconds from SIGTERM to SIGKILL
LAST_LINES = 12  # of the log, shown when a child fails


class Child:
    """One python process of ours; all it says goes to `log`."""

    def __init__(self, name: str, process: asyncio.subprocess.Process, log: Path) -> None:
        self.name = name
        self._process = process
        self._log = log

    async def line(self, pattern: str, *, within: float = START_WITHIN) -> str:
        """The first group of the pattern, once it stands in the log; raises DemoFailed."""
        try:
            async with asyncio.timeout(within):
                while not (found := re.search(pattern, self._text())):
                    self.check()
                    await asyncio.sleep(LOOK_EVERY)
        except TimeoutError:
            raise DemoFailed(f"{self.name} was not ready in {within:.0f} s", self.tail()) from None
        return found.group(1)

    def check(self) -> None:
        """Raises DemoFailed when it has ended by itself."""
        code = self._process.returncode
        if code is not None:
            raise DemoFailed(f"{self.name} ended by itself (exit code {code})", self.tail())

    def tail(self) -> str:
        """The last it said."""
        return "\n".join(self._text().splitlines()[-LAST_LINES:])

    async def end(self) -> None:
        """Ask it to end; a second interruption, or too long a wait, and it is killed."""
        if self._process.returncode is not None:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(self._process.wait(), END_WITHIN)
        except TimeoutError:
            pass
        finally:
            if self._process.returncode is None:
                self._process.kill()

    def _text(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace")


@asynccontextmanager
async def started(
    name: str, *arguments: str, folder: Path, settings: Mapping[str, str] | None = None
) -> AsyncIterator[Child]:
    """`python -m <arguments>` in `folder`, away from any .env, with these settings alone.

    It has a process group of its own, so that Ctrl-C at the terminal reaches the demo only.
    """
    log = folder / f"{arguments[0]}.log"
    with log.open("wb") as output:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            *arguments,
            cwd=folder,
            env=_environment() | dict(settings or {}),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    child = Child(name, process, log)
    try:
        yield child
    finally:
        await child.end()


def _environment() -> dict[str, str]:
    """Ours without any setting of Herald: the demo must never touch a real bot."""
    known = {name.upper() for name in Settings.model_fields}
    clean = {name: value for name, value in os.environ.items() if name.upper() not in known}
    return clean | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}

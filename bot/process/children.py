"""Python processes of ours, for the demo and benchmarks: started, listened to, ended for sure."""

import asyncio
import os
import re
import signal
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from bot.settings.settings import Settings

ROOT = Path(__file__).parents[2]
LOOK_EVERY = 0.01  # seconds between two looks into a log
START_WITHIN = 60.0  # seconds; importing the libraries takes some on a small machine
# Seconds from SIGTERM to SIGKILL: more than the 12 that a sandbox gives the bot it keeps.
END_WITHIN = 16.0
HURRY_WITHIN = 3.0  # the same for whoever asks a second time
LAST_LINES = 12  # of the log, shown when a child fails

Failure = Callable[[str, str], Exception]
"""Makes the error to raise from what happened and the last that the child said"""


class Child:
    """One process; all it says goes to a log."""

    def __init__(
        self, name: str, process: asyncio.subprocess.Process, log: Path, failed: Failure
    ) -> None:
        self.name = name
        self._process = process
        self._log = log
        self._failed = failed

    @property
    def pid(self) -> int:
        return self._process.pid

    def text(self) -> str:
        """All it has said."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    def tail(self) -> str:
        """The last it said."""
        return "\n".join(self.text().splitlines()[-LAST_LINES:])

    def check(self) -> None:
        """Raises the failure when it has ended by itself."""
        code = self._process.returncode
        if code is not None:
            raise self._failed(f"the {self.name} ended by itself (exit code {code})", self.tail())

    async def line(self, pattern: str, *, within: float = START_WITHIN) -> str:
        """The first group of the pattern, once it stands in the log; raises the failure."""
        try:
            async with asyncio.timeout(within):
                while not (found := re.search(pattern, self.text())):
                    self.check()
                    await asyncio.sleep(LOOK_EVERY)
        except TimeoutError:
            words = f"the {self.name} was not ready in {within:.0f} s"
            raise self._failed(words, self.tail()) from None
        return found.group(1)

    async def result(self) -> str:
        """All it said, once it has ended well by itself; raises the failure."""
        if await self._process.wait() != 0:
            raise self._failed(f"the {self.name} failed", self.tail())
        return self.text()

    async def kill(self) -> None:
        """SIGKILL."""
        if self._process.returncode is None:
            self._process.kill()
        await self._process.wait()

    async def end(self) -> int:
        """Ask it to end, and kill it when it takes too long; gives the exit code.

        Whoever cancels this is in a hurry: the child is asked a second time, which is the sign
        for it to leave everything as it is.
        """
        try:
            await self._asked(END_WITHIN)
        except asyncio.CancelledError:
            await self._asked(HURRY_WITHIN)
            raise
        finally:
            await self.kill()
        return self._process.returncode or 0

    async def _asked(self, within: float) -> None:
        if self._process.returncode is None:
            self._process.send_signal(signal.SIGTERM)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._process.wait(), within)


async def spawn(
    name: str,
    *arguments: str,
    folder: Path,
    failed: Failure,
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
            # Never written to: its end tells a child that knows about it (python -m botapi_sandbox
            # --with-parent) that we are gone, even by SIGKILL.
            stdin=asyncio.subprocess.PIPE,
            stdout=output,
            stderr=output,
            start_new_session=True,  # Ctrl-C at the terminal reaches its parent only
        )
    return Child(name, process, Path(path), failed)


def _environment() -> dict[str, str]:
    """Ours without any setting of Herald: no demo and no benchmark may touch a real bot."""
    known = {name.upper() for name in Settings.model_fields}
    clean = {name: value for name, value in os.environ.items() if name.upper() not in known}
    return clean | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}

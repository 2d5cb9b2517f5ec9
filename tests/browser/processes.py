"""Programs of ours as anybody starts them: read until they are ready, ended for sure."""

import asyncio
import os
import re
import signal
import sys
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
READY_WITHIN = 90.0  # seconds; importing the libraries takes some on a small machine
END_WITHIN = 20.0  # seconds
BOTS = re.compile(r"(?:Sandbox on|local Telegram) +(http://127\.0\.0\.1:\d+)")
PAGE = re.compile(r"(?:Page:|this page) +(http://127\.0\.0\.1:\d+)/\s")


@dataclass(frozen=True, kw_only=True)
class Addresses:
    """Where bots are pointed, and where the page is."""

    bots: str
    page: str


@asynccontextmanager
async def serving(*words: str, **settings: str) -> AsyncIterator[Addresses]:
    """`python -m <words>`, once it has said its addresses; it must end well by SIGTERM. `settings`
    are of its environment."""
    with tempfile.TemporaryFile() as output:

        def said() -> str:
            return os.pread(output.fileno(), 1 << 20, 0).decode(errors="replace")

        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", *words),
            cwd=ROOT,
            # Who is uncertain stays so: finding out takes minutes of the real clock.
            env=os.environ | {"PYTHONUNBUFFERED": "1", "FIND_OUT": "false"} | settings,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
        try:
            yield await _told(process, said)
            process.send_signal(signal.SIGTERM)
            assert await asyncio.wait_for(process.wait(), END_WITHIN) == 0, said()
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()


async def _told(process: asyncio.subprocess.Process, said: Callable[[], str]) -> Addresses:
    async with asyncio.timeout(READY_WITHIN):
        while True:
            bots, page = BOTS.search(said()), PAGE.search(said())
            if bots and page:
                return Addresses(bots=bots.group(1), page=page.group(1))
            assert process.returncode is None, said()
            await asyncio.sleep(0.1)

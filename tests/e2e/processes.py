"""`python -m bot` as a process of its own, and what it leaves behind."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.settings.settings import Settings

ROOT = Path(__file__).parents[2]
TOKEN = "4242:AAF-abcdefghijklmnopqrstuvwxyz0123456"
PATIENCE = 60.0  # seconds; importing the libraries takes some


@dataclass(frozen=True, kw_only=True, slots=True)
class Running:
    process: Process
    log: Path

    @property
    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    async def says(self, words: str) -> None:
        """Wait for it."""
        async with asyncio.timeout(PATIENCE):
            while words not in self.said:
                assert self.process.returncode is None, self.said
                await asyncio.sleep(0.05)

    async def code(self) -> int:
        return await asyncio.wait_for(self.process.wait(), PATIENCE)


@asynccontextmanager
async def started(
    folder: Path, url: str, *arguments: str, **settings: str
) -> AsyncIterator[Running]:
    known = {name.upper() for name in Settings.model_fields}
    environment = {name: value for name, value in os.environ.items() if name not in known}
    environment |= {"PYTHONPATH": str(ROOT), "BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": url}
    # Who is uncertain stays so: finding out takes minutes of the real clock.
    environment |= {"TMPDIR": str(folder), "FIND_OUT": "false"} | settings
    log = folder / f"{len(names_in(folder))}.log"
    _let_hangups_through()
    with log.open("wb") as output:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            *arguments,
            cwd=folder,
            env=environment,
            stdout=output,
            stderr=output,
        )
    try:
        yield Running(process=process, log=log)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def _let_hangups_through() -> None:
    """Under nohup the tests live on, and a bot that they start is not to: what is ignored is
    inherited, and then a hangup would do nothing there; what is handled is not."""
    if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
        signal.signal(signal.SIGHUP, lambda *_: None)


def names_in(folder: Path) -> list[str]:
    return [entry.name for entry in folder.iterdir()]


def working_below(folder: Path) -> list[str]:
    """Processes whose working folder is there."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            where = (process / "cwd").readlink()
        except OSError:
            continue
        if where != folder and where.is_relative_to(folder):
            found.append((process / "cmdline").read_text())
    return found

"""The process from outside: how it begins, how it is asked to end, and how it does."""

import asyncio
import os
import re
import signal
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.settings import Settings
from sandbox.control import Control

ROOT = Path(__file__).parents[2]
TOKEN = "4242:AAF-abcdefghijklmnopqrstuvwxyz0123456"
ANN = 7001
PATIENCE = 30.0  # seconds; importing the libraries takes some

# Each starts processes that take a whole core for seconds: not two of them at once.
pytestmark = pytest.mark.xdist_group("processes")


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
    environment |= {"TMPDIR": str(folder)} | settings
    log = folder / f"{len(names_in(folder))}.log"
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


async def test_from_start_to_sigterm(tmp_path: Path, sandbox_url: str, control: Control) -> None:
    async with started(tmp_path, sandbox_url, LOG_LEVEL="DEBUG", LOG_FORMAT="json") as first:
        await first.says("is ready")
        await control.add_user(ANN, first_name="Ann")
        await control.say(ANN, "/start")
        await control.wait_for(ANN, "Ann", timeout=10)
        async with started(tmp_path, sandbox_url) as second:
            assert await second.code() == 1
            [line] = second.said.splitlines()
            assert line == (
                f"herald: another Herald (pid {first.process.pid}) already works on this database"
            )
        first.process.send_signal(signal.SIGTERM)
        assert await first.code() == 0
    assert '"message": "ended"' in first.said
    assert "Traceback" not in first.said
    assert TOKEN.split(":")[1] not in first.said


async def test_a_signal_during_the_start(
    tmp_path: Path, sandbox_url: str, control: Control
) -> None:
    await control.outage(60, "hang")
    async with started(tmp_path, sandbox_url, LOG_LEVEL="DEBUG") as bot:
        await bot.says("was brought up to date")  # next it asks getMe, and waits
        bot.process.send_signal(signal.SIGINT)
        assert await bot.code() == 0
    assert "ended before the start was complete" in bot.said
    assert "Traceback" not in bot.said


async def test_a_second_signal_ends_at_once(
    tmp_path: Path, sandbox_url: str, control: Control
) -> None:
    async with started(tmp_path, sandbox_url) as bot:
        await bot.says("is ready")
        await control.add_user(ANN, first_name="Ann")
        await control.outage(60, "hang")  # the answer to Ann will not get through
        await control.say(ANN, "/start")
        await asyncio.sleep(0.2)
        bot.process.send_signal(signal.SIGTERM)
        await bot.says("a second one ends at once")
        bot.process.send_signal(signal.SIGTERM)
        assert await bot.code() == -signal.SIGTERM


async def test_the_demo_plays_to_its_end(tmp_path: Path, sandbox_url: str) -> None:
    async with started(tmp_path, sandbox_url, "demo", "--people", "30") as demo:
        assert await demo.code() == 0, demo.said
    # Three people block the bot after Confirm; on a slow machine some got the message before.
    once = re.search(r"got it once: (\d+)$", demo.said, re.MULTILINE)
    assert once is not None
    assert 27 <= int(once[1]) <= 30
    assert "got it twice: 0" in demo.said
    assert "missed: 0" in demo.said
    assert "Recipients: 31" in demo.said


@pytest.mark.parametrize("moment", ["Starting a local Telegram", "people find the bot"])
async def test_ctrl_c_ends_the_demo_and_its_children(
    tmp_path: Path, sandbox_url: str, moment: str
) -> None:
    async with started(tmp_path, sandbox_url, "demo") as demo:
        await demo.says(moment)
        demo.process.send_signal(signal.SIGINT)
        assert await demo.code() == 130
    assert "Traceback" not in demo.said
    assert working_below(tmp_path) == []
    assert not [name for name in names_in(tmp_path) if name.startswith("herald-demo-")]


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

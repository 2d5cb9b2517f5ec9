"""A bot does not outlive the sandbox that keeps it, however that ends."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

import pytest

from botapi_sandbox.process.parent_watch import kill_group_with_parent

PATIENCE = 20.0  # seconds

BOT = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])
print(child.pid, flush=True)
time.sleep(600)
"""
KEEPER = f"""
import asyncio, sys, time
from botapi_sandbox.process.parent_watch import kill_group_with_parent
async def main():
    bot = await asyncio.create_subprocess_exec(
        sys.executable, '-c', {BOT!r}, start_new_session=True, stdin=asyncio.subprocess.DEVNULL
    )
    async with kill_group_with_parent(bot.pid):
        print(bot.pid, flush=True)
        await bot.wait()
asyncio.run(main())
"""


async def test_a_bot_outlived_a_sandbox_that_was_killed() -> None:
    keeper = await asyncio.create_subprocess_exec(sys.executable, "-c", KEEPER, stdout=PIPE)
    assert keeper.stdout is not None
    async with asyncio.timeout(PATIENCE):
        pids = [int(await keeper.stdout.readline()) for _ in range(2)]
        assert all(map(is_alive, pids))
        keeper.kill()
        await keeper.wait()
        while any(map(is_alive, pids)):
            await asyncio.sleep(0.01)
        await keeper.communicate()


async def test_nobody_is_left_to_watch_when_the_bot_has_ended() -> None:
    """Its number may be somebody else's by then."""
    bot = await asyncio.create_subprocess_exec("sleep", "600", start_new_session=True)
    async with asyncio.timeout(PATIENCE):
        async with kill_group_with_parent(bot.pid):
            pass
        assert is_alive(bot.pid)
        bot.kill()
        await bot.wait()


async def test_without_a_shell_it_runs_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("botapi_sandbox.process.parent_watch.SHELL", "/no/such/shell")
    async with kill_group_with_parent(os.getpgid(0)):
        pass


def is_alive(pid: int) -> bool:
    """A zombie that nobody has collected yet is dead."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"

"""Several processes that one sandbox keeps, and one that stands still."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from botapi_sandbox import Sandbox
from botapi_sandbox.control import Control, ControlRefused
from botapi_sandbox.process.bot_process import BotProcess, Command
from botapi_sandbox.process.processes import read_commands
from tests.sandbox.bot_api import Api
from tests.sandbox.page.live_page import live_page

PATIENCE = 10.0  # seconds
# It counts as fast as it is let, and says where it is when it is asked to end.
COUNTS = """
import signal, sys, time
number = 0
def end(*_):
    print('ended', flush=True)
    sys.exit(0)
signal.signal(signal.SIGTERM, end)
while True:
    number += 1
    print(number, flush=True)
    time.sleep(0.01)
"""

Keep = Callable[..., BotProcess]


@pytest.fixture
async def keep(sandbox: Sandbox, url: str, tmp_path: Path) -> AsyncIterator[Keep]:
    def make(name: str) -> BotProcess:
        command = Command(
            words=[sys.executable, "-c", COUNTS],
            environment=os.environ,
            log=tmp_path / f"{name}.log",
        )
        made = BotProcess(command.at(url), sandbox.world.tasks, name=name)
        sandbox.world.processes.keep(made)
        return made

    yield make
    sandbox.world.processes.hurry()
    await sandbox.world.processes.close()


def process_state(pid: int) -> str:
    """proc(5): T is stopped."""
    return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]


async def counts_on(control: Control, name: str) -> None:
    """Until it has said more than it has by now."""
    before = (await control.bot_state(name)).log[-1:]
    async with asyncio.timeout(PATIENCE):
        while (await control.bot_state(name)).log[-1:] == before:
            await asyncio.sleep(0.01)


async def test_one_that_is_frozen_stands_still_until_it_is_woken(
    keep: Keep, control: Control
) -> None:
    keep("bot")
    await control.start_bot()
    await counts_on(control, "bot")
    frozen = await control.freeze_bot()
    assert (frozen.state, frozen.how, frozen.code) == ("frozen", None, None)
    assert frozen.pid is not None
    async with asyncio.timeout(PATIENCE):
        while process_state(frozen.pid) != "T":
            await asyncio.sleep(0.01)
    with pytest.raises(ControlRefused, match="the bot is frozen already"):
        await control.freeze_bot()
    woken = await control.wake_bot()
    assert (woken.state, woken.pid) == ("running", frozen.pid)
    await counts_on(control, "bot")
    with pytest.raises(ControlRefused, match="the bot is not frozen"):
        await control.wake_bot()


async def test_one_that_is_frozen_can_be_killed_and_can_end(keep: Keep, control: Control) -> None:
    keep("bot")
    await control.start_bot()
    await control.freeze_bot()
    assert (await control.kill_bot()).how == "killed"
    await control.start_bot()
    await counts_on(control, "bot")
    await control.freeze_bot()
    stopped = await control.stop_bot()
    assert (stopped.how, stopped.code, stopped.log[-1]) == ("stopped", 0, "ended")
    for ask in (control.freeze_bot, control.wake_bot):
        with pytest.raises(ControlRefused, match="the bot does not run"):
            await ask()


async def test_several_are_asked_for_by_name(keep: Keep, control: Control) -> None:
    for name in ("node-1", "node-2"):
        keep(name)
        await control.start_bot(name)
    assert (await control.kill_bot("node-2")).name == "node-2"
    assert [each.state for each in await control.bot_states()] == ["running", "ended"]
    with pytest.raises(ControlRefused, match=r"which one\? This sandbox keeps node-1, node-2"):
        await control.kill_bot()
    with pytest.raises(ControlRefused, match="keeps no 'node-3', but node-1, node-2"):
        await control.kill_bot("node-3")
    with pytest.raises(ControlRefused, match="node-2 does not run"):
        await control.freeze_bot("node-2")


async def test_the_page_is_told_who_serves_which_bot(
    keep: Keep, api: Api, control: Control
) -> None:
    keep("node-1")
    keep("node-2")
    await control.add_bot("43:OTHER", "Bakery")

    async def called(by: str) -> None:
        async with aiohttp.ClientSession(headers={"X-Sandbox-Caller": by}) as session:
            await Api(api.url, api.token, session).ok("getUpdates")

    async with live_page(api.url) as page:
        assert page.hello["keeps_bot"] is True
        fleet = await page.next("fleet")
        assert [each["name"] for each in fleet["processes"]] == ["node-1", "node-2"]
        assert [each["state"] for each in fleet["processes"]] == ["ended", "ended"]
        assert [(each["name"], each["process"]) for each in fleet["bots"]] == [
            ("Sandbox bot", None),
            ("Bakery", None),
        ]
        for name, epoch in (("node-1", "7"), ("node-2", "8"), ("node-1", "9"), ("stranger", "10")):
            await called(f"{name}/{epoch}")
            served = lambda told, epoch=epoch: told["bots"][0]["epoch"] == epoch  # noqa: E731
            bot = (await page.until("fleet", served))["bots"][0]
            assert bot["process"] == (None if name == "stranger" else name)
            assert bot["since"] is not None
        await called("node-1/7")  # one that wakes up late has been heard before
        assert (await control.callers())[0].polled is not None
        await control.start_bot("node-1")
        await control.freeze_bot("node-1")
        frozen = await page.until("fleet", lambda told: told["processes"][0]["state"] == "frozen")
        assert frozen["bots"][0]["epoch"] == "10"


def test_processes_are_read_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "processes.json"
    second = {"name": "b", "command": ["y"], "log": "/tmp/b.log"}
    file.write_text(
        json.dumps([{"name": "a", "command": ["x", "{url}"], "env": {"A": "1"}}, second])
    )
    one, two = read_commands(file, tmp_path, {"HOME": "/"}).values()
    assert (one.words, one.environment, one.log) == (
        ["x", "{url}"],
        {"HOME": "/", "A": "1"},
        tmp_path / "0.log",
    )
    assert (two.environment, two.log) == ({"HOME": "/"}, Path("/tmp/b.log"))


ONE: dict[str, Any] = {"name": "a", "command": ["x"]}


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({}, "a list of"),
        (["x"], "a list of"),
        ([ONE | {"command": []}], "a list of"),
        ([ONE | {"command": "x"}], "a list of"),
        ([ONE | {"command": [1]}], "a list of"),
        ([ONE | {"name": ""}], "a list of"),
        ([ONE | {"env": {"A": 1}}], "a list of"),
        ([ONE | {"more": 1}], "a list of"),
        ([{"name": "a"}], "a list of"),
        ([ONE, ONE], "two processes have the same name"),
    ],
)
def test_a_file_that_says_something_else(tmp_path: Path, told: Any, words: str) -> None:
    file = tmp_path / "processes.json"
    file.write_text(json.dumps(told))
    with pytest.raises(ValueError, match=words):
        read_commands(file, tmp_path)
    file.write_text("[")
    with pytest.raises(ValueError, match="no JSON"):
        read_commands(file, tmp_path)

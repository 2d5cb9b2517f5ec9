"""The bot that the sandbox keeps as a child process."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from botapi_sandbox import Sandbox
from botapi_sandbox.control import BotState, Control, ControlRefused
from botapi_sandbox.ground.errors import ControlError
from botapi_sandbox.process import bot_process
from botapi_sandbox.process.bot_process import BotProcess, Command
from botapi_sandbox.process.tail import MOST_BYTES, last_lines

PATIENCE = 10.0  # seconds

WAITS = "import time; print('here', flush=True); time.sleep(600)"
SAYS_GOODBYE = """
import signal, sys, time
def end(*_):
    print('goodbye', flush=True)
    sys.exit(0)
signal.signal(signal.SIGTERM, end)
print('here', flush=True)
time.sleep(600)
"""
IS_DEAF = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print('here', flush=True)
time.sleep(600)
"""
HAS_A_CHILD = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])
print(f'here {child.pid}', flush=True)
time.sleep(600)
"""

# Where nothing is buffered, a line and its end are written apart, and a signal may come between.
IN_ONE_PIECE = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}

Keep = Callable[..., BotProcess]


@pytest.fixture
async def keep(sandbox: Sandbox, url: str, tmp_path: Path) -> AsyncIterator[Keep]:
    """Keeps a bot that runs a python program, not started yet."""
    kept: list[BotProcess] = []

    def make(program: str, *words: str, **environment: str) -> BotProcess:
        command = Command(
            words=[sys.executable, "-c", program, *words],
            environment=IN_ONE_PIECE | environment,
            log=tmp_path / "bot.log",
        )
        made = BotProcess(command.at(url), sandbox.world.tasks)
        sandbox.world.processes.keep(made)
        kept.append(made)
        return made

    yield make
    for one in kept:
        one.hurry()
        await one.close()


async def said(control: Control, words: str) -> BotState:
    """Waits until the bot has said it."""
    async with asyncio.timeout(PATIENCE):
        while True:
            state = await control.bot_state()
            if any(words in line for line in state.log):
                return state
            await asyncio.sleep(0.01)


async def ended(control: Control) -> BotState:
    async with asyncio.timeout(PATIENCE):
        while (state := await control.bot_state()).state != "ended":
            await asyncio.sleep(0.01)
    return state


def is_alive(pid: int) -> bool:
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


async def test_a_sandbox_without_a_bot_says_so(control: Control) -> None:
    for ask in (control.bot_state, control.start_bot, control.kill_bot, control.stop_bot):
        with pytest.raises(ControlRefused, match="keeps no bot"):
            await ask()


async def test_it_is_killed_and_started_again(keep: Keep, control: Control) -> None:
    keep(IS_DEAF)
    waiting = await control.bot_state()
    assert (waiting.state, waiting.how, waiting.since) == ("ended", None, None)
    first = await control.start_bot()
    assert (first.state, first.code, first.how) == ("running", None, None)
    assert first.pid is not None
    await said(control, "here")
    dead = await control.kill_bot()
    assert (dead.state, dead.pid, dead.how, dead.code) == ("ended", None, "killed", -9)
    assert not is_alive(first.pid)
    second = await control.start_bot()
    assert second.state == "running"
    assert second.pid != first.pid


async def test_a_kill_takes_what_it_had_begun_with_it(keep: Keep, control: Control) -> None:
    keep(HAS_A_CHILD)
    await control.start_bot()
    state = await said(control, "here")
    grandchild = int(state.log[0].split()[1])
    assert is_alive(grandchild)
    await control.kill_bot()
    async with asyncio.timeout(PATIENCE):
        while is_alive(grandchild):
            await asyncio.sleep(0.01)


async def test_it_is_asked_to_end(keep: Keep, control: Control) -> None:
    keep(SAYS_GOODBYE)
    await control.start_bot()
    await said(control, "here")
    state = await control.stop_bot()
    assert (state.state, state.how, state.code) == ("ended", "stopped", 0)
    assert state.log == ["here", "goodbye"]


async def test_one_that_does_not_end_is_killed(
    keep: Keep, control: Control, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot_process, "STOP_WITHIN", 0.05)
    keep(IS_DEAF)
    await control.start_bot()
    await said(control, "here")
    state = await control.stop_bot()
    assert (state.state, state.how, state.code) == ("ended", "killed", -9)


async def test_a_kill_does_not_wait_for_a_stop(keep: Keep, control: Control) -> None:
    keep(IS_DEAF)
    await control.start_bot()
    await said(control, "here")
    async with asyncio.TaskGroup() as group:
        stopping = group.create_task(control.stop_bot())
        killing = group.create_task(control.kill_bot())
    assert stopping.result().how == killing.result().how == "killed"


async def test_one_that_ends_by_itself_stays_dead(keep: Keep, control: Control) -> None:
    keep("import sys; print('no token'); sys.exit(2)")
    started = await control.start_bot()
    state = await ended(control)
    assert (state.how, state.code, state.log) == ("ended by itself", 2, ["no token"])
    assert started.pid is not None
    assert not is_alive(started.pid)
    with pytest.raises(ControlRefused, match="does not run"):
        await control.kill_bot()


async def test_one_killed_by_somebody_else_was_killed(keep: Keep, control: Control) -> None:
    keep(WAITS)
    started = await control.start_bot()
    assert started.pid is not None
    os.kill(started.pid, signal.SIGKILL)
    assert (await ended(control)).how == "killed"


async def test_only_one_runs_at_a_time(keep: Keep, control: Control) -> None:
    keep(WAITS)
    started = await control.start_bot()
    with pytest.raises(ControlRefused, match=f"runs already, as process {started.pid}"):
        await control.start_bot()


async def test_nobody_chooses_the_command(keep: Keep, control: Control) -> None:
    keep(WAITS)
    with pytest.raises(ControlRefused, match="unexpected keyword argument"):
        await control.do("start_bot", command=["true"])
    assert (await control.bot_state()).state == "ended"


async def test_it_is_told_where_the_sandbox_is(keep: Keep, control: Control, url: str) -> None:
    keep("import os, sys; print(sys.argv[1], os.environ['API'])", "--at={url}", API="{url}/x")
    await control.start_bot()
    assert (await ended(control)).log == [f"--at={url} {url}/x"]


async def test_a_command_that_is_not_there(sandbox: Sandbox, url: str, tmp_path: Path) -> None:
    command = Command(words=["./no-such-bot"], environment={}, log=tmp_path / "bot.log")
    kept = BotProcess(command, sandbox.world.tasks)
    with pytest.raises(ControlError, match=r"cannot be started: \./no-such-bot: No such file"):
        await kept.start()
    assert kept.state()["state"] == "ended"


async def test_once_closed_it_stays_dead(keep: Keep, control: Control) -> None:
    kept = keep(SAYS_GOODBYE)
    await control.start_bot()
    await said(control, "here")
    await kept.close()
    with pytest.raises(ControlRefused, match="ending"):
        await control.start_bot()
    assert (await control.bot_state()).how == "stopped"


def test_a_log_that_cannot_be_read_back_stopped_the_page(tmp_path: Path) -> None:
    """--bot-log may be a pipe or a terminal."""
    pipe, folder = tmp_path / "pipe", tmp_path
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDWR)  # so that nobody waits for its other end
    assert last_lines(pipe, 5) == last_lines(folder, 5) == []
    os.close(reading)


def test_the_last_lines_of_a_long_log(tmp_path: Path) -> None:
    log = tmp_path / "bot.log"
    assert last_lines(log, 3) == []
    log.write_bytes(b"first\n" + b"x" * 100 + b"\n\xff\xfe broken\nlast")
    assert last_lines(log, 2) == ["\ufffd\ufffd broken", "last"]
    log.write_bytes(b"".join(b"line %07d\n" % number for number in range(MOST_BYTES)))
    lines = last_lines(log, MOST_BYTES)
    assert lines[-1] == f"line {MOST_BYTES - 1:07}"
    assert sum(len(line) + 1 for line in lines) <= MOST_BYTES
    assert all(len(line) == len("line 0000000") for line in lines)
    log.write_bytes(b"y" * (2 * MOST_BYTES))
    assert last_lines(log, 1) == ["y" * MOST_BYTES]

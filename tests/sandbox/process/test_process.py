"""python -m botapi_sandbox, as a program."""

import asyncio
import json
import re
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import aiohttp
import pytest

from botapi_sandbox.control import Control

# Says so when it is asked to end, and asks the Bot API one last thing.
POLITE_BOT = """
import os, signal, time, urllib.request
def end(*_):
    with urllib.request.urlopen(os.environ['API'] + '/bot1:a/getMe') as answer:
        print('answered', answer.status, flush=True)
    raise SystemExit
signal.signal(signal.SIGTERM, end)
print('here', flush=True)
time.sleep(600)
"""
DEAF_BOT = """
import os, signal, time
signal.signal(signal.SIGTERM, lambda *_: print('asked to end', flush=True))
print('here', os.getpid(), flush=True)
while True:
    time.sleep(600)
"""


@asynccontextmanager
async def program(*arguments: str) -> AsyncIterator[Process]:
    running = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "botapi_sandbox", *arguments, stdout=PIPE, stderr=PIPE
    )
    try:
        yield running
    finally:
        if running.returncode is None:
            running.kill()
        await running.communicate()


@pytest.mark.parametrize("name", [signal.SIGTERM, signal.SIGINT])
async def test_it_says_where_it_is_and_ends_cleanly(name: signal.Signals) -> None:
    async with program("--port", "0", "--speed", "10") as running:
        assert running.stdout is not None
        line = (await asyncio.wait_for(running.stdout.readline(), 20)).decode()
        match = re.fullmatch(r"Sandbox on (http://\S+) \(control: (http://\S+)\)\n", line)
        assert match, line
        page = (await asyncio.wait_for(running.stdout.readline(), 20)).decode()
        assert page == f"Page: {match.group(2)}/\n"
        async with aiohttp.ClientSession() as session:
            async with session.get(f"{match.group(1)}/bot1:a/getMe") as answer:
                assert (await answer.json())["result"]["id"] == 1
            # a poll under way does not keep it alive
            poll = session.get(f"{match.group(1)}/bot1:a/getUpdates?timeout=50")
            async with asyncio.TaskGroup() as group:
                hanging = group.create_task(raised(poll))
                async with Control(match.group(2)) as control:
                    while not (await control.bots())[0]["polled"]:
                        await asyncio.sleep(0.005)
                running.send_signal(name)
                assert await asyncio.wait_for(running.wait(), 10) == 0
            assert isinstance(hanging.result(), aiohttp.ClientError)


async def test_the_page_is_on_the_next_port_or_on_a_free_one() -> None:
    port = two_free_ports()
    async with program("--port", str(port)) as running:
        assert f"Page: http://127.0.0.1:{port + 1}/" in await first_lines(running)
    with socket.create_server(("127.0.0.1", port + 1)):
        async with program("--port", str(port)) as running:
            lines = await first_lines(running)
    assert f"Sandbox on http://127.0.0.1:{port} " in lines
    assert f":{port + 1}" not in lines


async def test_a_bot_that_is_stopped_with_the_sandbox_can_still_send(tmp_path: Path) -> None:
    log = tmp_path / "bot.log"
    bot = ("--bot-log", str(log), "--env", "API={url}", "--", sys.executable, "-c", POLITE_BOT)
    async with program("--port", "0", *bot) as running:
        await first_lines(running)
        await said(log, "here")
        running.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(running.wait(), 20) == 0
    assert text_of(log) == "here\nanswered 200\n"


async def test_a_second_signal_does_not_wait_for_the_bot(tmp_path: Path) -> None:
    log = tmp_path / "bot.log"
    bot = ("--bot-log", str(log), "--", sys.executable, "-c", DEAF_BOT)
    async with program("--port", "0", *bot) as running:
        await first_lines(running)
        pid = int((await said(log, "here")).split()[1])
        running.send_signal(signal.SIGHUP)
        await said(log, "asked to end")
        running.send_signal(signal.SIGHUP)
        assert await asyncio.wait_for(running.wait(), 20) == 0
    assert pid not in running_processes()


async def test_a_bot_waits_until_it_is_asked_for(tmp_path: Path) -> None:
    log = tmp_path / "bot.log"
    bot = ("--bot-waits", "--bot-log", str(log), "--", sys.executable, "-c", DEAF_BOT)
    async with program("--port", "0", *bot) as running:
        url = (await first_lines(running)).split()[2]
        async with Control(url) as control:
            assert (await control.bot_state()).since is None
            assert (await control.start_bot()).state == "running"
            await said(log, "here")
            assert (await control.kill_bot()).how == "killed"


async def test_several_processes_are_kept_and_end_with_it(tmp_path: Path) -> None:
    logs = [tmp_path / "a.log", tmp_path / "b.log"]
    told = [
        {
            "name": log.stem,
            "command": [sys.executable, "-c", POLITE_BOT],
            "env": {"API": "{url}"},
            "log": str(log),
        }
        for log in logs
    ]
    file = tmp_path / "processes.json"
    file.write_text(json.dumps(told))
    async with program("--port", "0", "--processes", str(file)) as running:
        url = (await first_lines(running)).split()[2]
        for log in logs:
            await said(log, "here")
        async with Control(url) as control:
            assert [each.name for each in await control.bot_states()] == ["a", "b"]
            assert (await control.freeze_bot("b")).state == "frozen"
        running.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(running.wait(), 20) == 0
    assert [text_of(log) for log in logs] == ["here\nanswered 200\n"] * 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--env", "NAME", "--", "bot"], "not of the form NAME=VALUE: 'NAME'"),
        (["--env", "NAME=1"], "--env is for a bot: put its command after --"),
        (["--bot-waits"], "--bot-waits is for a bot: put its command after --"),
        (["--processes", "x", "--", "bot"], "--processes are in the place of a command after --"),
        (["--processes", "/no/such/file"], "/no/such/file: No such file or directory"),
        (["--processes", __file__], "no JSON"),
        (["--port", "65536"], "not a port: '65536'"),
        (["--tour", "/no/such/tour.json"], "/no/such/tour.json: No such file or directory"),
        (["--tour", __file__], "no JSON"),
        (["--", "./no-such-bot"], "cannot be started: ./no-such-bot: No such file or directory"),
        (["--bot-log", "/no/such/log", "--", "true"], "/no/such/log: No such file or directory"),
        (["--speed", "nan"], "speed must be a number above zero"),
    ],
)
async def test_what_is_wrong_with_the_command_line(arguments: list[str], words: str) -> None:
    async with program("--port", "0", *arguments) as running:
        out, error = await asyncio.wait_for(running.communicate(), 20)
    assert running.returncode != 0
    assert not out
    assert words in error.decode().splitlines()[-1]
    assert b"Traceback" not in error


async def test_a_taken_port_and_a_bad_address_are_one_clear_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        for arguments in (["--port", port], ["--port", "0", "--host", "203.0.113.1"]):
            async with program(*arguments) as running:
                _out, error = await asyncio.wait_for(running.communicate(), 20)
            assert running.returncode == 1
            assert error.decode().startswith("botapi-sandbox: ")
            assert arguments[-1] in error.decode()
            assert ("--port 0 any that is free" in error.decode()) == (arguments[-1] == port)
            assert error.count(b"\n") == 1


async def test_it_begins_as_it_is_told() -> None:
    async with program("--port", "0", "--like", "plain", "--lenient") as running:
        lines = await first_lines(running)
        async with Control(page_of(lines)) as control, aiohttp.ClientSession() as session:
            assert (await control.limits())["silent_wait"] == 0
            async with session.get(f"{bot_of(lines)}/bot1:a/getMe?method=getMe") as answer:
                assert answer.status == 200
            assert (await control.calls(errors=True)).calls[0]["notes"]


async def test_beyond_this_machine_it_warns_and_prints_its_key() -> None:
    """127.0.0.2 stands for an address of this machine that others reach."""
    async with program("--port", "0", "--host", "127.0.0.2") as running:
        assert running.stdout is not None
        assert running.stderr is not None
        page = page_of(await first_lines(running))
        line = (await asyncio.wait_for(running.stdout.readline(), 20)).decode()
        warning = (await asyncio.wait_for(running.stderr.readline(), 20)).decode()
        key = line.removeprefix("Key: ").strip()
        assert len(key) >= 32
        assert page.endswith(f"/?key={key}")
        assert "WARNING" in warning
        assert key not in warning
        async with Control(page.partition("/?")[0], key=key) as control:
            assert await control.now() >= 0


async def raised(call: "aiohttp.client._RequestContextManager") -> BaseException | None:
    try:
        async with call:
            return None
    except aiohttp.ClientError as error:
        return error


async def first_lines(running: Process) -> str:
    """The two that say where it is."""
    assert running.stdout is not None
    lines = [await asyncio.wait_for(running.stdout.readline(), 20) for _ in range(2)]
    return b"".join(lines).decode()


def page_of(lines: str) -> str:
    return lines.partition("Page: ")[2].strip()


def bot_of(lines: str) -> str:
    return lines.removeprefix("Sandbox on ").partition(" ")[0]


async def said(log: Path, words: str) -> str:
    """All that is in the log, once that is and its line is whole."""
    async with asyncio.timeout(20):
        while words not in (text := text_of(log)) or not text.endswith("\n"):
            await asyncio.sleep(0.01)
    return text


def text_of(log: Path) -> str:
    return log.read_text(encoding="utf-8") if log.exists() else ""


def running_processes() -> set[int]:
    return {int(entry.name) for entry in Path("/proc").glob("[0-9]*")}


def two_free_ports() -> int:
    """The first of two that follow one another."""
    while True:
        with suppress(OSError), socket.create_server(("127.0.0.1", 0)) as first:
            port: int = first.getsockname()[1]
            with socket.create_server(("127.0.0.1", port + 1)):
                return port

"""python -m sandbox, as a program."""

import asyncio
import re
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest

from sandbox.control import Control


@asynccontextmanager
async def program(*arguments: str) -> AsyncIterator[Process]:
    running = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "sandbox", *arguments, stdout=PIPE, stderr=PIPE
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


async def test_a_taken_port_and_a_public_address_are_one_clear_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        for arguments in (["--port", port], ["--port", "0", "--host", "0.0.0.0"]):
            async with program(*arguments) as running:
                _out, error = await asyncio.wait_for(running.communicate(), 20)
            assert running.returncode == 1
            assert error.decode().startswith("sandbox: ")
            assert error.count(b"\n") == 1


async def raised(call: "aiohttp.client._RequestContextManager") -> BaseException | None:
    try:
        async with call:
            return None
    except aiohttp.ClientError as error:
        return error

"""Real bots of five libraries against the sandbox: `python -m tests.anybot [--only NAME]`.

Each is started by long polling and by webhook, driven through the control API, and held to what a
person saw, and to the log of calls: nothing may have been refused.
"""

import argparse
import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from botapi_sandbox import Sandbox
from botapi_sandbox.control import Control, ControlRefused
from tests.anybot.installing import node_packages, python_packages
from tests.anybot.kinds import MODES, VENV, Kind, kinds
from tests.anybot.story import ANN, Unlike, called, tell

TOKEN = "4200042:TEST_of_any_bot-ABCDEFGHIJKLMNOPQRS"
AT_ONCE = 2  # bots; each is a process of its own
LONGEST = 90.0  # seconds for one story
GRACE = 5.0  # seconds a bot has to end
LAST_WORDS = 2000  # characters of what a bot said, where it failed


@dataclass(slots=True, kw_only=True)
class Outcome:
    wrong: list[str] = field(default_factory=list)
    overlooked: list[str] = field(default_factory=list)  # by the lenient mode, each kind once


async def outcome(kind: Kind, mode: str) -> Outcome:
    found = Outcome()
    sandbox = Sandbox(like="plain", lenient=kind.lenient)
    with tempfile.TemporaryFile() as log:
        async with sandbox.serving() as url, Control(url) as control:
            await control.add_user(ANN, "Ann", started=True)
            try:
                async with asyncio.timeout(LONGEST), running(kind, mode, url, log):
                    await called(control)
                    await tell(control)
            except (Unlike, ControlRefused, TimeoutError) as error:
                log.seek(0)
                said = log.read().decode(errors="replace")[-LAST_WORDS:]
                found.wrong += [f"{type(error).__name__}: {error}", said]
            calls = (await control.calls(errors=True)).calls
    notes = {re.sub(r"\d+", "N", note) for each in calls for note in each["notes"]}
    found.overlooked = sorted(notes)
    found.wrong += [f"{each['method']}: {each['error']}" for each in calls if each["error"]]
    return found


@asynccontextmanager
async def running(kind: Kind, mode: str, url: str, log: Any) -> AsyncIterator[Process]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    settings = {"API": url, "TOKEN": TOKEN, "MODE": mode, "PORT": port, "PYTHONUNBUFFERED": "1"}
    process = await asyncio.create_subprocess_exec(
        *kind.command(), env=os.environ | settings, stdout=log, stderr=subprocess.STDOUT
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
            try:
                await asyncio.wait_for(process.wait(), GRACE)
            except TimeoutError:
                process.kill()
                await process.wait()


async def everything(chosen: list[Kind]) -> int:
    """Returns how many failed."""
    free = asyncio.Semaphore(AT_ONCE)

    async def one(kind: Kind, mode: str) -> bool:
        async with free:
            begun = time.monotonic()
            found = await outcome(kind, mode)
        took = f"{time.monotonic() - begun:.1f} s"
        print(f"{'FAILED' if found.wrong else 'ok'}: {kind.name} by {mode}, {took}", flush=True)
        for line in (*found.wrong, *(f"overlooked: {each}" for each in found.overlooked)):
            print(f"  {line}")
        return bool(found.wrong)

    tasks = [one(kind, mode) for kind in chosen for mode in MODES]
    return sum(await asyncio.gather(*tasks))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.anybot")
    parser.add_argument("--only", help="a part of a library's name")
    only = parser.parse_args().only
    chosen = [each for each in kinds() if not only or only.casefold() in each.name.casefold()]
    if not chosen:
        parser.error("no library is named so")
    skipped = 0
    if any(each.by and VENV in each.by.parents for each in chosen):
        python_packages()
    if any(each.file.endswith("js") for each in chosen):
        why = node_packages()
        if why is not None:
            print(f"SKIPPED grammY and Telegraf: {why}.")
            skipped = len(MODES) * sum(each.file.endswith("js") for each in chosen)
            chosen = [each for each in chosen if not each.file.endswith("js")]
    failed = asyncio.run(everything(chosen))
    total = len(chosen) * len(MODES)
    print(f"{total - failed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

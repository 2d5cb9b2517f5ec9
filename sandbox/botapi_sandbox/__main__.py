"""botapi-sandbox --port 8090 [-- the bot's own command]"""

import argparse
import asyncio
import errno
import os
import secrets
import signal
import sys
import tempfile
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

from botapi_sandbox.call.world import LOOPBACK
from botapi_sandbox.ground.errors import ControlError
from botapi_sandbox.ground.port import bound
from botapi_sandbox.page.tour import read_tour
from botapi_sandbox.process.bot_process import BOT, BotProcess, Command
from botapi_sandbox.process.processes import Processes, read_commands
from botapi_sandbox.serving.arguments import read_arguments
from botapi_sandbox.serving.server import Sandbox

Runner = Callable[[Coroutine[Any, Any, None]], None]

KEY = "BOTAPI_SANDBOX_KEY"  # in the environment: a key of one's own, for containers
BEYOND = (
    "botapi-sandbox: WARNING: it listens on {}. Whoever reaches this machine can use its Bot API "
    "with any token; its page and its control API ask for the key. Not for a network you do not "
    "trust."
)

TAKEN = "; --port N takes another one, --port 0 any that is free"

# SIGHUP: the terminal was closed. A bot of ours must not outlive it.
ENDED_BY = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


async def serve(chosen: argparse.Namespace) -> None:
    """Raises OSError, ValueError and ControlError when it cannot begin."""
    sandbox = Sandbox(
        speed=chosen.speed,
        seed=chosen.seed,
        like=chosen.like,
        lenient=chosen.lenient,
        webhook_hosts=chosen.webhook_host,
    )
    ending = Ending(sandbox.world.processes)
    if chosen.with_parent:
        ending.also_with(sys.stdin.fileno())
    key = None if chosen.host in LOOPBACK else os.environ.get(KEY) or secrets.token_urlsafe(24)
    world = sandbox.world
    world.tour = read_tour(chosen.tour) if chosen.tour else None
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="botapi-sandbox-"))
        url = await stack.enter_async_context(
            sandbox.serving(chosen.port, chosen.host, control_port(chosen), key)
        )
        for name, command in _commands(chosen, Path(folder)).items():
            world.processes.keep(BotProcess(command.at(url), world.tasks, name=name))
        # Closed before the port is: a bot that is stopped still has something to send.
        stack.push_async_callback(world.processes.close)
        if not chosen.bot_waits:
            await world.processes.start()
        print(f"Sandbox on {url} (control: {sandbox.control_url})", flush=True)
        print(f"Page: {sandbox.control_url}/{f'?key={key}' if key else ''}", flush=True)
        if key:
            print(f"Key: {key}", flush=True)
            print(BEYOND.format(chosen.host), file=sys.stderr, flush=True)
        await ending.asked.wait()


class Ending:
    """A first signal asks the sandbox to end, and its bots before it; a second one kills them."""

    def __init__(self, bots: Processes) -> None:
        self.asked = asyncio.Event()
        self._bots = bots
        for one in ENDED_BY:
            asyncio.get_running_loop().add_signal_handler(one, self._received)

    def also_with(self, pipe: int) -> None:
        """Whoever holds its other end and writes nothing may be killed: then it ends, too."""

        def readable() -> None:
            if not os.read(pipe, 4096):
                asyncio.get_running_loop().remove_reader(pipe)
                self._received()

        asyncio.get_running_loop().add_reader(pipe, readable)

    def _received(self) -> None:
        if self.asked.is_set():
            self._bots.hurry()
        self.asked.set()


def control_port(chosen: argparse.Namespace) -> int:
    """The one that was asked for, else the next after the main one; 0 when that is taken."""
    if chosen.control_port is not None:
        return int(chosen.control_port)
    if chosen.port == 0 or chosen.port == 65_535:
        return 0
    try:
        bound(chosen.host, chosen.port + 1).close()
    except OSError:
        return 0
    return int(chosen.port) + 1


def _commands(chosen: argparse.Namespace, folder: Path) -> dict[str, Command]:
    """Of all processes that are to be kept, by name."""
    if chosen.processes:
        return read_commands(chosen.processes, folder)
    if not chosen.command:
        return {}
    log = chosen.bot_log or folder / "bot.log"
    return {BOT: Command(words=chosen.command, environment=os.environ | chosen.env, log=log)}


def runner() -> Runner:
    """uvloop where it can be imported: about twice as fast."""
    try:
        import uvloop
    except ImportError:
        return asyncio.run
    return uvloop.run


def main() -> int:
    try:
        runner()(serve(read_arguments()))
    except OSError as error:
        about = f"{error.filename}: " if error.filename else ""
        taken = TAKEN if error.errno == errno.EADDRINUSE else ""
        print(f"botapi-sandbox: {about}{error.strerror or error}{taken}", file=sys.stderr)
        return 1
    except (ValueError, ControlError) as error:
        print(f"botapi-sandbox: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

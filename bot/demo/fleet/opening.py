"""Opens the page of a fleet: a PostgreSQL, bots, nodes that share them, and what kills those."""

import asyncio
import os
import sys
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path

from bot.demo.errors import DemoFailed
from bot.demo.fleet.cast import BOTS, FIRST, NODES
from bot.demo.fleet.database import postgresql
from bot.demo.fleet.nodes import node_settings, processes_file, tokens_file
from bot.demo.page import BAN, LOOK_EVERY, PageOptions, port_for, show, stay
from bot.demo.postgresql.programs import Programs
from bot.demo.postgresql.server import Server
from bot.demo.processes import started
from bot.demo.seeding import populate, subscribe
from bot.demo.story.cast import YOU, crowds
from bot.demo.story.parts import LISTENS, PAGE, tried
from bot.demo.story.performance import Performance
from bot.demo.terminal import Terminal
from bot.process.children import START_WITHIN, Child
from bot.process.loop import run_in_loop
from botapi_sandbox.control import Control

TOUR = Path(__file__).with_name("tour.json")


def open_fleet(options: PageOptions, programs: Programs) -> int:
    """Until a signal ends it; gives the exit code."""
    terminal = Terminal(sys.stdout)
    performance = Performance(terminal, stays=True)
    return run_in_loop(performance.of(FleetOpening(terminal, options, programs).perform()))


class FleetOpening:
    """The server first, then people, then nodes, then the page; and then nothing but waiting."""

    def __init__(self, terminal: Terminal, options: PageOptions, programs: Programs) -> None:
        self._terminal = terminal
        self._options = options
        self._programs = programs

    async def perform(self) -> None:
        """Raises DemoFailed, ControlRefused."""
        say, options = self._terminal.say, self._options
        many = crowds(options.people)
        async with AsyncExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="herald-demo-")))
            say(f"Making a PostgreSQL with {len(BOTS)} bots, each with {options.people} people …")
            server = await stack.enter_async_context(postgresql(self._programs))
            for bot in BOTS:
                others = () if bot is FIRST else (YOU,)
                url = server.url(schema=bot.schema)
                await subscribe(url, many, bot.edited_by(), others=others)
            say(f"Making a local Telegram, and {len(NODES)} nodes that share the bots …")
            sandbox = await stack.enter_async_context(
                started("sandbox", *self._sandbox(folder, server), folder=folder)
            )
            listens, page = await sandbox.line(LISTENS), await sandbox.line(PAGE)
            control = await stack.enter_async_context(Control(listens))
            await self._fill(control)
            await self._served(control, sandbox)
            self._welcome(listens, page, folder, server)
            if options.browser:
                await show(page)
            await stay(sandbox)

    def _sandbox(self, folder: Path, server: Server) -> list[str]:
        """The words that start it, with the nodes as its children."""
        options = self._options
        settings = node_settings(
            server.url(), tokens_file(folder), rate=options.rate, undo=options.undo
        )
        processes = processes_file(folder, settings | tried(os.environ))
        words = ["-m", "botapi_sandbox", "--with-parent", "--port", str(port_for(options))]
        return [*words, "--tour", str(TOUR), "--processes", str(processes), "--bot-waits"]

    async def _fill(self, control: Control) -> None:
        await control.limits(per_second=self._options.rate, ban=BAN)
        await populate(control, crowds(self._options.people))  # before any bot could hear of it
        for bot in BOTS:
            await control.add_bot(bot.token, bot.name, bot.username)
        for name in NODES:
            await control.start_bot(name)

    async def _served(self, control: Control, sandbox: Child) -> None:
        """Until each bot has called by the name of a node."""
        try:
            async with asyncio.timeout(START_WITHIN):
                while {each.bot for each in await control.callers()} < {bot.id for bot in BOTS}:
                    sandbox.check()
                    await self._check(control)
                    await asyncio.sleep(LOOK_EVERY)
        except TimeoutError:
            logs = [line for node in await control.bot_states() for line in node.log[-4:]]
            raise DemoFailed("the nodes did not take the bots in time", "\n".join(logs)) from None

    async def _check(self, control: Control) -> None:
        for node in await control.bot_states():
            if node.state != "running":
                words = f"{node.name} {node.how} (exit code {node.code})"
                raise DemoFailed(words, "\n".join(node.log))

    def _welcome(self, url: str, page: str, folder: Path, server: Server) -> None:
        say = self._terminal.say
        say()
        say(f"   Open this page       {page}")
        say(f"   the local Telegram   {url}   (what it can do: sandbox/README.md)")
        say(f"   tokens and logs      {folder}")
        say(f"   the database         {server.url().render_as_string()}")
        say()
        say(f"Each bot may send {self._options.rate:g} messages a second; the real ones about 30.")
        say("Ctrl-C ends everything.")

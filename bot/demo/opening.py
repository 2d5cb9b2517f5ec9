"""Opens the demo's page, and stays as long as somebody wants to look at it."""

import asyncio
import os
import re
import sys
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path

from sqlalchemy.engine import URL

from bot.demo.board import SeriesBoard
from bot.demo.errors import DemoFailed
from bot.demo.page import BAN, LOOK_EVERY, PageOptions, port_for, show, stay
from bot.demo.processes import started
from bot.demo.seeding import populate, subscribe
from bot.demo.story.cast import EDITOR, YOU, crowds
from bot.demo.story.parts import LISTENS, PAGE, READY, TOKEN, bot_settings, tried
from bot.demo.story.performance import Performance
from bot.demo.terminal import Terminal
from bot.process.children import START_WITHIN
from bot.process.loop import run_in_loop
from bot.settings.settings import DATABASE_NAME, SQLITE
from botapi_sandbox.control import Control
from botapi_sandbox.ground.port import free_ports
from db.connection.opening import open_database, parse_url

TOUR = Path(__file__).with_name("tour.json")
BOT_LOG = "bot.log"


def open_page(options: PageOptions) -> int:
    """Until a signal ends it; gives the exit code."""
    terminal = Terminal(sys.stdout)
    performance = Performance(terminal, stays=True)
    return run_in_loop(performance.of(Opening(terminal, options).perform()))


class Opening:
    """People first, then the bot, then the page; and then nothing but waiting."""

    def __init__(self, terminal: Terminal, options: PageOptions) -> None:
        self._terminal = terminal
        self._options = options
        # The same for each bot that the page starts: whoever tries its API keeps the address.
        (self._http_port,) = free_ports(1)

    async def perform(self) -> None:
        """Raises DemoFailed, ControlRefused."""
        say, options = self._terminal.say, self._options
        async with AsyncExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="herald-demo-")))
            say(f"Making a local Telegram with {options.people} people, and a bot they know …")
            many = crowds(options.people)
            await subscribe(_database(folder), many, EDITOR)
            sandbox = await stack.enter_async_context(
                started("sandbox", *self._sandbox(folder), folder=folder)
            )
            url = await sandbox.line(LISTENS)
            page = await sandbox.line(PAGE)
            control = await stack.enter_async_context(Control(url, token=TOKEN))
            await control.limits(per_second=options.rate, ban=BAN)
            await populate(control, many)
            await control.start_bot()
            await self._bot_ready(control, folder / BOT_LOG)
            self._welcome(url, page, folder)
            if options.browser:
                await show(page)
            database = await open_database(_database(folder))
            stack.push_async_callback(database.close)
            await stay(sandbox, SeriesBoard(control, database).look)

    def _sandbox(self, folder: Path) -> list[str]:
        """The words that start it, with the bot as its child: the page kills and starts that."""
        port = port_for(self._options)
        words = ["-m", "botapi_sandbox", "--with-parent", "--port", str(port), "--tour", str(TOUR)]
        words += ["--bot-waits", "--bot-log", str(folder / BOT_LOG)]
        settings = bot_settings(
            "{url}",
            folder,
            self._options.rate,
            undo=self._options.undo,
            http_port=self._http_port,
        )
        settings |= {"ADMIN_IDS": str(YOU.id), **tried(os.environ)}
        for name, value in settings.items():
            words += ["--env", f"{name}={value}"]
        return [*words, "--", sys.executable, "-m", "bot"]

    async def _bot_ready(self, control: Control, log: Path) -> None:
        try:
            async with asyncio.timeout(START_WITHIN):
                while not re.search(READY, _read(log)):
                    bot = await control.bot_state()
                    if bot.state != "running":
                        words = f"the bot {bot.how} (exit code {bot.code})"
                        raise DemoFailed(words, "\n".join(bot.log))
                    await asyncio.sleep(LOOK_EVERY)
        except TimeoutError:
            bot = await control.bot_state()
            raise DemoFailed("the bot was not ready in time", "\n".join(bot.log)) from None

    def _welcome(self, url: str, page: str, folder: Path) -> None:
        say = self._terminal.say
        say()
        say(f"   Open this page       {page}")
        say(f"   the local Telegram   {url}   (what it can do: sandbox/README.md)")
        say(f"   the bot's API        http://127.0.0.1:{self._http_port}/api/v1   (docs/api.md)")
        say(f"   database and logs    {folder}")
        say()
        say(f"It takes {self._options.rate:g} messages a second; the real one takes about 30.")
        say("Ctrl-C ends everything.")


def _database(folder: Path) -> URL:
    """Where the bot looks for it."""
    return parse_url(f"{SQLITE}{folder / 'data' / DATABASE_NAME}")


def _read(log: Path) -> str:
    return log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""

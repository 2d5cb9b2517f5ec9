"""Opens the demo's page, and stays as long as somebody wants to look at it."""

import asyncio
import os
import re
import sys
import tempfile
import webbrowser
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

from bot.demo.errors import DemoFailed
from bot.demo.processes import started
from bot.demo.seeding import populate, subscribe
from bot.demo.story.cast import YOU, crowds
from bot.demo.story.parts import LISTENS, PAGE, READY, TOKEN, bot_settings, tried
from bot.demo.story.performance import Performance
from bot.demo.terminal import Terminal
from bot.process.children import START_WITHIN, Child
from bot.process.loop import run_in_loop
from botapi_sandbox.control import Control
from botapi_sandbox.ground.port import bound

TOUR = Path(__file__).with_name("tour.json")
PORT = 8090  # of the Bot API, if it is free; the page is on the next one
BAN = 10  # seconds, where the real Telegram takes half a minute: visitors want to see it end
LOOK_EVERY = 0.2  # seconds between two looks at whether all goes well
BOT_LOG = "bot.log"


@dataclass(frozen=True, kw_only=True, slots=True)
class PageOptions:
    """What the person at the terminal asked for."""

    people: int
    rate: float  # messages/s
    undo: int  # seconds after Confirm in which a broadcast can be undone
    port: int | None  # None: PORT, or a free one when that is taken
    browser: bool


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

    async def perform(self) -> None:
        """Raises DemoFailed, ControlRefused."""
        say, options = self._terminal.say, self._options
        async with AsyncExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="herald-demo-")))
            say(f"Making a local Telegram with {options.people} people, and a bot they know …")
            many = crowds(options.people)
            await subscribe(folder / "data", many)
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
                await _show(page)
            await self._stay(sandbox)

    def _sandbox(self, folder: Path) -> list[str]:
        """The words that start it, with the bot as its child: the page kills and starts that."""
        port = _free_or_any(PORT) if self._options.port is None else self._options.port
        words = ["-m", "botapi_sandbox", "--with-parent", "--port", str(port), "--tour", str(TOUR)]
        words += ["--bot-waits", "--bot-log", str(folder / BOT_LOG)]
        settings = bot_settings("{url}", folder, self._options.rate, undo=self._options.undo)
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
        say(f"   database and logs    {folder}")
        say()
        say(f"It takes {self._options.rate:g} messages a second; the real one takes about 30.")
        say("Ctrl-C ends everything.")

    async def _stay(self, sandbox: Child) -> None:
        """The bot may die meanwhile: the page has a button for that."""
        while True:
            sandbox.check()
            await asyncio.sleep(LOOK_EVERY)


def _free_or_any(port: int) -> int:
    try:
        bound("127.0.0.1", port).close()
    except OSError:
        return 0
    return port


def _read(log: Path) -> str:
    return log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""


async def _show(page: str) -> None:
    """In a browser, where there is a screen for it; the address stands on the terminal anyway."""
    has_screen = sys.platform == "darwin" or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )
    if has_screen:
        with suppress(webbrowser.Error, OSError):
            await asyncio.to_thread(webbrowser.open, page)

"""Sets the stage (a sandbox and a bot, each a process of its own), plays the story, clears up."""

import asyncio
import signal
import sys
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path

from bot.demo.errors import DemoFailed
from bot.demo.processes import Child, started
from bot.demo.story import RATE, Story
from bot.demo.terminal import Terminal
from bot.loop import run_in_loop
from sandbox.control import Control, ControlRefused

DONE, FAILED = 0, 1
TOKEN = "424242:demo"  # noqa: S105 - the sandbox takes any
CLAIM = r"/start (claim-[A-Za-z0-9_-]+)"
READY = r"@(\w+) is ready"
SERVES = r"(http://[\w.]+:\d+) answers /healthz"
LISTENS = r"(http://[\w.]+:\d+)"
ENDED_BY = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
LOOK_EVERY = 0.5  # seconds: whether both children are still there


def demo(*, people: int, stay: bool) -> int:
    """Play it on this terminal for so many people; the exit code says how it went."""
    terminal = Terminal(sys.stdout)
    return run_in_loop(Play(terminal, people=people, stay=stay).run())


class Play:
    """One performance; a signal ends it at any time, and the children with it."""

    def __init__(self, terminal: Terminal, *, people: int, stay: bool) -> None:
        self._terminal = terminal
        self._people = people
        self._stay = stay
        self._staying = False
        self._signal: signal.Signals | None = None

    async def run(self) -> int:
        loop, main = asyncio.get_running_loop(), asyncio.current_task()
        assert main is not None  # noqa: S101 - a coroutine that runs has a task
        for one in ENDED_BY:
            loop.add_signal_handler(one, self._interrupt, one, main)
        try:
            await self._perform()
        except (DemoFailed, ControlRefused) as failure:
            return self._tell(failure)
        except asyncio.CancelledError:
            return self._ended()
        finally:
            for one in ENDED_BY:
                loop.remove_signal_handler(one)
        return DONE

    def _interrupt(self, received: signal.Signals, main: "asyncio.Task[object]") -> None:
        if self._signal is None:
            self._terminal.say()
            self._terminal.say("Ending the bot and the local Telegram …")
        self._signal = received
        main.cancel()

    async def _perform(self) -> None:
        async with AsyncExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="herald-demo-")))
            self._terminal.say("Starting a local Telegram and the bot, in a folder of their own …")
            self._terminal.say(f"It takes {RATE} messages a second; the real one takes about 30.")
            sandbox = await stack.enter_async_context(
                started("the sandbox", "sandbox", "--port", "0", folder=folder)
            )
            url = await sandbox.line(LISTENS)
            control = await stack.enter_async_context(Control(url))
            await control.limits(per_second=RATE)
            bot = await stack.enter_async_context(
                started("the bot", "bot", folder=folder, settings=_settings(url, folder))
            )
            await bot.line(READY)
            story = Story(control, self._terminal, people=self._people)
            try:
                await self._play(story, await bot.line(CLAIM))
            except (DemoFailed, ControlRefused):
                self._terminal.say("The bot's log ends with:")
                self._terminal.quote(bot.tail())
                raise
            if self._stay:
                await self._linger(sandbox, bot, url, folder)

    async def _play(self, story: Story, claim: str) -> None:
        await story.become_owner(claim)
        await story.subscribe_people()
        await story.compose()
        await story.launch()
        await story.watch()
        await story.count()
        self._terminal.say(
            "Whoever stayed got it once; nobody was forgotten, nobody got it twice. That is Herald."
        )

    async def _linger(self, sandbox: Child, bot: Child, url: str, folder: Path) -> None:
        say = self._terminal.say
        say()
        say("Both go on running:")
        say(f"   the local Telegram   {url}   (what it can do: sandbox/README.md)")
        say(f"   the bot's health     {await bot.line(SERVES)}/healthz")
        say(f"   database and logs    {folder}")
        say("Ctrl-C ends them.")
        self._staying = True
        while True:
            sandbox.check()
            bot.check()
            await asyncio.sleep(LOOK_EVERY)

    def _tell(self, failure: Exception) -> int:
        self._terminal.say(f"The demo failed: {failure}.")
        if isinstance(failure, DemoFailed) and failure.detail:
            self._terminal.say("This was seen last:")
            self._terminal.quote(failure.detail)
        return FAILED

    def _ended(self) -> int:
        """By the usual rule, 128 and the signal's number; ending a stay is no mishap."""
        if self._signal is None or self._staying:
            return DONE
        return 128 + self._signal


def _settings(url: str, folder: Path) -> dict[str, str]:
    return {
        "BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": url,
        "DATA_DIR": str(folder / "data"),
        "BROADCAST_RATE": str(RATE),
        "HTTP_PORT": "0",
    }

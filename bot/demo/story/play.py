"""Sets the stage (a sandbox and a bot, each a process of its own), plays the story, clears up."""

import sys
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path

from bot.demo.errors import DemoFailed
from bot.demo.processes import started
from bot.demo.story.acts import Story
from bot.demo.story.parts import LISTENS, READY, bot_settings
from bot.demo.story.performance import Performance
from bot.demo.terminal import Terminal
from bot.process.loop import run_in_loop
from botapi_sandbox.control import Control, ControlRefused

CLAIM = r"/start (claim-[A-Za-z0-9_-]+)"


def play(*, people: int, rate: float) -> int:
    """Play it on this terminal for so many people at so many messages/s; gives the exit code."""
    terminal = Terminal(sys.stdout)
    performance = Performance(terminal, stays=False)
    return run_in_loop(performance.of(Play(terminal, people=people, rate=rate).perform()))


class Play:
    """A broadcast from its beginning to its end, told at the terminal."""

    def __init__(self, terminal: Terminal, *, people: int, rate: float) -> None:
        self._terminal = terminal
        self._people = people
        self._rate = rate

    async def perform(self) -> None:
        """Raises DemoFailed, ControlRefused."""
        async with AsyncExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="herald-demo-")))
            say = self._terminal.say
            say("Starting a local Telegram and the bot, in a folder of their own …")
            say(f"It takes {self._rate:g} messages a second; the real one takes about 30.")
            sandbox = await stack.enter_async_context(
                started(
                    "sandbox", "-m", "botapi_sandbox", "--with-parent", "--port", "0", folder=folder
                )
            )
            url = await sandbox.line(LISTENS)
            control = await stack.enter_async_context(Control(url))
            await control.limits(per_second=self._rate)
            # To find out what became of lost answers takes minutes, and no answer is lost here.
            settings = bot_settings(url, folder, self._rate) | {"FIND_OUT": "false"}
            bot = await stack.enter_async_context(
                started("bot", "-m", "bot", folder=folder, settings=settings)
            )
            await bot.line(READY)
            story = Story(control, self._terminal, people=self._people)
            try:
                await self._play(story, await bot.line(CLAIM))
            except (DemoFailed, ControlRefused):
                say("The bot's log ends with:")
                self._terminal.quote(bot.tail())
                raise

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

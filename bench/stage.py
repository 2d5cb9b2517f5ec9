"""One measurement's stage: a folder of its own, a sandbox, people, and a bot when asked for."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from bench import ledger
from bench.audience import FIRST_PERSON, write_people
from bench.children import Child, spawn
from bench.verdict import Verdict, judge
from bot.settings import DATABASE_NAME
from sandbox.control import Control

TOKEN = "424242:bench"  # the sandbox takes any
ADMIN = 1_001
LISTENS = r"(http://[\w.]+:\d+)"
READY = r"@(\w+) is ready"
MARKER = "herald-benchmark"  # in the second line: the title, which progress shows, is the first


class Stage:
    """Everything around the bot that is measured."""

    def __init__(
        self, stack: AsyncExitStack, folder: Path, sandbox: Child, url: str, control: Control
    ) -> None:
        self._stack = stack
        self.folder = folder
        self.sandbox = sandbox
        self.url = url
        self.control = control
        self.people = range(0)

    @property
    def database(self) -> Path:
        return self.folder / DATABASE_NAME

    async def gather(self, count: int, *, blocked_share: float = 0.0) -> None:
        """Subscribe people, on both sides; some have blocked the bot without its knowledge."""
        await write_people(self.database, count)
        if count:
            await self.control.add_users(count, FIRST_PERSON, blocked_share=blocked_share)
        self.people = range(FIRST_PERSON, FIRST_PERSON + count)

    async def start_bot(self, *program: str, rate: float, log_level: str = "INFO") -> Child:
        """The bot, or another program in its place; returns at once."""
        bot = await spawn(
            "bot",
            *(program or ("-m", "bot")),
            folder=self.folder,
            settings={
                "BOT_TOKEN": TOKEN,
                "ADMIN_IDS": str(ADMIN),
                "TELEGRAM_API_URL": self.url,
                "DATA_DIR": str(self.folder),
                "BROADCAST_RATE": f"{rate:g}",
                "LOG_LEVEL": log_level,
            },
        )
        self._stack.push_async_callback(bot.end)
        return bot

    async def ready_bot(self, *program: str, rate: float) -> Child:
        """The same, once it says that it is ready."""
        bot = await self.start_bot(*program, rate=rate)
        await bot.line(READY)
        return bot

    async def verdict(self) -> Verdict:
        """Who got the newest broadcast, by the ledger and by the sandbox."""
        delivered = dict(await self.control.delivered(MARKER))
        return judge(self.people, ledger.outcomes(self.database), delivered)


@asynccontextmanager
async def stage(*, speed: float = 1.0, seed: int = 1) -> AsyncIterator[Stage]:
    """A sandbox whose clock runs `speed` times as fast as the wall's; all ends with the block."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="herald-bench-")))
        sandbox = await spawn(
            "sandbox",
            *("-m", "sandbox", "--port", "0", "--speed", f"{speed:g}", "--seed", str(seed)),
            folder=folder,
        )
        stack.push_async_callback(sandbox.end)
        url = await sandbox.line(LISTENS)
        control = await stack.enter_async_context(Control(url, token=TOKEN))
        await control.add_user(ADMIN, "Ann", started=True)
        yield Stage(stack, folder, sandbox, url, control)

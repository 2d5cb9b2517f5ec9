"""One measurement's stage: a folder of its own, a sandbox, people, and a bot when asked for."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from annotated_types import Le

from bench.stage import ledger
from bench.stage.audience import FIRST_PERSON
from bench.stage.children import spawn
from bench.stage.verdict import Verdict, judge
from bot.process.children import Child
from bot.settings.settings import DATABASE_NAME, Settings
from botapi_sandbox.control import Control

TOKEN = "424242:bench"  # the sandbox takes any
ADMIN = 1_001
MOST_RATE = 10_000.0  # messages/s: far above what one process can do
LISTENS = r"(http://[\w.]+:\d+)"
PAGE = r"Page: (\S+)"
READY = r"@(\w+) is ready"
MARKER = "herald-benchmark"  # in the second line: the title, which progress shows, is the first


class Stage:
    """Everything around the bot that is measured."""

    def __init__(
        self,
        stack: AsyncExitStack,
        folder: Path,
        sandbox: Child,
        url: str,
        control: Control,
        *,
        page: str,
        speed: float,
    ) -> None:
        self.page = page
        self._stack = stack
        self.folder = folder
        self.speed = speed
        self.sandbox = sandbox
        self.url = url
        self.control = control
        self.people = range(0)

    @property
    def database(self) -> Path:
        return self.folder / DATABASE_NAME

    async def gather(self, count: int, *, blocked_share: float = 0.0) -> None:
        """Subscribe people, on both sides; some have blocked the bot without its knowledge."""
        writer = await self.start(
            "audience", "-m", "bench.stage.audience", str(self.database), str(count)
        )
        await writer.result()
        await self.know(count, blocked_share=blocked_share)

    async def fill(self, people: int, runs: int) -> None:
        """A database with a history: so many people, and broadcasts that each of them got."""
        await self.gather(0)
        made = (str(self.database), str(people), str(runs))
        filler = await self.start("fill", "-m", "bench.stage.ledger_size", *made)
        await filler.result()
        await self.know(people)

    async def know(self, count: int, *, blocked_share: float = 0.0) -> None:
        """Let the sandbox know so many people."""
        if count:
            await self.control.add_users(count, FIRST_PERSON, blocked_share=blocked_share)
        self.people = range(FIRST_PERSON, FIRST_PERSON + count)

    async def control_of(self, token: str) -> Control:
        """As `control`, about another bot."""
        return await self._stack.enter_async_context(Control(self.url, token=token))

    async def start(self, name: str, *program: str, **settings: str) -> Child:
        """Any program, ended with the stage; returns at once."""
        child = await spawn(name, *program, folder=self.folder, settings=settings)
        self._stack.push_async_callback(child.end)
        return child

    async def start_bot(self, *program: str, rate: float, **settings: str) -> Child:
        """The bot, or another program in its place, with more settings if wanted."""
        ours = {
            "BOT_TOKEN": TOKEN,
            "ADMIN_IDS": str(ADMIN),
            "TELEGRAM_API_URL": self.url,
            "DATA_DIR": str(self.folder),
            "BROADCAST_RATE": f"{rate:g}",
            # What is measured begins with the tap.
            "UNDO_SECONDS": "0",
            "TYPE_COUNT_ABOVE": "0",
            **STAYS_UNCERTAIN,
        }
        return await self.start("bot", *(program or ("-m", "bot")), **ours | settings)

    async def ready_bot(self, *program: str, rate: float, **settings: str) -> Child:
        """The same, once it says that it is ready."""
        bot = await self.start_bot(*program, rate=rate, **settings)
        await bot.line(READY)
        return bot

    async def verdict(self) -> Verdict:
        """Who got the newest broadcast, by the ledger and by the sandbox."""
        delivered = dict(await self.control.delivered(MARKER))
        return judge(self.people, ledger.outcomes(self.database), delivered)


# A broadcast with lost answers ends when they are found out, minutes later: what parts measure is
# what comes before that. What finding out costs and takes is bench/parts/delivery/found_out.py.
STAYS_UNCERTAIN = {"FIND_OUT": "false"}

LIMITS = "plain"
"""What every figure begins with: 30/s in all and a short ban at once; each part says the rest."""


@asynccontextmanager
async def stage(*, speed: float = 1.0, seed: int = 1) -> AsyncIterator[Stage]:
    """A sandbox whose clock runs `speed` times as fast as the wall's; all ends with the block."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="herald-bench-")))
        sandbox = await spawn(
            "sandbox",
            *("-m", "botapi_sandbox", "--port", "0", "--speed", f"{speed:g}", "--seed", str(seed)),
            folder=folder,
        )
        stack.push_async_callback(sandbox.end)
        url = await sandbox.line(LISTENS)
        page = await sandbox.line(PAGE)
        print(f"    to watch it: {page}", flush=True)
        control = await stack.enter_async_context(Control(url, token=TOKEN))
        await control.limits(like=LIMITS)
        await control.add_user(ADMIN, "Ann", started=True)
        yield Stage(stack, folder, sandbox, url, control, page=page, speed=speed)


def highest_rate() -> float:
    """What BROADCAST_RATE may be at most: so high that only the processor limits."""
    for rule in Settings.model_fields["broadcast_rate"].metadata:
        if isinstance(rule, Le) and isinstance(rule.le, int | float):
            return min(MOST_RATE, float(rule.le))
    return MOST_RATE

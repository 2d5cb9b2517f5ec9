"""Real nodes, one sandbox and a real PostgreSQL; the sandbox tells who called for which bot."""

import asyncio
import itertools
import math
import os
import signal
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.process import BaseProcess
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncConnection

from botapi.call import Call
from botapi_sandbox.control import Control
from broadcast.ledger.writer import FLUSH_SECONDS
from broadcast.model.broadcast import Broadcast
from broadcast.model.content import Content
from broadcast.pace.limiter import LEAST_IN_FLIGHT
from broadcast.pace.schedule import IN_FLIGHT_SECONDS
from db.audience import counting
from db.audience.audience import Audience
from db.broadcasts import broadcasts, drafts
from db.connection.database import Database
from db.connection.opening import open_database
from db.errors import DatabaseTrouble
from db.ledger import runs
from db.migrate import migrate
from tests.crash.forks import FORKS
from tests.engine.invariants import expect_exactly_once
from tests.fleet.balancer import Balancer
from tests.fleet.child import live, stop_at
from tests.fleet.figures import Figures

ADMIN = 5001
RATE = 25.0  # messages/s of a bot
PATIENCE = 30.0  # seconds for what should take a few


def words_of(bot: int) -> str:
    return f"Good news of {bot}"


def most_uncertain(rate: float = RATE) -> float:
    """What a node may leave behind that has no time for a last word: calls under way, and answers
    that wait for their commit."""
    under_way = max(LEAST_IN_FLIGHT, math.ceil(rate * IN_FLIGHT_SECONDS))
    return under_way + rate * FLUSH_SECONDS


@dataclass(kw_only=True)
class Fleet:
    """Nodes by name, and bots by number."""

    url: str
    control: Control
    server: URL
    folder: Path
    figures: Figures
    rate: float = RATE
    balancer: Balancer | None = None  # webhooks come through it; None: the nodes ask for updates
    nodes: dict[str, BaseProcess] = field(default_factory=dict)
    databases: dict[int, Database] = field(default_factory=dict)
    broadcasts: dict[int, int] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    place: str | None = None  # where the nodes stop themselves when told to

    async def add_bot(self, bot: int) -> Database:
        url = self.server.update_query_dict({"schema": f"bot_{bot}"})
        await migrate(url)
        database = self.databases[bot] = await open_database(url)
        lines = [f"{one}:sandbox-token broadcast_rate={self.rate:g}" for one in self.databases]
        (self.folder / "tokens").write_text("\n".join(lines), encoding="utf-8")
        return database

    async def broadcast(self, bot: int, people: int) -> None:
        """Launched, as Confirm does it; whoever serves the bot finds it."""
        await self.control.add_users(count=people, first_id=bot * 1_000_000 + 1)
        database = await self.add_bot(bot)
        query = (
            "INSERT INTO subscribers (chat_id, joined_at, changed_at)"
            " SELECT x, 1, 1 FROM generate_series(CAST(:first AS bigint), CAST(:last AS bigint)) x"
        )
        first = bot * 1_000_000 + 1
        async with database.write() as connection:
            await connection.execute(text(query), {"first": first, "last": first + people - 1})
            message = Call(method="sendMessage", params={"text": f"Headline\n{words_of(bot)}"})
            content = Content(message=(message,))
            number = await drafts.add(
                connection, title=content.title, content=content.dump(), author=ADMIN, now=1
            )
            await broadcasts.mark_launched(connection, number)
            await runs.add(
                connection,
                broadcast_id=number,
                by=ADMIN,
                total=await counting.count(connection, Audience(), now=1),
                upto=await runs.highest_subscriber(connection),
                now=1,
            )
        self.broadcasts[bot] = number

    def start(self, *names: str, change: Callable[[], None] | None = None, **others: str) -> None:
        """`others`: settings of these nodes alone."""
        if self.place is not None:
            change = partial(stop_at, self.place, self.folder / "stop")
        for name in names:
            environment = {
                "BOT_TOKENS_FILE": str(self.folder / "tokens"),
                "ADMIN_IDS": str(ADMIN),
                "TELEGRAM_API_URL": self.url,
                "DATABASE_URL": self.server.render_as_string(hide_password=False),
                "DATA_DIR": str(self.folder),
                "NODE_NAME": name,
                "CANARY": "0",
                "FIND_OUT": "false",  # who is uncertain stays so: the tests count them
                **(self.balancer.settings(name) if self.balancer else {}),
                **self.settings,
                **others,
            }
            node = FORKS.Process(target=live, args=(environment, self.log_of(name), change))
            node.start()
            self.nodes[name] = node

    def log_of(self, name: str) -> str:
        return str(self.folder / f"{name}.log")

    def said(self, name: str) -> str:
        log = Path(self.log_of(name))
        return log.read_text(encoding="utf-8") if log.exists() else ""

    def signal(self, name: str, number: signal.Signals) -> None:
        pid = self.nodes[name].pid
        assert pid is not None
        os.kill(pid, number)

    async def stopped(self) -> str:
        """Until one of them has stopped itself at the place; gives its name."""
        (self.folder / "stop").touch()
        async with asyncio.timeout(PATIENCE):
            while (name := next(filter(self._stands_still, self.nodes), None)) is None:
                await asyncio.sleep(0.02)
        return name

    def _stands_still(self, name: str) -> bool:
        stat = Path(f"/proc/{self.nodes[name].pid}/stat").read_text(encoding="utf-8")
        return stat.rpartition(")")[2].split()[0] == "T"

    async def over(self, name: str) -> int | None:
        await asyncio.to_thread(self.nodes[name].join, 15)
        return self.nodes[name].exitcode

    async def has_said(self, name: str, words: str) -> bool:
        return words in await asyncio.to_thread(self.said, name)

    async def back(self, name: str) -> None:
        """Until messages of a later epoch of this node's have come than any that is known."""
        known = await self._epochs(name)
        await self.until(lambda: self._has_more(name, known))

    async def _has_more(self, name: str, known: set[str]) -> bool:
        self._check()
        return bool(await self._epochs(name) - known)

    async def _epochs(self, name: str) -> set[str]:
        """Under which it has sent something."""
        callers = await self.control.callers()
        return {one.caller for one in callers if one.sends and one.caller.startswith(f"{name}/")}

    async def node_of(self, bot: int) -> str:
        name, _ = await self.owner(bot)
        assert name is not None
        return name

    async def owner(self, bot: int) -> tuple[str | None, int]:
        """Who wrote its name into the bot's schema last, and the epoch."""
        async with self._reading(bot) as connection:
            row = (await connection.execute(text("SELECT node, epoch FROM owner"))).one()
        return row.node, row.epoch

    async def silence(self, bot: int) -> float:
        """The longest pause between two messages of its broadcast, in seconds."""
        moments = (await self.control.timeline(words_of(bot))).accepted
        return max((after - before for before, after in itertools.pairwise(moments)), default=0.0)

    async def note_costs(self, what: str, bot: int) -> None:
        """Of a fault that met the node of that bot."""
        self.figures.note(f"{what}: silent, s", await self.silence(bot))
        ended = await self.read(bot)
        self.figures.note(f"{what}: uncertain", ended.figures.uncertain)

    async def sent(self, bot: int) -> int:
        return (await self.control.counts(words_of(bot))).accepted

    async def flowing(self, bot: int, more: int = 5) -> float:
        """Until this many more of its messages have arrived; gives the seconds."""
        began, enough = time.monotonic(), await self.sent(bot) + more
        await self.until(lambda: self._has(bot, enough))
        return time.monotonic() - began

    async def until(self, happened: Callable[[], Awaitable[bool]]) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                while not await happened():
                    await asyncio.sleep(0.02)
        except TimeoutError:
            said = "\n".join(f"{name}:\n{self.said(name)[-3000:]}" for name in self.nodes)
            raise AssertionError(f"it did not happen\n{said}") from None

    async def read(self, bot: int) -> Broadcast:
        async with self._reading(bot) as connection:
            row = await broadcasts.find(connection, self.broadcasts[bot])
        assert row is not None
        return Broadcast.from_row(row)

    async def twice(self, bot: int) -> int:
        """How many got its broadcast more than once."""
        return sum(times > 1 for _, times in await self.control.delivered(words_of(bot)))

    async def finished(self, bot: int, *, once: bool = True) -> Broadcast:
        """And everybody got it once, but for the uncertain, unless those were sent it again."""
        async with asyncio.timeout(120):
            while (await self.read(bot)).finished_at is None:
                await asyncio.sleep(0.1)
        ended = await self.read(bot)
        if once:
            await expect_exactly_once(self.databases[bot], self.control, ended, words_of(bot))
        return ended

    async def expect_one_at_a_time(self) -> int:
        """No call of an earlier epoch came after the first one of a later; how many there were."""
        by_bot: dict[int, list[tuple[int, float, float, str]]] = {}
        for one in await self.control.callers():
            if one.bot is None or one.first is None or one.last is None:
                continue
            epoch = int(one.caller.rpartition("/")[2])
            by_bot.setdefault(one.bot, []).append((epoch, one.first, one.last, one.caller))
        for spans in by_bot.values():
            spans.sort()
            for before, after in itertools.pairwise(spans):
                assert before[2] <= after[1], f"{before[3]} called after {after[3]} had begun"
        return sum(map(len, by_bot.values()))

    @asynccontextmanager
    async def _reading(self, bot: int) -> AsyncIterator[AsyncConnection]:
        """Connections from before the server was killed are of no use any more."""
        while True:
            with suppress(DatabaseTrouble):
                await self.databases[bot].look()
                break
            await asyncio.sleep(0.1)
        async with self.databases[bot].read() as connection:
            yield connection

    async def _has(self, bot: int, enough: int) -> bool:
        self._check()
        return await self.sent(bot) >= enough or (await self.read(bot)).finished_at is not None

    def _check(self) -> None:
        for name, node in self.nodes.items():
            assert node.is_alive() or node.exitcode in (0, -signal.SIGKILL), self.said(name)[-3000:]

    async def close(self) -> None:
        for node in self.nodes.values():
            if node.is_alive():
                with suppress(ProcessLookupError):
                    node.kill()
            await asyncio.to_thread(node.join, 10)
        for database in self.databases.values():
            await database.close()

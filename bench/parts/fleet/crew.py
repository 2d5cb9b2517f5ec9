"""Nodes, the bots they share, and the server between them: `herald node` as anybody starts it."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from psycopg import sql

from bench.parts.server.bot_on_server import DATABASE, BotOnServer, running_server
from bench.parts.several.seat import BotSeat
from bench.stage.admin import Admin
from bench.stage.scene import ADMIN, MARKER, Stage, stage
from bench.stage.waiting import until
from bot.demo.postgresql.server import Server
from bot.process.children import Child
from botapi_sandbox.control import Control
from botapi_sandbox.control.replies import Timeline

FIRST_BOT = 424242
READY = r"node (\w+) is ready"
OWNER = sql.SQL("SELECT node FROM {}.owner")
FINISHED = sql.SQL("SELECT count(*) FROM {}.runs WHERE state = 'finished'")
LOOK_EVERY, SEE_END_EVERY = 0.05, 0.5  # seconds
PATIENCE = 60.0  # seconds for what should take a few


class Crew:
    """All of it on one stage; nodes come and go."""

    def __init__(self, scene: Stage, server: Server, tokens: Sequence[str], rate: float) -> None:
        self.scene = scene
        self.server = server
        self.nodes: dict[str, Child] = {}
        self._tokens = tokens
        self._rate = rate
        self._seats: list[BotSeat] = []
        self._admins: list[Admin] = []
        self._confirmed = 0  # broadcasts of each bot

    @property
    def bots(self) -> list[int]:
        return [_number(token) for token in self._tokens]

    async def gather(self, people: int) -> None:
        """All of them subscribed to every bot."""
        (self.scene.folder / "tokens").write_text("\n".join(self._tokens), encoding="utf-8")
        for token in self._tokens:
            await BotOnServer(self.server, schema_of(_number(token))).gather(people)
            control = await self.scene.control_of(token)
            # What an admin waits for in a file is asked of the server here.
            self._seats.append(BotSeat(control=control, database=self.scene.database))
        await self.scene.know(people)
        self._admins = [Admin(seat) for seat in self._seats]

    async def start(self, name: str, **settings: str) -> None:
        """Returns at once."""
        ours = {
            "BOT_TOKENS_FILE": "tokens",
            "ADMIN_IDS": str(ADMIN),
            "TELEGRAM_API_URL": self.scene.url,
            "DATABASE_URL": self.server.url(DATABASE).render_as_string(hide_password=False),
            "DATA_DIR": str(self.scene.folder),
            "NODE_NAME": name,
            "BROADCAST_RATE": f"{self._rate:g}",
            "UNDO_SECONDS": "0",
            "TYPE_COUNT_ABOVE": "0",
        }
        self.nodes[name] = await self.scene.start(name, "-m", "bot", "node", **ours | settings)

    async def ready(self, *names: str, **settings: str) -> None:
        """Started, and every bot is served, as evenly as it goes."""
        for name in names:
            await self.start(name, **settings)
        for name in names:
            await self.nodes[name].line(READY)
        await self.even()

    async def kill(self, name: str) -> None:
        """SIGKILL."""
        await self.nodes.pop(name).kill()

    async def end(self, name: str) -> None:
        """SIGTERM; until it has ended."""
        await self.nodes.pop(name).end()

    async def even(self) -> None:
        """Until every bot is served, and no node has more than one bot more than another."""

        async def is_so() -> bool:
            for node in self.nodes.values():
                node.check()
            shares = await self.shares()
            counts = [shares[name] for name in self.nodes]
            return sum(counts) == len(self._tokens) and max(counts) - min(counts) <= 1

        await until(is_so, within=PATIENCE, every=LOOK_EVERY, otherwise="bots were not shared out")

    async def shares(self) -> Counter[str | None]:
        """Bots by node, as each wrote itself into their schemas."""
        return Counter((await self.owners()).values())

    async def owners(self) -> dict[int, str | None]:
        """None: nobody, just now."""
        return await asyncio.to_thread(self._ask, OWNER)

    async def compose(self) -> None:
        """A broadcast of each bot, up to *Confirm*."""
        for admin in self._admins:
            await admin.compose()

    async def confirm(self) -> float:
        """All of them; gives the moment before the first tap in sandbox seconds."""
        self._confirmed += 1
        since = await self.scene.control.now()
        await asyncio.gather(*(admin.confirm() for admin in self._admins))
        return since

    async def finished(self, within: float) -> None:
        """All that were confirmed so far."""

        async def is_so() -> bool:
            found = await asyncio.to_thread(self._ask, FINISHED)
            return all(count == self._confirmed for count in found.values())

        await until(is_so, within=within, every=SEE_END_EVERY, otherwise="broadcasts did not end")

    async def timelines(self) -> dict[int, Timeline]:
        """Of the broadcasts, by bot."""
        controls = self.controls
        return {bot: await controls[bot].timeline(MARKER) for bot in controls}

    @property
    def controls(self) -> dict[int, Control]:
        return dict(zip(self.bots, (seat.control for seat in self._seats), strict=True))

    async def refused(self) -> int:
        """429 answers, of all bots together."""
        counts = [await control.counts() for control in self.controls.values()]
        return sum(one.statuses.get("429", 0) for one in counts)

    async def twice(self) -> int:
        """Recipients that got a broadcast more than once."""
        delivered = [await control.delivered(MARKER) for control in self.controls.values()]
        return sum(times > 1 for one in delivered for _, times in one)

    def _ask(self, question: sql.SQL) -> dict[int, Any]:
        """One value of each bot."""
        with self.server.connect(DATABASE) as connection:
            queries = {bot: question.format(sql.Identifier(schema_of(bot))) for bot in self.bots}
            rows = {bot: connection.execute(query).fetchone() for bot, query in queries.items()}
        return {bot: row and row[0] for bot, row in rows.items()}


def schema_of(bot: int) -> str:
    return f"bot_{bot}"


def _number(token: str) -> int:
    return int(token.partition(":")[0])


@asynccontextmanager
async def crew(
    bots: int, people: int, *, rate: float, latency: float, limit: float | None = None
) -> AsyncIterator[Crew]:
    """`limit`: the sandbox's, for each bot; without it the bots' own `rate` in messages/s."""
    tokens = [f"{FIRST_BOT + number}:bench" for number in range(bots)]
    async with running_server() as server, stage() as scene:
        await scene.control.limits(per_second=limit, latency=latency)
        ready = Crew(scene, server, tokens, rate)
        await ready.gather(people)
        yield ready

"""The engine against a sandbox in the same process, both on a clock that runs fast."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest
from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer
from sqlalchemy import text as sql

from bot.client.session import Session
from botapi.call import Call
from botapi_sandbox import Sandbox
from botapi_sandbox.control import Control
from broadcast.assembly.build import Assembly, build_engine
from broadcast.assembly.options import EngineOptions
from broadcast.guards.canary import SafetyLimits
from broadcast.model.broadcast import Broadcast
from broadcast.model.content import Content
from broadcast.planning.policy import PlanningRules
from broadcast.sending.engine import LAST_COMMIT
from broadcast.sending.snapshot import Chunks
from db.connection.database import Database
from db.schema.states import BroadcastState
from runtime.lease import ALWAYS, Lease
from runtime.supervisor import Supervisor
from tests.actors import editor
from tests.clocks import FastClock
from tests.conftest import TOKEN

SPEED = 10.0
FIRST = 1_000_001
TEXT = "Good news"
UNDO = 3.0  # seconds in which what is confirmed can be undone; a launch waits for nothing
OPEN = {BroadcastState.RUNNING, BroadcastState.PAUSED}


def text(words: str = TEXT) -> Content:
    return Content(message=(Call(method="sendMessage", params={"text": words}),))


@pytest.fixture
async def sandbox_url() -> AsyncIterator[str]:
    async with Sandbox(speed=SPEED, seed=1, like="plain").serving(port=0) as url:
        yield url


@dataclass(kw_only=True)
class Bench:
    """An engine at work, and what a test wants of it."""

    assembly: Assembly
    database: Database
    control: Control
    bot: Bot
    clock: FastClock

    async def subscribe(self, count: int, first: int = FIRST) -> None:
        await self.control.add_users(count=count, first_id=first)
        query = (
            "WITH RECURSIVE n(x) AS (SELECT :first UNION ALL SELECT x + 1 FROM n WHERE x < :last)"
            " INSERT INTO subscribers (chat_id, joined_at, changed_at) SELECT x, 1, 1 FROM n"
        )
        async with self.database.write() as connection:
            await connection.execute(sql(query), {"first": first, "last": first + count - 1})

    async def launch(self, content: Content | None = None) -> int:
        doors = self.assembly.doors
        broadcast_id = await doors.drafts.add(content or text(), by=editor())
        await doors.launches.launch(broadcast_id, by=editor())
        return broadcast_id

    async def until(self, broadcast_id: int, ready: Callable[[Broadcast], bool]) -> Broadcast:
        while not ready(broadcast := await self.assembly.doors.reports.get(broadcast_id)):
            await self.clock.sleep(0.1)
        return broadcast

    async def finished(self, broadcast_id: int) -> Broadcast:
        return await self.until(broadcast_id, lambda one: one.state is BroadcastState.FINISHED)


Starter = Callable[..., Awaitable[Bench]]


@asynccontextmanager
async def working(  # noqa: PLR0913 - each test names the one or two that it is about
    url: str,
    database: Database,
    control: Control,
    *,
    rate: float = 30,
    resend: bool = False,
    token: str = TOKEN,
    safety: SafetyLimits | None = None,
    chunks: Chunks | None = None,
    lease: Lease = ALWAYS,
    links_at: str | None = None,
    find_out: bool = False,
    speed: float = SPEED,
) -> AsyncIterator[Bench]:
    clock = FastClock(speed)
    supervisor = Supervisor(clock)
    bot = Bot(token, session=Session(api=TelegramAPIServer.from_base(url), lease=lease))
    options = EngineOptions(
        rate=rate,
        resend_uncertain=resend,
        safety=safety or SafetyLimits(),
        chunks=chunks or Chunks(),
        planning=PlanningRules(undo_seconds=UNDO, owner_ids=frozenset({editor().user_id})),
        links_at=links_at,
        find_out=find_out,
    )
    assembly = await build_engine(bot, database, clock, supervisor, options, lease=lease)
    await assembly.takeover.take_over()
    await assembly.engine.start()
    try:
        yield Bench(assembly=assembly, database=database, control=control, bot=bot, clock=clock)
    finally:
        await assembly.engine.drain(8, last_commit=LAST_COMMIT * speed)
        await supervisor.close()
        await bot.session.close()


@pytest.fixture
async def bench(sandbox_url: str, database: Database, control: Control) -> AsyncIterator[Bench]:
    async with working(sandbox_url, database, control) as ready:
        yield ready

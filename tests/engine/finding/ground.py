"""An engine that finds out, fast: 90 seconds are two."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer
from sqlalchemy import text as sql

from bot.client.session import Session
from botapi_sandbox import Sandbox
from botapi_sandbox.control import Control
from broadcast.assembly.build import build_engine
from broadcast.assembly.options import EngineOptions
from broadcast.planning.policy import PlanningRules
from db.connection.database import Database
from runtime.supervisor import Supervisor
from tests.clocks import FastClock
from tests.conftest import TOKEN
from tests.engine.conftest import TEXT, Bench, working

SPEED = 40.0
PEOPLE = 60


@asynccontextmanager
async def fast_sandbox(speed: float = SPEED) -> AsyncIterator[tuple[str, Control]]:
    """With its address."""
    async with (
        Sandbox(speed=speed, seed=1, like="plain").serving(port=0) as url,
        Control(url) as control,
    ):
        yield url, control


@asynccontextmanager
async def finding(database: Database) -> AsyncIterator[Bench]:
    async with (
        fast_sandbox() as (url, control),
        working(url, database, control, find_out=True, speed=SPEED) as bench,
    ):
        await bench.subscribe(PEOPLE)
        await bench.control.add_user(7, "Ann", started=True)
        yield bench


@asynccontextmanager
async def dying(url: str, database: Database, control: Control) -> AsyncIterator[Bench]:
    """Nothing more is written at the end, as by kill -9."""
    clock = FastClock(SPEED)
    supervisor = Supervisor(clock)
    bot = Bot(TOKEN, session=Session(api=TelegramAPIServer.from_base(url)))
    options = EngineOptions(rate=30, find_out=True, planning=PlanningRules(undo_seconds=0))
    assembly = await build_engine(bot, database, clock, supervisor, options)
    await assembly.takeover.take_over()
    await assembly.engine.start()
    yield Bench(assembly=assembly, database=database, control=control, bot=bot, clock=clock)
    await supervisor.close()
    await bot.session.close()


async def die_in_the_middle(url: str, database: Database, control: Control) -> int:
    """Six messages have landed, and their answers do not come in time."""
    async with dying(url, database, control) as bench:
        await bench.subscribe(PEOPLE)
        await control.add_user(7, "Ann", started=True)
        await control.faults(slow_answer={"next": 6, "skip": 25, "delay": 150.0})
        broadcast_id = await bench.launch()
        while len(await control.delivered(TEXT)) < 31:
            await bench.clock.sleep(0.1)
    return broadcast_id


async def reasons(database: Database) -> list[tuple[str, str]]:
    """What was found, and why, of everybody in doubt."""
    async with database.read() as connection:
        rows = await connection.execute(sql("SELECT found, reason, evidence FROM doubts"))
        return [tuple(row) for row in rows]

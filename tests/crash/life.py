"""One life of the engine, in a process of its own that may be made to die at a chosen point.

No dispatcher: what handlers would ask for is asked of broadcast.doors
directly. All that the process was told, or was doing when it died, stands in a file: writing to it
survives.
"""

import asyncio
import json
import logging
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer

from bot.client.session import Session
from bot.outside.client import GuardedClient
from bot.process.loop import run_in_loop
from botapi.call import Call
from botapi_sandbox.control import Control
from broadcast.assembly.build import Assembly, build_engine
from broadcast.assembly.options import EngineOptions
from broadcast.model.broadcast import Broadcast
from broadcast.model.content import Content
from broadcast.pace.limiter import Limiter, Ticket
from broadcast.planning.policy import PlanningRules
from broadcast.sending.engine import LAST_COMMIT
from broadcast.sending.snapshot import Chunks
from db.connection.database import Database
from db.connection.opening import open_database, parse_url
from db.schema.states import BroadcastState, SeriesState
from runtime.supervisor import Supervisor
from tests.actors import editor, owner
from tests.clocks import FastClock
from tests.conftest import TOKEN
from tests.crash.arming import Die, arm, arm_anywhere
from tests.crash.outside import Outside
from tests.crash.scripts import Script

SPEED = 5.0  # of the clock, here and in the sandbox
RATE = 60.0  # messages/s of that clock
CHUNKS = Chunks(first=10, second=10, skipped=10)  # recipients: several chunks of a snapshot for few
PLANNING = PlanningRules(undo_seconds=1, owner_ids=frozenset({editor().user_id}))
DRAIN = 8.0
REST = 1.0  # seconds of the clock: somebody who sends would send
PATIENCE = 25.0  # seconds of the wall clock; then the life has failed
ANYWHERE = "anywhere"
STANDS = (BroadcastState.PAUSED, BroadcastState.FINISHED, BroadcastState.CANCELLED)
CORRECTED_WORDS = "Good news, with a correction"  # the first words are those of what was sent
CORRECTION = Content(message=(Call(method="sendMessage", params={"text": CORRECTED_WORDS}),))
FEW = 10  # people who come into a series together
EXPIRES = 4_000_000_000  # Unix seconds: no test lasts until then


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """What the child needs to know; it is pickled."""

    url: str
    database_url: str
    folder: str
    broadcast_id: int
    script: Script
    some: int  # recipients with an outcome before the script goes on
    label: str | None = None  # the point to die at, or ANYWHERE
    nth: int = 1
    resend: bool = False
    first: int = 0  # the first person's chat, of a series
    people: int = 0


class Journal:
    """Facts, a line of JSON each, that are on the outside once `write` returns."""

    def __init__(self, folder: str) -> None:
        self._file = os.open(Path(folder) / "journal", os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def write(self, **facts: Any) -> None:
        os.write(self._file, json.dumps(facts).encode() + b"\n")


class Peak:
    """The most calls that were on their way at once."""

    def __init__(self) -> None:
        self.in_flight = 0

    def watch(self, limiter: Limiter) -> None:
        reserve = limiter.reserve

        def counted(*args: Any, **kwargs: Any) -> Ticket:
            ticket = reserve(*args, **kwargs)
            self.in_flight = max(self.in_flight, limiter.in_flight)
            return ticket

        limiter.reserve = counted  # type: ignore[method-assign]


class Life:
    """Carries a script out."""

    def __init__(
        self,
        plan: Plan,
        assembly: Assembly,
        outside: Outside,
        clock: FastClock,
        journal: Journal,
    ) -> None:
        self._plan = plan
        self._outside = outside
        self._assembly = assembly
        self._doors = assembly.doors
        self._clock = clock
        self._journal = journal

    async def go(self) -> None:
        for verb in self._plan.script:
            await getattr(self, verb)()
            self._journal.write(did=verb)

    async def launch(self) -> None:
        """One from outside is asked for again there, whatever became of it."""
        if await self._outside.has_come():
            await self.launch_by_api()
        elif (await self._now()).state is BroadcastState.DRAFT:
            await self._doors.launches.launch(self._plan.broadcast_id, by=editor())

    async def launch_by_api(self) -> None:
        """Always with the same Idempotency-Key."""
        await self._outside.launch()

    async def confirm(self) -> None:
        """As the launch, after a countdown; `finish` waits for both."""
        await self._doors.plans.confirm(self._plan.broadcast_id, by=editor())

    async def some(self) -> None:
        while True:
            broadcast = await self._now()
            if broadcast.figures.done >= self._plan.some or broadcast.state in STANDS:
                return
            await self._clock.sleep(0.05)

    async def pause(self) -> None:
        await self._doors.launches.pause(self._plan.broadcast_id, by=editor())

    async def resume(self) -> None:
        await self._doors.launches.resume(self._plan.broadcast_id, by=editor())

    async def cancel(self) -> None:
        await self._doors.launches.cancel(self._plan.broadcast_id, by=editor())

    async def expire(self) -> None:
        """By the machine's clock; in a later life it goes right again."""
        self._clock.put_on(EXPIRES - self._clock.time())
        await self._doors.quiet_times.decide(None, by=owner())  # who sleeps looks again

    async def ban(self) -> None:
        async with Control(self._plan.url, token=TOKEN) as control:
            await control.ban(25)  # longer than a busy machine takes from here to the first call

    async def rest(self) -> None:
        await self._clock.sleep(REST)

    async def drain(self) -> None:
        await self._assembly.engine.drain(DRAIN, last_commit=LAST_COMMIT * SPEED)

    async def decide(self) -> None:
        """The second version goes to the others, if nobody has said so yet; until they have it."""
        number, versions = self._plan.broadcast_id, self._doors.versions
        if await versions.open_one(number) is not None:
            await versions.decide(number, 1, by=editor())
        for child in await self._doors.reports.follow_ups(number):
            await self._finish(child.broadcast_id)

    async def recall(self) -> None:
        """Once, whoever of the lives begins it; until it is over."""
        await self._mend(self._doors.recalls.stop_and_begin)

    async def correct(self) -> None:
        await self._mend(partial(self._doors.corrections.begin, content=CORRECTION))

    async def _mend(self, begin: Callable[..., Awaitable[Broadcast]]) -> None:
        number, reports = self._plan.broadcast_id, self._doors.reports
        if not await reports.mendings(number):
            await begin(number, by=editor())
        for one in await reports.mendings(number):
            await self._finish(one.id)

    async def posted(self) -> None:
        """Until no event waits for anybody."""
        while any(one.waiting for one in await self._doors.addresses.all(by=owner())):
            await self._clock.sleep(0.05)

    async def enrol(self) -> None:
        """A few people at a time, until all are in the series; it goes on, if it does not."""
        (one,), _ = await self._doors.series.page(offset=0, limit=1)
        if one.state is SeriesState.PAUSED:
            await self._doors.series_running.resume(one.id, by=editor())
        for first in range(self._plan.first, self._plan.first + self._plan.people, FEW):
            chats = range(first, first + FEW)
            await self._doors.series_running.enrol(one.id, list(chats), by=editor())

    async def hold_up(self) -> None:
        await self.some()
        (one,), _ = await self._doors.series.page(offset=0, limit=1)
        await self._doors.series_running.pause(one.id, by=editor())
        await self.rest()
        await self._doors.series_running.resume(one.id, by=editor())

    async def all_steps(self) -> None:
        """Until everybody in the series has an outcome in each of its steps."""
        while True:
            (one,), _ = await self._doors.series.page(offset=0, limit=1)
            detail = await self._doors.series.detail(one.id)
            if one.finished == self._plan.people and not any(
                step.figures.waiting for step in detail.steps
            ):
                return
            await self._clock.sleep(0.05)

    async def see_round(self) -> None:
        """The timer makes it by itself; until it is over."""
        while True:
            found, _ = await self._doors.repeats.page(limit=1)
            if found and found[0].round_id is not None:
                break
            await self._clock.sleep(0.05)
        await self._finish(found[0].round_id)

    async def finish(self) -> None:
        await self._finish(self._plan.broadcast_id)

    async def _finish(self, broadcast_id: int) -> None:
        """Until nothing is left to be done, or the broadcast stands still."""
        while True:
            broadcast = await self._doors.reports.get(broadcast_id)
            if broadcast.state is BroadcastState.PAUSED:
                return
            if broadcast.finished_at is not None and broadcast.figures.remaining == 0:
                return
            await self._clock.sleep(0.05)

    async def _now(self) -> Broadcast:
        return await self._doors.reports.get(self._plan.broadcast_id)


def live(plan: Plan) -> None:
    """The child's main function. Exit codes: 0 the script is done, 3 it took too long."""
    log = os.open(Path(plan.folder) / "log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(log, 2)
    logging.basicConfig(level=logging.INFO)
    try:
        run_in_loop(life_of(plan))
    except TimeoutError:
        sys.exit(3)


async def life_of(plan: Plan) -> None:
    """Raises TimeoutError."""
    clock, journal = FastClock(SPEED), Journal(plan.folder)
    peak = Peak()

    def die() -> None:
        journal.write(died=plan.label, in_flight=peak.in_flight)
        os.kill(os.getpid(), signal.SIGKILL)

    _arm(plan, die)  # before the engine is built: it keeps some methods as they are then
    async with asyncio.timeout(PATIENCE), _built(plan, clock) as (assembly, database):
        peak.watch(assembly.limiter)
        await assembly.takeover.take_over()
        await assembly.engine.start()
        outside = Outside(plan.broadcast_id, assembly, database, clock)
        await Life(plan, assembly, outside, clock, journal).go()


def _arm(plan: Plan, die: Die) -> None:
    if plan.label == ANYWHERE:
        arm_anywhere(plan.nth, die)
    elif plan.label is not None:
        arm(plan.label, plan.nth, die)


@asynccontextmanager
async def _built(plan: Plan, clock: FastClock) -> AsyncIterator[tuple[Assembly, Database]]:
    database = await open_database(parse_url(plan.database_url))
    bot = Bot(TOKEN, session=Session(api=TelegramAPIServer.from_base(plan.url)))
    supervisor, outside = Supervisor(clock), GuardedClient(private=True)
    try:
        options = EngineOptions(
            rate=RATE,
            resend_uncertain=plan.resend,
            chunks=CHUNKS,
            planning=PLANNING,
            outside=outside,
        )
        yield await build_engine(bot, database, clock, supervisor, options), database
    finally:
        await supervisor.close()
        await outside.close()
        await bot.session.close()
        await database.close()

"""Builds everything, in order; the only place that knows all.

What is built later ends earlier: no new updates, then the engine's drain (handlers in flight end
meanwhile), background tasks, the line to Telegram, the database, the lock.
"""

import asyncio
import logging
import random
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from aiogram import Bot, Dispatcher
from aiogram.types import User

from bot.client.line import build_bot, proxy_of, waiting_out, who_am_i
from bot.greeting import show_commands, team_watch, tell_claim_link, tell_unnamed_owners
from bot.intake.in_hand import InHand
from bot.intake.intake import Intake
from bot.intake.rescue import Rescue
from bot.process.loop_watch import LoopWatch
from bot.runners import UpdateSource
from bot.settings.settings import Settings
from bot.wiring import Wiring, read_texts, wire
from broadcast.assembly import Assembly, build_engine
from broadcast.floods.own_bans import OwnBans
from broadcast.guards.canary import SafetyLimits
from broadcast.ledger.retention import Retention
from broadcast.sending.engine import Engine
from db.admins.admins import Admins
from db.connection.database import Database, database_file, open_database, parse_url
from db.connection.instance_lock import InstanceLock
from db.migrate import migrate
from db.subscribers.store import Subscribers
from db.updates_in_hand import UpdatesInHand
from handlers.frame.access import Access
from handlers.frame.answers import DeferredReplies
from handlers.frame.repeats import Repeats
from runtime.clock import Clock, SystemClock
from runtime.supervisor import Supervisor

logger = logging.getLogger(__name__)

DRAIN = 8.0  # seconds for the calls in flight; a container is killed after 10
TALK_ENDS = 7.0  # seconds for handlers, and for the answers that wait, at the same time


@dataclass(frozen=True, kw_only=True, slots=True)
class App:
    """What runs; tests look inside."""

    me: User
    bot: Bot
    database: Database
    assembly: Assembly
    dispatcher: Dispatcher
    http_port: int | None


@asynccontextmanager
async def running_app(settings: Settings, *, clock: Clock | None = None) -> AsyncIterator[App]:
    """Herald, from the first lock to the last commit.

    Raises StartRefused or DatabaseError when it cannot start.
    """
    clock = clock or SystemClock()
    chance = random.Random()  # noqa: S311 - jitter, not a secret
    watch = Stopwatch()
    async with AsyncExitStack() as stack:
        database = await stack.enter_async_context(_database(settings))
        watch.lap("database")
        bot = await stack.enter_async_context(_session(settings, clock))
        me = await waiting_out(lambda: who_am_i(bot, settings.telegram_api_url), clock)
        watch.lap("getMe")
        supervisor = Supervisor(clock)
        stack.push_async_callback(supervisor.close)
        access = Access(Admins(database), owner_ids=settings.admin_ids, clock=clock)
        assembly = await build_engine(
            bot,
            database,
            clock,
            supervisor,
            rate=settings.broadcast_rate,
            resend_uncertain=settings.uncertain_policy == "resend",
            safety=SafetyLimits(canary=settings.canary, failure_share=settings.failure_share),
            is_admin=access.is_known_admin,
            chance=chance,
        )
        texts, timezone = read_texts(settings.default_locale), ZoneInfo(settings.timezone)
        wiring = wire(texts, timezone, bot, database, assembly, access, clock, supervisor)
        watch.lap("wiring")
        intake = await build_intake(wiring, assembly, bot, me, database, clock, supervisor)
        entrance = UpdateSource(
            settings, bot, wiring.dispatcher, intake, assembly, supervisor, clock, chance
        )
        await _start(stack, assembly, wiring, bot)
        stack.push_async_callback(_end, assembly.engine, intake, wiring.answers, entrance)
        watch.lap("engine")
        port = await stack.enter_async_context(entrance.opened())
        watch.lap("entrance")
        logger.info("@%s is ready", me.username)
        logger.debug("the start cost: %s", watch)
        await tell_claim_link(wiring.access, me)
        await tell_unnamed_owners(wiring.access)
        supervisor.spawn(show_commands(bot, wiring, clock), name="menu of commands")
        watched = LoopWatch(SystemClock(), assembly.metrics.stood_still)
        supervisor.keep(watched.keep, name="watch over the event loop")
        supervisor.keep(team_watch(bot, wiring, me, clock).keep, name="team")
        supervisor.keep(wiring.sweep.keep, name="sweep of old dialogs and drafts")
        if settings.ledger_days:
            thinner = Retention(database, clock, days=settings.ledger_days)
            supervisor.keep(thinner.keep, name="thinning of old ledgers")
        yield App(
            me=me,
            bot=bot,
            database=database,
            assembly=assembly,
            dispatcher=wiring.dispatcher,
            http_port=port,
        )


async def build_intake(
    wiring: Wiring,
    assembly: Assembly,
    bot: Bot,
    me: User,
    database: Database,
    clock: Clock,
    supervisor: Supervisor,
) -> Intake:
    """Where both ways in end; it knows what former lives did not survive."""
    in_hand = InHand(supervisor, clock, UpdatesInHand(database))
    await in_hand.recall()
    return Intake(
        wiring.dispatcher,
        bot,
        supervisor,
        Repeats(wiring.answers.give, clock).give,
        saw_number=assembly.saw_number,
        came_back=assembly.came_back,
        in_hand=in_hand,
        rescue=Rescue(Subscribers(database), bot, me.username, clock),
    )


class Stopwatch:
    """What the start cost, part by part; its text is the log line."""

    def __init__(self) -> None:
        self._last = time.monotonic()
        self._laps: list[str] = []

    def lap(self, name: str) -> None:
        now = time.monotonic()
        self._laps.append(f"{name} {(now - self._last) * 1000:.0f} ms")
        self._last = now

    def __str__(self) -> str:
        return ", ".join(self._laps)


@asynccontextmanager
async def _database(settings: Settings) -> AsyncIterator[Database]:
    """Locked for us, migrated, open."""
    url = parse_url(settings.database_url)
    with InstanceLock(database_file(url)):
        if await migrate(url):
            logger.info("the database %s was brought up to date", url.database)
        database = await open_database(url)
        try:
            yield database
        finally:
            await database.close()


@asynccontextmanager
async def _session(settings: Settings, clock: Clock) -> AsyncIterator[Bot]:
    bot = build_bot(settings)
    if proxy := proxy_of(settings):
        logger.info("calls go through the proxy %s (%s)", proxy.shown, proxy.source)
    bot.session.middleware(OwnBans(clock))
    try:
        yield bot
    finally:
        await bot.session.close()


async def _start(stack: AsyncExitStack, assembly: Assembly, wiring: Wiring, bot: Bot) -> None:
    """The dispatcher, the engine, the progress messages."""
    dispatcher = wiring.dispatcher
    await dispatcher.emit_startup(bot=bot, **dispatcher.workflow_data)
    stack.push_async_callback(dispatcher.emit_shutdown, bot=bot, **dispatcher.workflow_data)
    await assembly.engine.start()
    wiring.progress.start()


async def _end(
    engine: Engine, intake: Intake, answers: DeferredReplies, entrance: UpdateSource
) -> None:
    """No updates come in any more: finish what was begun."""
    async with asyncio.TaskGroup() as ending:
        ending.create_task(engine.drain(DRAIN))
        ending.create_task(_end_talk(intake, answers))
    await entrance.confirm()


async def _end_talk(intake: Intake, answers: DeferredReplies) -> None:
    until = time.monotonic() + TALK_ENDS
    await intake.finish(TALK_ENDS)
    await answers.finish(until - time.monotonic())

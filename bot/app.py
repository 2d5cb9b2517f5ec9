"""Builds one bot, in order; the only place that knows all of it.

What is built later ends earlier: no new updates, then the engine's drain (handlers in flight end
meanwhile), background tasks, the connection to Telegram, the right to the database.
"""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from aiogram import Bot, Dispatcher
from aiogram.types import User

from bot.foundation import Foundation, laid
from bot.greeting import show_commands, team_watch, tell_claim_link, tell_unnamed_owners
from bot.house.house import House
from bot.house.neighbours import Seat
from bot.http.health import in_words
from bot.http.redirects import Pages
from bot.intake.engine_news import EngineNews
from bot.intake.intake import Intake
from bot.intake.rescue import Rescue
from bot.intake.unfinished import UnfinishedUpdates
from bot.process.stopwatch import Stopwatch
from bot.settings.engine import engine_options
from bot.settings.links import api_at
from bot.settings.settings import Settings
from bot.shifts.shift import BeginShift, Shift
from bot.update_source import UpdateSource, build_update_source
from bot.wiring import Choices, Wiring, build_desk, wire
from broadcast.assembly.build import Assembly, build_engine
from broadcast.ledger.retention import Retention
from db.admins.admins import Admins
from db.connection.database import Database
from db.subscribers.store import Subscribers
from db.unfinished_updates import UnfinishedStore
from handlers.collaborators import Collaborators
from handlers.frame.access import Access
from handlers.language.texts import Texts
from handlers.outbox.repeats import Repeats
from runtime.clock import Clock
from runtime.outside import Outside

logger = logging.getLogger(__name__)

DRAIN = 8.0  # seconds for the calls in flight; a container is killed after 10
TALK_ENDS = 7.0  # seconds for handlers, and for the answers that wait, at the same time
ENDING = ["it is ending"]


class Grace:
    """How long what was begun has to end, in seconds."""

    def __init__(self) -> None:
        self.calls = DRAIN
        self.talk = TALK_ENDS

    def none(self) -> None:
        """Nothing that it does counts any more: end at once."""
        self.calls = self.talk = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class App:
    """What runs; tests look inside."""

    me: User
    bot: Bot
    database: Database
    shift: Shift
    assembly: Assembly
    dispatcher: Dispatcher
    http_port: int | None
    access: Access
    grace: Grace


@asynccontextmanager
async def running_app(
    settings: Settings, house: House, begin_shift: BeginShift, clock: Clock
) -> AsyncIterator[App]:
    """One bot, from the right to serve it to the last commit.

    Raises StartRefused or DatabaseError when it cannot start.
    """
    watch, grace = Stopwatch(), Grace()
    async with AsyncExitStack() as stack:
        base = await stack.enter_async_context(laid(settings, clock, begin_shift))
        watch.lap("database and getMe")
        access = Access(Admins(base.database), owner_ids=settings.admin_ids, clock=base.clock)
        assembly = await _build_engine(base, settings, access, house.outside)
        choices = Choices(
            timezone=ZoneInfo(settings.timezone),
            type_count_above=settings.type_count_above,
            api_at=api_at(settings.http_host, settings.http_port),
        )
        texts = house.texts(settings.default_locale)
        wiring = wire(base, assembly, access, texts, choices, house.neighbours)
        intake = await build_intake(base, assembly, wiring)
        source = build_update_source(
            settings, base, intake, assembly.events, wiring.dispatcher, house.hooks
        )
        watch.lap("wiring")
        await _start(stack, assembly, wiring, base.bot)
        stack.enter_context(_known_to(house, base, assembly, access))
        stack.enter_context(
            house.reception.seated(build_desk(base, assembly, access, texts, choices))
        )
        stack.push_async_callback(assembly.tracking.counter.flush)
        stack.push_async_callback(_end, grace, assembly, intake, wiring.collaborators, source)
        stack.callback(house.health.know, base.me.id, lambda: ENDING)
        watch.lap("engine")
        port = await house.listen()
        stack.enter_context(_leading(house, assembly, texts))
        await stack.enter_async_context(source.running())
        watch.lap("updates")
        logger.info("@%s is ready", base.me.username)
        logger.debug("the start cost: %s", watch)
        await tell_claim_link(access, base.me)
        await tell_unnamed_owners(access)
        _keep_house(base, settings, assembly, wiring)
        yield App(
            me=base.me,
            bot=base.bot,
            database=base.database,
            shift=base.shift,
            assembly=assembly,
            dispatcher=wiring.dispatcher,
            http_port=port,
            access=access,
            grace=grace,
        )


async def _build_engine(
    base: Foundation, settings: Settings, access: Access, outside: Outside
) -> Assembly:
    return await build_engine(
        base.bot,
        base.database,
        base.clock,
        base.supervisor,
        engine_options(settings, outside),
        is_admin=access.is_known_admin,
        chance=base.chance,
        lease=base.shift.lease,
    )


async def build_intake(base: Foundation, assembly: Assembly, wiring: Wiring) -> Intake:
    """Where both ways in end; it knows which updates former processes left unfinished."""
    unfinished = UnfinishedUpdates(base.supervisor, base.clock, UnfinishedStore(base.database))
    await unfinished.load()
    return Intake(
        wiring.dispatcher,
        base.bot,
        base.supervisor,
        Repeats(wiring.collaborators.replies.enqueue, base.clock).enqueue,
        news=EngineNews(
            numbers=assembly.numbers,
            came_back=assembly.came_back,
            caught_up=assembly.caught_up,
            awaits_updates=assembly.awaits_updates,
        ),
        unfinished=unfinished,
        rescue=Rescue(Subscribers(base.database), base.bot, base.me.username, base.clock),
    )


@contextmanager
def _known_to(house: House, base: Foundation, assembly: Assembly, access: Access) -> Iterator[None]:
    """Whoever looks after the process is told of this bot, and so are its owners in others."""
    me = base.me
    seat = Seat(
        username=me.username,
        access=access,
        reports=assembly.doors.reports,
        subscribers=Subscribers(base.database),
    )
    house.health.know(me.id, lambda: in_words(assembly.status.halts()))
    try:
        with (
            house.metrics.shown(me.id, assembly.metrics),
            house.neighbours.seated(me.id, seat),
        ):
            yield
    finally:
        house.health.forget(me.id)


@contextmanager
def _leading(house: House, assembly: Assembly, texts: Texts) -> Iterator[None]:
    """Links of broadcasts lead over this server, where people reach it."""
    base = assembly.tracking.base
    if base is None:
        yield
        return

    with house.redirects.leading(base, assembly.tracking.follow, Pages(texts)):
        yield


async def _start(stack: AsyncExitStack, assembly: Assembly, wiring: Wiring, bot: Bot) -> None:
    """The dispatcher, the engine, the progress messages."""
    dispatcher = wiring.dispatcher
    await dispatcher.emit_startup(bot=bot, **dispatcher.workflow_data)
    stack.push_async_callback(dispatcher.emit_shutdown, bot=bot, **dispatcher.workflow_data)
    await assembly.takeover.take_over()
    await assembly.engine.start()
    wiring.collaborators.progress.start()
    wiring.collaborators.notices.start()
    wiring.arrivals.start()


def _keep_house(base: Foundation, settings: Settings, assembly: Assembly, wiring: Wiring) -> None:
    """What goes on in the background until the end."""
    supervisor, clock = base.supervisor, base.clock
    supervisor.spawn(show_commands(base.bot, wiring, clock), name="menu of commands")
    left = wiring.albums.take_up(base.bot, wiring.dispatcher.feed_update)
    supervisor.spawn(left, name="albums left in the middle")
    supervisor.run_forever(team_watch(base, wiring).run_forever, name="team")
    supervisor.run_forever(wiring.inbox_relay.run_forever, name="copies to the forum group")
    supervisor.run_forever(wiring.arrivals.run_forever, name="drafts from outside")
    supervisor.run_forever(assembly.tracking.counter.run_forever, name="clicks")
    supervisor.run_forever(wiring.sweep.run_forever, name="sweep of old dialogs and drafts")
    supervisor.run_forever(wiring.collaborators.notices.run_forever, name="notices")
    if settings.clean_list:
        supervisor.run_forever(assembly.cleaner.run_forever, name="question to silent subscribers")
    if settings.ledger_days:
        retention = Retention(base.database, clock, days=settings.ledger_days)
        supervisor.run_forever(retention.run_forever, name="retention of old ledgers")


async def _end(
    grace: Grace, assembly: Assembly, intake: Intake, talk: Collaborators, source: UpdateSource
) -> None:
    """No updates come in any more: finish what was begun."""
    async with asyncio.TaskGroup() as ending:
        ending.create_task(assembly.engine.drain(grace.calls))
        ending.create_task(_end_talk(intake, talk, source, grace.talk))


async def _end_talk(
    intake: Intake, talk: Collaborators, source: UpdateSource, seconds: float
) -> None:
    until = time.monotonic() + seconds
    await intake.finish(seconds)
    await talk.popups.finish(until - time.monotonic())
    await talk.join_greeter.finish(until - time.monotonic())
    await talk.replies.finish(until - time.monotonic())
    await source.confirm()

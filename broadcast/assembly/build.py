"""Puts the engine together; the process (bot/app.py) and the tests start here."""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from aiogram import Bot
from aiogram.methods import TelegramMethod

from botapi.message_numbers import MessageNumbers, Nobody
from broadcast.assembly.doors import doors_of
from broadcast.assembly.figures import watch
from broadcast.assembly.ground import Ground, pace_of
from broadcast.assembly.options import EngineOptions
from broadcast.assembly.sending import cleaner_of, engine_of, finder_of, runs_of, send_loop_of
from broadcast.cleaning.cleaner import ListCleaner
from broadcast.clicks.tracking import Tracking
from broadcast.doors.doors import Doors
from broadcast.doors.forecast import Forecast
from broadcast.doors.previews import Previews
from broadcast.doors.reports import Reports
from broadcast.ledger.takeover import Takeover
from broadcast.model.events import Events
from broadcast.numbers.crossings import Crossings
from broadcast.outgoing.courier import Courier
from broadcast.outgoing.poster import EventPoster
from broadcast.pace.limiter import Limiter
from broadcast.paid.balance_poll import BalancePoll
from broadcast.replies.calls import NOBODY, UnderWay
from broadcast.replies.queue import ReplyQueue, nobody
from broadcast.replies.session_middleware import ReplyMiddleware
from broadcast.sending.engine import Engine
from broadcast.sending.status import EngineStatus
from db.connection.database import Database
from runtime.clock import Clock
from runtime.lease import ALWAYS, Lease
from runtime.metrics import Metrics
from runtime.supervisor import Supervisor


@dataclass(frozen=True, kw_only=True, slots=True)
class Assembly:
    """The engine and its neighbours, ready for `takeover.take_over()` and `engine.start()`."""

    takeover: Takeover
    engine: Engine
    status: EngineStatus
    doors: Doors  # what handlers/ may ask
    # The same over a database that somebody goes along with (db/connection/escorted.py).
    doors_over: Callable[[Database], Doors]
    events: Events
    limiter: Limiter
    metrics: Metrics
    numbers: MessageNumbers  # hears of what comes in, too
    came_back: Callable[[int], None]  # a chat that said /start or let the bot in
    # All updates that waited at that moment (monotonic seconds) were told to `numbers`; and whether
    # anybody waits to hear that.
    caught_up: Callable[[float], None]
    awaits_updates: Callable[[], bool]
    tracking: Tracking  # links that are followed over the bot's own server
    cleaner: ListCleaner  # to be run where somebody wants it
    # Seconds that a reply's chat has to wait, for a reason of its own.
    reply_wait: Callable[[TelegramMethod[Any]], float]


async def build_engine(
    bot: Bot,
    database: Database,
    clock: Clock,
    supervisor: Supervisor,
    options: EngineOptions,
    *,
    is_admin: Callable[[int | str], bool] = nobody,
    chance: random.Random | None = None,
    lease: Lease = ALWAYS,
) -> Assembly:
    """`is_admin` is asked with the chats of replies; `lease` before anything is claimed or sent.

    Hangs the reply middleware on the bot's session. Raises DatabaseTrouble.
    """
    ground = Ground.of(bot, database, clock, supervisor, options, lease)
    await ground.house.remember(database)
    await ground.cap.remember(database)
    pace = await pace_of(ground)
    numbers = MessageNumbers(Nobody() if ground.memory is None else ground.memory)
    replies = ReplyQueue(pace.limiter, pace.chats, clock, is_admin, lease)
    under_way: UnderWay = NOBODY
    if ground.memory is not None:
        under_way = Crossings(ground.memory, ground.ledger.flush)
    middleware = ReplyMiddleware(
        pace.limiter, replies, ground.metrics, clock, numbers, pace.balance.marks, under_way
    )
    bot.session.middleware(middleware)
    chance = chance or random.Random()  # noqa: S311 - jitter, not a secret
    runs = runs_of(ground, pace, chance)
    courier = Courier(options.outside, clock, lease)
    poster = EventPoster(database, courier, ground.events, supervisor, clock, chance)
    balance_poll = BalancePoll(bot, pace.balance, clock, runs.stars_wake, runs.active.pays)
    send_loop, status = send_loop_of(ground, pace, runs)
    finder = finder_of(ground, pace, runs, replies, status)
    engine = engine_of(ground, runs, send_loop, balance_poll, poster, finder)
    marks = pace.balance.marks
    previews = Previews(ground.sender, pace.limiter, replies, numbers, marks, under_way)
    reports = Reports(database)
    forecast = Forecast(
        database, status, pace.limiter, pace.own.forwards, balance_poll, reports, clock
    )

    def came_back(chat_id: int) -> None:
        ground.ledger.came_back(chat_id)
        ground.bell.ring()

    def caught_up(moment: float) -> None:
        if ground.memory is not None:
            ground.memory.heard(moment)

    def awaits_updates() -> bool:
        return ground.memory is not None and ground.memory.awaits_updates()

    watch(ground.metrics, pace.limiter, runs.active)

    def doors_over(other: Database) -> Doors:
        beneath = replace(ground, database=other)
        return doors_of(beneath, engine, reports, forecast, previews, pace, runs.turns, poster)

    return Assembly(
        takeover=Takeover(
            database,
            clock,
            ground.memory,
            bot_id=bot.id,
            owner_ids=options.planning.owner_ids,
        ),
        engine=engine,
        status=status,
        doors=doors_over(database),
        doors_over=doors_over,
        events=ground.events,
        limiter=pace.limiter,
        metrics=ground.metrics,
        numbers=numbers,
        came_back=came_back,
        caught_up=caught_up,
        awaits_updates=awaits_updates,
        tracking=ground.tracking,
        cleaner=cleaner_of(ground, pace, status),
        reply_wait=middleware.wait,
    )

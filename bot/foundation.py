"""What all the rest stands on: the database, the connection to Telegram, tasks, time and chance."""

import logging
import random
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from aiogram import Bot
from aiogram.types import User

from bot.client.connection import build_bot, proxy_of, waiting_out, who_am_i
from bot.settings.settings import Settings
from bot.shifts.shift import BeginShift, Shift
from broadcast.floods.own_bans import OwnBans
from db.connection.database import Database
from runtime.clock import Clock
from runtime.lease import Lease
from runtime.supervisor import Supervisor

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Foundation:
    """Handed down whole to whoever builds something on it."""

    bot: Bot
    me: User
    database: Database
    shift: Shift
    supervisor: Supervisor
    clock: Clock
    chance: random.Random


@asynccontextmanager
async def laid(
    settings: Settings, clock: Clock, begin_shift: BeginShift
) -> AsyncIterator[Foundation]:
    """Ends in the opposite order: tasks, the connection to Telegram, the right to the database.

    Raises StartRefused or DatabaseError.
    """
    async with AsyncExitStack() as stack:
        shift = await stack.enter_async_context(begin_shift(settings))
        bot = await stack.enter_async_context(_session(settings, clock, shift.lease))
        me = await waiting_out(lambda: who_am_i(bot, settings.telegram_api_url), clock)
        supervisor = Supervisor(clock)
        stack.push_async_callback(supervisor.close)
        yield Foundation(
            bot=bot,
            me=me,
            database=shift.database,
            shift=shift,
            supervisor=supervisor,
            clock=clock,
            chance=random.Random(),  # noqa: S311 - jitter, not a secret
        )


@asynccontextmanager
async def _session(settings: Settings, clock: Clock, lease: Lease) -> AsyncIterator[Bot]:
    bot = build_bot(settings, lease)
    if proxy := proxy_of(settings):
        logger.info("calls go through the proxy %s (%s)", proxy.shown, proxy.source)
    bot.session.middleware(OwnBans(clock))
    try:
        yield bot
    finally:
        await bot.session.close()

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
from broadcast.doors.reporting import exports
from broadcast.floods.own_bans import OwnBans
from db.connection.database import Database
from db.connection.opening import open_database, parse_url
from db.connection.sqlite.database import database_file
from db.connection.sqlite.instance_lock import InstanceLock
from db.migrate import migrate
from runtime.clock import Clock
from runtime.supervisor import Supervisor

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Foundation:
    """Handed down whole to whoever builds something on it."""

    bot: Bot
    me: User
    database: Database
    supervisor: Supervisor
    clock: Clock
    chance: random.Random


@asynccontextmanager
async def laid(settings: Settings, clock: Clock) -> AsyncIterator[Foundation]:
    """Ends in the opposite order: tasks, the connection to Telegram, the database, its lock.

    Raises StartRefused or DatabaseError.
    """
    async with AsyncExitStack() as stack:
        database = await stack.enter_async_context(_database(settings))
        bot = await stack.enter_async_context(_session(settings, clock))
        me = await waiting_out(lambda: who_am_i(bot, settings.telegram_api_url), clock)
        supervisor = Supervisor(clock)
        stack.push_async_callback(supervisor.close)
        yield Foundation(
            bot=bot,
            me=me,
            database=database,
            supervisor=supervisor,
            clock=clock,
            chance=random.Random(),  # noqa: S311 - jitter, not a secret
        )


@asynccontextmanager
async def _database(settings: Settings) -> AsyncIterator[Database]:
    """Locked for us, migrated, open."""
    url = parse_url(settings.database_url)
    with InstanceLock(database_file(url)):
        exports.clear(database_file(url))
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

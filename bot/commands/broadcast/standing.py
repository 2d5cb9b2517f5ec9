"""The API of a bot that stands still, for as long as a command needs it.

Nothing is sent meanwhile: what is launched goes out when the bot starts.
"""

import random
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from aiogram.types import User
from aiohttp import web

from bot.api.core.desk import Desk
from bot.api.http.reception import Reception
from bot.client.connection import build_bot
from bot.commands.database.standing import standing_still
from bot.foundation import Foundation
from bot.house.house import read_texts
from bot.http.server import API
from bot.settings.engine import engine_options
from bot.settings.settings import Settings
from bot.wiring import Choices, build_desk
from broadcast.assembly.build import build_engine
from db.admins.admins import Admins
from db.connection.database import Database
from db.connection.opening import open_database, parse_url
from db.migrate import migrate
from handlers.frame.access import Access
from handlers.language.texts import Texts
from runtime.clock import Clock
from runtime.lease import ALWAYS, Lease
from runtime.outside import NOWHERE
from runtime.supervisor import Supervisor

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, kw_only=True, slots=True)
class CommandShift:
    """The lock is held by whoever begins it."""

    database: Database
    lease: Lease = field(default_factory=lambda: ALWAYS)

    async def lost(self) -> str:
        raise RuntimeError("nobody waits for that")


@asynccontextmanager
async def standing_api(settings: Settings, bot_id: int, clock: Clock) -> AsyncIterator[str]:
    """Its address. Raises AlreadyRunning, AlreadyServed, DatabaseError."""
    url = parse_url(settings.database_url)
    texts = read_texts(settings.default_locale)  # before: a bot that starts meanwhile is kept out
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(standing_still(url))
        await migrate(url, as_owner=True)
        database = await open_database(url)
        stack.push_async_callback(database.close)
        desk = await _desk(settings, bot_id, database, texts, clock, stack)
        reception = Reception()
        stack.enter_context(reception.seated(desk))
        yield await stack.enter_async_context(_served(reception))


async def _desk(
    settings: Settings,
    bot_id: int,
    database: Database,
    texts: Texts,
    clock: Clock,
    stack: AsyncExitStack,
) -> Desk:
    """No call to Telegram is made, so no token is needed, and the engine is not started."""
    bot = build_bot(settings)
    stack.push_async_callback(bot.session.close)
    supervisor = Supervisor(clock)
    stack.push_async_callback(supervisor.close)
    base = Foundation(
        bot=bot,
        me=User(id=bot_id, is_bot=True, first_name=""),
        database=database,
        shift=CommandShift(database=database),
        supervisor=supervisor,
        clock=clock,
        chance=random.Random(),  # noqa: S311 - jitter, not a secret
    )
    access = Access(Admins(database), owner_ids=settings.admin_ids, clock=clock)
    options = engine_options(settings, NOWHERE)
    assembly = await build_engine(bot, database, clock, supervisor, options)
    choices = Choices(timezone=ZoneInfo(settings.timezone))
    return build_desk(base, assembly, access, texts, choices)


@asynccontextmanager
async def _served(reception: Reception) -> AsyncIterator[str]:
    """On a port of the machine's own choice, which nobody else can reach."""
    app = web.Application()
    app.router.add_route("*", API + "/{path:.*}", reception.receive)
    runner = web.AppRunner(app, access_log=None, handle_signals=False)
    await runner.setup()
    try:
        await web.TCPSite(runner, LOOPBACK, 0).start()
        yield f"http://{LOOPBACK}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()

"""The connection to Telegram: the bot object, and the first call that proves that it works."""

import logging
import os
from collections.abc import Awaitable, Callable
from typing import TypeVar

from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramAPIError, TelegramNetworkError
from aiogram.types import User
from aiohttp_socks import ProxyError

from bot.client.session import Session
from bot.errors import AskedToWait, StartRefused, TokenRefused
from bot.settings.proxy import Proxy, proxy_for
from bot.settings.settings import Settings
from botapi.errors import Meaning, meaning, wait_of
from botapi.reply import NoAnswer
from runtime.clock import Clock
from runtime.lease import ALWAYS, Lease

logger = logging.getLogger(__name__)

T = TypeVar("T")

CONNECTIONS = 120  # at most, to the Bot API server: bulk takes 80, replies 15, pop-ups 20
ANSWER_WITHIN = 60.0  # seconds; the server itself may wait for 8 before it answers 429
GREETING_WITHIN = 15  # seconds for the first call: somebody sits there and waits
LONGEST_WAIT = 3600.0  # seconds of a 429 that are waited before it is asked again, whatever it says


def build_bot(settings: Settings, lease: Lease = ALWAYS) -> Bot:
    """No parse mode: what people typed can never turn into markup."""
    proxy = proxy_of(settings)
    session = Session(
        proxy=proxy and proxy.url.get_secret_value(),
        api=TelegramAPIServer.from_base(settings.telegram_api_url),
        limit=CONNECTIONS,
        timeout=ANSWER_WITHIN,
        lease=lease,
    )
    return Bot(settings.bot_token.get_secret_value(), session=session)


def proxy_of(settings: Settings) -> Proxy | None:
    """Raises StartRefused for one that the environment names and that cannot be used."""
    return proxy_for(settings.telegram_api_url, settings.proxy, os.environ)


def cause(error: TelegramAPIError) -> str:
    """The kind of the failure alone: its text may hold the address, and with it the token."""
    met = error.__cause__ or error.__context__ or error
    if isinstance(met, ProxyError):  # what the proxy said is its own words
        return f"the proxy said: {met}"
    return type(met).__name__


async def who_am_i(bot: Bot, server: str) -> User:
    """The bot's own account (getMe); raises StartRefused in one clear line, or AskedToWait."""
    try:
        return await bot.get_me(request_timeout=GREETING_WITHIN)
    except TelegramAPIError as error:
        raise _start_refused(error, server) from error


def _start_refused(error: TelegramAPIError, server: str) -> StartRefused:
    meant = meaning(error)
    if meant is Meaning.TOKEN:
        return TokenRefused(error.message)
    if meant is Meaning.WAIT:
        return AskedToWait("getMe", wait_of(error))
    if isinstance(error, NoAnswer):
        return StartRefused(
            f"{server} does not answer like a Bot API server ({error.message}): it has trouble, "
            "or TELEGRAM_API_URL is not its address"
        )
    if isinstance(error, TelegramNetworkError):
        return StartRefused(
            f"cannot reach {server} ({cause(error)}): look at the network, at TELEGRAM_API_URL "
            "and, if there is one, at the proxy"
        )
    return StartRefused(f"{server} answered getMe with: {error.message}")


async def waiting_out(ask: Callable[[], Awaitable[T]], clock: Clock) -> T:
    """Ask, and while Telegram wants a pause, wait for as long as it says and ask again."""
    while True:
        try:
            return await ask()
        except AskedToWait as asked:
            pause = min(asked.seconds, LONGEST_WAIT)
            logger.warning("%s: it is asked again in %.0f s", asked, pause)
            await clock.sleep(pause)

"""The session of all the bot's calls: aiogram's, but for how an answer is read."""

import ssl
from functools import cache
from typing import Any, cast

import certifi
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiohttp import ClientSession, ClientTimeout

from bot.client.last_look import requests_with
from bot.decoding.answers import read_answer
from botapi.reply import LINE_BROKE, Reply, broken_line, received, result_of
from runtime.lease import ALWAYS, Always, Lease

PUBLIC = "https://api.telegram.org/"
# Which of several processes calls, for a local Telegram that tells (sandbox/README.md). No real
# server knows it, and Telegram's own is not told.
CALLER = "X-Sandbox-Caller"


@cache
def certificates() -> ssl.SSLContext:
    """One set for all bots of a process: aiogram reads a megabyte of them for each session."""
    return ssl.create_default_context(cafile=certifi.where())


class Session(AiohttpSession):
    """Reads answers with a limit, and raises one error for those that are none.

    What of an answer could be dear to validate is taken out before (bot/decoding/answers.py).
    """

    def __init__(self, *, lease: Lease = ALWAYS, **options: Any) -> None:
        super().__init__(json_loads=read_answer, **options)
        self._connector_init["ssl"] = certificates()
        self._lease = lease
        self._kinds: dict[Any, type[Response[Any]]] = {}

    def _setup_proxy_connector(self, proxy: Any) -> None:
        """aiogram forgets its own options (certificates, connections) when there is a proxy."""
        own = self._connector_init
        super()._setup_proxy_connector(proxy)
        self._connector_init = own | self._connector_init

    async def create_session(self) -> ClientSession:
        """Where the bot may be lost to another process, its requests look whether it is."""
        session = await super().create_session()
        if not isinstance(self._lease, Always):
            # aiogram hands no options of its own on; this is aiohttp's `request_class`.
            if self._lease.holder and not self.api.base.startswith(PUBLIC):
                session.headers[CALLER] = self._lease.holder
            session._request_class = requests_with(self._lease)  # type: ignore[assignment] # noqa: SLF001
        return session

    async def make_request(
        self, bot: Bot, method: TelegramMethod[TelegramType], timeout: int | None = None
    ) -> TelegramType:
        """Raises aiogram's errors and no others."""
        reply = await self._posted(bot, method, self.timeout if timeout is None else timeout)
        return cast("TelegramType", result_of(bot, method, reply))

    def check_response(
        self, bot: Bot, method: TelegramMethod[TelegramType], status_code: int, content: str
    ) -> Response[TelegramType]:
        """Pydantic forgets the kinds of answers that nobody holds; aiogram would have them built
        anew again and again, which stops the event loop for some ten milliseconds each time."""
        returned: Any = method.__returning__
        if returned not in self._kinds:
            self._kinds[returned] = Response[returned]
        return super().check_response(bot, method, status_code, content)

    async def close(self) -> None:
        """aiogram waits a quarter of a second for TLS to say goodbye; a plain line says nothing."""
        if self.api.base.startswith("https:"):
            await super().close()
        elif self._session is not None:
            await self._session.close()

    async def _posted(self, bot: Bot, method: TelegramMethod[Any], seconds: float) -> Reply:
        session = await self.create_session()
        try:
            async with session.post(
                self.api.api_url(token=bot.token, method=method.__api_method__),
                data=self.build_form_data(bot=bot, method=method),
                timeout=ClientTimeout(total=seconds),
                allow_redirects=False,  # it would repeat the call as a GET, and believe any page
            ) as response:
                return await received(method, response.status, response.headers, response.content)
        except TimeoutError as error:
            raise TelegramNetworkError(method, "no answer in time") from error
        except LINE_BROKE as error:
            raise broken_line(method, error) from error

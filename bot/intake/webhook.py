"""The webhook's end of the line: one route that believes the secret and answers at once."""

import asyncio
import hmac
import logging

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiohttp import web

from bot.client.connection import cause
from bot.errors import AskedToWait, StartRefused
from bot.http.hooks import COME_AGAIN
from bot.intake.intake import Intake
from botapi.errors import Meaning, meaning, wait_of
from botapi.reply import object_in
from runtime.lease import Lease

logger = logging.getLogger(__name__)

BODY_WITHIN = 10.0  # seconds for an update to arrive whole; Telegram's own do at once
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name


class Webhook:
    """Takes the updates that Telegram posts."""

    def __init__(self, intake: Intake, lease: Lease, *, url: str, secret: str) -> None:
        self._intake = intake
        self._lease = lease
        self.url = url
        self._secret = secret

    async def receive(self, request: web.Request) -> web.Response:
        """200 for what was taken; 503 makes Telegram come again later (Bot API: setWebhook).

        Whoever may have lost the bot says no 200: what the update was to change is perhaps refused,
        and would be nobody's. It comes again, to whoever has the bot then.
        """
        if not self._believes(request.headers.get(SECRET_HEADER, "")):
            return web.Response(status=403)
        if self._intake.full or not self._lease.valid():
            return web.Response(status=503, headers=COME_AGAIN)
        try:
            async with asyncio.timeout(BODY_WITHIN):
                raw = object_in(await request.read())
        except TimeoutError:
            return web.Response(status=408)
        if raw is None:
            return web.Response(status=400)
        await self._intake.accept(raw)
        await self._intake.wait_until_persisted()
        if not self._lease.valid():
            return web.Response(status=503, headers=COME_AGAIN)
        return web.Response()

    async def announce(self, bot: Bot, *, allowed_updates: list[str], drop_pending: bool) -> None:
        """Tell Telegram where to post; raises StartRefused with its words, or AskedToWait."""
        try:
            await bot.set_webhook(
                self.url,
                secret_token=self._secret,
                allowed_updates=allowed_updates,
                drop_pending_updates=drop_pending,
            )
        except TelegramAPIError as error:
            raise _start_refused(error) from error

    def _believes(self, given: str) -> bool:
        return hmac.compare_digest(given.encode(errors="surrogateescape"), self._secret.encode())


def _start_refused(error: TelegramAPIError) -> StartRefused:
    meant = meaning(error)
    if meant is Meaning.WAIT:
        return AskedToWait("setWebhook", wait_of(error))
    if meant is Meaning.UNANSWERED:
        return StartRefused(f"cannot reach Telegram for setWebhook ({cause(error)})")
    return StartRefused(f"Telegram does not take WEBHOOK_URL: {error.message}")

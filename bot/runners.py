"""The ways in: long polling or a webhook, and the HTTP server for whoever asks."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress

from aiogram import Bot, Dispatcher

from bot.client.line import waiting_out
from bot.http.server import build_site, serving
from bot.intake.conflict import ConflictWatch
from bot.intake.intake import Intake
from bot.intake.polling import Polling
from bot.intake.webhook import Webhook
from bot.settings.settings import Settings
from broadcast.assembly import Assembly
from runtime.clock import Clock
from runtime.supervisor import Supervisor


class UpdateSource:
    """Where updates come in."""

    def __init__(
        self,
        settings: Settings,
        bot: Bot,
        dispatcher: Dispatcher,
        intake: Intake,
        assembly: Assembly,
        supervisor: Supervisor,
        clock: Clock,
        chance: random.Random,
    ) -> None:
        self._settings = settings
        self._bot = bot
        self._assembly = assembly
        self._supervisor = supervisor
        self._clock = clock
        self._allowed = dispatcher.resolve_used_update_types()
        self._webhook = _webhook(settings, intake)
        self._polling = Polling(
            bot,
            intake,
            ConflictWatch(assembly.events, clock),
            clock,
            chance,
            allowed_updates=self._allowed,
            drop_pending=settings.drop_pending_updates,
        )

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[int | None]:
        """Updates come in until the end of the block; gives the HTTP port, if there is one.

        Raises StartRefused when the port is taken or Telegram does not take the webhook.
        """
        async with AsyncExitStack() as stack:
            port = await self._serve(stack)
            if self._webhook is None:
                await stack.enter_async_context(self._polled())
            else:
                await waiting_out(self._announce, self._clock)
            yield port

    async def _announce(self) -> None:
        if self._webhook is not None:
            await self._webhook.announce(
                self._bot,
                allowed_updates=self._allowed,
                drop_pending=self._settings.drop_pending_updates,
            )

    async def confirm(self) -> None:
        """The last word to the server; what a webhook took was confirmed by its answer."""
        if self._webhook is None:
            await self._polling.confirm()

    async def _serve(self, stack: AsyncExitStack) -> int | None:
        host, port = self._settings.http_host, self._settings.http_port
        if port is None:
            return None
        site = build_site(self._assembly.engine.health, self._metrics)
        if self._webhook is not None:
            self._webhook.add_to(site)
        return await stack.enter_async_context(serving(site, host, port))

    def _metrics(self) -> bytes:
        from prometheus_client import generate_latest

        return generate_latest(self._assembly.metrics.registry)

    @asynccontextmanager
    async def _polled(self) -> AsyncIterator[None]:
        task = self._supervisor.keep(self._polling.run, name="polling")
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


def _webhook(settings: Settings, intake: Intake) -> Webhook | None:
    if settings.webhook_url is None or settings.webhook_secret is None:
        return None
    secret = settings.webhook_secret.get_secret_value()
    return Webhook(intake, url=settings.webhook_url, secret=secret)

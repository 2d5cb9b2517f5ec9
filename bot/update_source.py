"""Where updates come from, long polling or a webhook."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from typing import Protocol

from aiogram import Bot, Dispatcher

from bot.client.connection import waiting_out
from bot.foundation import Foundation
from bot.http.hooks import Hooks
from bot.intake.conflict import ConflictWatch
from bot.intake.intake import Intake
from bot.intake.polling import Polling
from bot.intake.webhook import Webhook
from bot.settings.settings import Settings
from broadcast.model.events import Events
from runtime.clock import Clock
from runtime.supervisor import Supervisor


class UpdateSource(Protocol):
    def running(self) -> AbstractAsyncContextManager[None]:
        """Updates come in until the end of the block; raises StartRefused."""
        ...

    async def confirm(self) -> None:
        """The last word to the server about what was taken."""


class PollingSource:
    """Asks for them."""

    def __init__(self, polling: Polling, supervisor: Supervisor) -> None:
        self._polling = polling
        self._supervisor = supervisor

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        task = self._supervisor.run_forever(self._polling.run, name="polling")
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def confirm(self) -> None:
        await self._polling.confirm()


class WebhookSource:
    """Is called; what it took was confirmed by its answer."""

    def __init__(
        self,
        webhook: Webhook,
        hooks: Hooks,
        bot: Bot,
        clock: Clock,
        *,
        allowed: list[str],
        drop_pending: bool,
    ) -> None:
        self._webhook = webhook
        self._hooks = hooks
        self._bot = bot
        self._clock = clock
        self._allowed = allowed
        self._drop_pending = drop_pending

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Raises StartRefused when Telegram does not take the webhook."""
        with self._hooks.taking(self._webhook.url, self._webhook.receive):
            await waiting_out(self._announce, self._clock)
            yield

    async def confirm(self) -> None:
        """Nothing is left to be said."""

    async def _announce(self) -> None:
        await self._webhook.announce(
            self._bot, allowed_updates=self._allowed, drop_pending=self._drop_pending
        )


def build_update_source(
    settings: Settings,
    base: Foundation,
    intake: Intake,
    events: Events,
    dispatcher: Dispatcher,
    hooks: Hooks,
) -> UpdateSource:
    """A webhook where one is set, long polling elsewhere."""
    allowed = dispatcher.resolve_used_update_types()
    drop_pending = settings.drop_pending_updates
    if settings.webhook_url is not None and settings.webhook_secret is not None:
        secret = settings.webhook_secret.get_secret_value()
        webhook = Webhook(intake, base.shift.lease, url=settings.webhook_url, secret=secret)
        return WebhookSource(
            webhook, hooks, base.bot, base.clock, allowed=allowed, drop_pending=drop_pending
        )
    polling = Polling(
        base.bot,
        intake,
        ConflictWatch(events, base.clock),
        base.clock,
        base.chance,
        allowed_updates=allowed,
        drop_pending=drop_pending,
    )
    return PollingSource(polling, base.supervisor)

"""Where updates come from, long polling or a webhook."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from typing import Protocol

from aiogram import Dispatcher

from bot.client.connection import waiting_out
from bot.foundation import Foundation
from bot.http.hooks import Hooks
from bot.intake.backlog import Backlog
from bot.intake.conflict import ConflictWatch
from bot.intake.intake import Intake
from bot.intake.polling import Polling
from bot.intake.webhook import Webhook
from bot.settings.settings import Settings
from broadcast.model.events import Events
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
        async with _going_on(self._supervisor, self._polling.run, name="polling"):
            yield

    async def confirm(self) -> None:
        await self._polling.confirm()


class WebhookSource:
    """Is called; what it took was confirmed by its answer."""

    def __init__(
        self,
        webhook: Webhook,
        hooks: Hooks,
        backlog: Backlog,
        base: Foundation,
        *,
        allowed: list[str],
        drop_pending: bool,
    ) -> None:
        self._webhook = webhook
        self._hooks = hooks
        self._backlog = backlog
        self._base = base
        self._allowed = allowed
        self._drop_pending = drop_pending

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Raises StartRefused when Telegram does not take the webhook."""
        with self._hooks.taking(self._webhook.url, self._webhook.receive):
            await waiting_out(self._announce, self._base.clock)
            look = self._backlog.run_forever
            async with _going_on(self._base.supervisor, look, name="waiting updates"):
                yield

    async def confirm(self) -> None:
        """Nothing is left to be said."""

    async def _announce(self) -> None:
        await self._webhook.announce(
            self._base.bot, allowed_updates=self._allowed, drop_pending=self._drop_pending
        )


@asynccontextmanager
async def _going_on(
    supervisor: Supervisor, work: Callable[[], Awaitable[None]], *, name: str
) -> AsyncIterator[None]:
    """In the background, until the end of the block."""
    task = supervisor.run_forever(work, name=name)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


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
        backlog = Backlog(base.bot, intake, base.clock, url=settings.webhook_url)
        return WebhookSource(
            webhook, hooks, backlog, base, allowed=allowed, drop_pending=drop_pending
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

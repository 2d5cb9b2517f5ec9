"""Webhooks: brings updates to the bot's own server, again and again until it takes them."""

import asyncio
import json
from collections import defaultdict
from collections.abc import Awaitable, Callable

import aiohttp

from botapi_sandbox.ground.clock import Clock
from botapi_sandbox.ground.errors import ApiError
from botapi_sandbox.ground.params import Call, read_call
from botapi_sandbox.ground.tasks import Tasks
from botapi_sandbox.state.account import Account, Webhook
from botapi_sandbox.state.updates import KEPT, Update

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0  # sandbox seconds between tries, doubling
PATIENCE = aiohttp.ClientTimeout(total=60)  # wall-clock; the real server waits about as long

Perform = Callable[[Account, Call], Awaitable[object]]
"""Carries out a method that came back in a webhook's answer."""


class WebhookSender:
    def __init__(self, clock: Clock, tasks: Tasks) -> None:
        self._clock = clock
        self._tasks = tasks
        self.perform: Perform | None = None
        self._rounds: dict[int, set[asyncio.Task[None]]] = {}
        self._under_way: defaultdict[int, set[asyncio.Task[None]]] = defaultdict(set)
        self._session: aiohttp.ClientSession | None = None

    def serve(self, account: Account) -> None:
        """Begin, or begin anew with a changed webhook."""
        self.stop(account)
        webhook = account.webhook
        if webhook is not None:
            self._rounds[account.id] = {self._tasks.spawn(self._round(account, webhook))}

    def stop(self, account: Account) -> None:
        for task in self._under_way.pop(account.id, set()) | self._rounds.pop(account.id, set()):
            task.cancel()

    def under_way(self, account: Account) -> int:
        """Updates taken from the queue that the bot's server has not accepted yet."""
        return len(self._under_way[account.id])

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()

    async def _round(self, account: Account, webhook: Webhook) -> None:
        free = asyncio.Semaphore(webhook.max_connections)
        deliveries = self._under_way[account.id]
        while True:
            await free.acquire()
            update = await account.updates.take()
            delivery = self._tasks.spawn(self._deliver(account, webhook, update))
            deliveries.add(delivery)
            delivery.add_done_callback(deliveries.discard)
            delivery.add_done_callback(lambda _done: free.release())

    async def _deliver(self, account: Account, webhook: Webhook, update: Update) -> None:
        pause, until = FIRST_PAUSE, self._clock.now() + KEPT
        try:
            while not await self._try(account, webhook, update) and self._clock.now() < until:
                await self._clock.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
        except asyncio.CancelledError:
            account.updates.put_back(update)
            raise

    async def _try(self, account: Account, webhook: Webhook, update: Update) -> bool:
        headers = {"Content-Type": "application/json"}
        if webhook.secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = webhook.secret
        body = json.dumps(update, ensure_ascii=False).encode(errors="replace")
        try:
            async with self._client().post(webhook.url, data=body, headers=headers) as answer:
                content = await answer.read()
                kind = answer.headers.get("Content-Type", "")
                if not answer.ok:
                    reason = f"Wrong response from the webhook: {answer.status} {answer.reason}"
                    return self._failed(webhook, reason)
        except (aiohttp.ClientError, TimeoutError, OSError):
            return self._failed(webhook, "Connection refused")
        await self._reply(account, kind, content)
        return True

    async def _reply(self, account: Account, kind: str, content: bytes) -> None:
        """Bot API: a method may be called by the answer itself; its result goes nowhere."""
        try:
            call = read_call("", "", kind, content)
        except ApiError:
            return
        method = call.params.pop("method", None)
        if isinstance(method, str) and self.perform is not None:
            call.method = method
            await self.perform(account, call)

    def _failed(self, webhook: Webhook, reason: str) -> bool:
        webhook.last_error = reason
        webhook.last_error_date = self._clock.date()
        return False

    def _client(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=PATIENCE)
        return self._session

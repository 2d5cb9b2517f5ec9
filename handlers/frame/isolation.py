"""One update at a time for each person in each chat; different people never wait for each other.

aiogram's own SimpleEventIsolation keeps a lock for everyone who ever wrote; here a lock lives while
somebody holds it or waits for it. Use it for the dialogs' stacks too.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Hashable
from contextlib import asynccontextmanager
from typing import Any

from aiogram import BaseMiddleware
from aiogram.dispatcher.middlewares.user_context import EVENT_CONTEXT_KEY, EventContext
from aiogram.fsm.storage.base import BaseEventIsolation
from aiogram.types import TelegramObject


class Isolation(BaseEventIsolation):
    """Locks by key, first come first served."""

    def __init__(self) -> None:
        self._locks: dict[Hashable, _Lock] = {}

    @asynccontextmanager
    async def lock(self, key: Hashable) -> AsyncGenerator[None, None]:
        lock = self._locks.setdefault(key, _Lock())
        lock.wanted += 1
        try:
            async with lock:
                yield
        finally:
            lock.wanted -= 1
            if not lock.wanted:
                del self._locks[key]

    async def close(self) -> None:
        self._locks.clear()

    def __len__(self) -> int:
        return len(self._locks)


class _Lock(asyncio.Lock):
    wanted = 0  # holders and waiters


class IsolationMiddleware(BaseMiddleware):
    """Holds the person's lock in this chat while an update is handled.

    Updates that belong to nobody pass; so do the dialogs' background updates, which a handler may
    wait for while it holds the lock.
    """

    def __init__(self, isolation: Isolation) -> None:
        self._isolation = isolation

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        context: EventContext = data[EVENT_CONTEXT_KEY]
        if context.chat_id is None and context.user_id is None:
            return await handler(event, data)
        async with self._isolation.lock((context.chat_id, context.user_id)):
            return await handler(event, data)

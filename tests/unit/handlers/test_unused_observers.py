"""Routers keep what handles something, and whatever stands before it."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from aiogram import Bot, Dispatcher, Router
from aiogram.types import TelegramObject, Update

from handlers.frame.unused_observers import drop_unused_observers

POLL = {"id": "7", "question": "?", "options": [], "total_voter_count": 0, "type": "regular"}
FLAGS = dict.fromkeys(
    ("is_closed", "is_anonymous", "allows_multiple_answers", "allows_revoting", "members_only"),
    False,
)


def tree(heard: list[str]) -> tuple[Dispatcher, Router, Router]:
    """A dispatcher with a router in it, and one more in that, which handles polls alone."""

    async def outer(
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        heard.append("on the way")
        return await handler(event, data)

    async def on_poll(_poll: TelegramObject) -> None:
        heard.append("poll")

    root, middle, leaf = Dispatcher(disable_fsm=True), Router(), Router()
    root.include_router(middle)
    middle.include_router(leaf)
    for observer in middle.observers.values():
        observer.outer_middleware(outer)
    leaf.poll.register(on_poll)
    drop_unused_observers(root)
    return root, middle, leaf


async def test_what_is_handled_goes_its_way() -> None:
    heard: list[str] = []
    root, middle, leaf = tree(heard)
    assert set(leaf.observers) == {"poll", "error"}
    assert set(middle.observers) == {"poll", "error"}
    assert root.resolve_used_update_types() == ["poll"]
    async with Bot("42:token") as bot:
        update = Update.model_validate({"update_id": 1, "poll": POLL | FLAGS})
        await root.feed_update(bot, update)
    assert heard == ["on the way", "poll"]


def test_whoever_registers_too_late_hears_of_it() -> None:
    _, middle, _ = tree([])
    with pytest.raises(AttributeError):
        middle.message.register(print)

"""The admins' door: nothing behind it sees an update of anybody else.

It is the outermost middleware of the admins' router. Whoever may not pass is not refused: the
update goes on to the subscribers' side, and gets there what a stranger gets. The dialogs' storage
is handed out behind the door only, so that strangers cannot even make it read.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware, Router
from aiogram.dispatcher.event.bases import UNHANDLED, CancelHandler, SkipHandler
from aiogram.enums import ChatType
from aiogram.types import Chat, ErrorEvent, TelegramObject, User
from aiogram_dialog import ChatEvent
from aiogram_dialog.api.entities import Context, Stack
from aiogram_dialog.api.protocols import StackAccessValidator

from handlers.admin.door.sessions import SqlStorage, Unsaved

STORAGE = "fsm_storage"  # among the data of an update: where the dialogs read and write


class AdminGate(BaseMiddleware):
    """Lets an admin's update through, from the private chat only.

    What the dialogs write meanwhile is kept when the update has been dealt with. An error on the
    way leaves them as they were before, windows and all (steady_windows.py says what is
    kept then).
    """

    def __init__(self, storage: SqlStorage) -> None:
        self._storage = storage

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        if not may_pass(data):
            return UNHANDLED
        unsaved = data[STORAGE] = Unsaved(self._storage)
        result = await handler(event, data)
        await unsaved.commit()
        return result


class HandledInside(BaseMiddleware):
    """Lets the router handle its own errors while the person's other updates still wait.

    The dispatcher handles errors when it has already gone on to the next update; a tap on the menu
    that such an error opens could then be faster than the noting of what was opened.
    """

    def __init__(self, router: Router) -> None:
        self._router = router

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        try:
            return await handler(event, data)
        except (SkipHandler, CancelHandler):
            raise
        except Exception as error:
            data[STORAGE].discard()
            wrapped = ErrorEvent(update=data["event_update"], exception=error)
            response = await self._router.propagate_event("error", wrapped, **data)
            if response is UNHANDLED:
                raise
            return response


class AdminsOnly(StackAccessValidator):
    """The dialogs ask again: their own validator lets everyone in in private chats."""

    async def is_allowed(
        self, stack: Stack, context: Context | None, event: ChatEvent, data: dict[str, Any]
    ) -> bool:
        del stack, context, event
        return may_pass(data)


def may_pass(data: dict[str, Any]) -> bool:
    """Whether the update comes from somebody with a role, in the chat with the bot."""
    user: User | None = data.get("event_from_user")
    chat: Chat | None = data.get("event_chat")
    if data.get("role") is None or user is None or chat is None:
        return False
    return chat.type == ChatType.PRIVATE and chat.id == user.id

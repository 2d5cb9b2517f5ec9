"""How aiogram-dialog is hung on the admins' router.

`setup_dialogs()` of the library would do more than is wanted: it listens to kinds of updates that
no dialog here reads, adds a dialog about itself, keeps a lock for ever for each chat, and leaves
out edited messages, which composing follows. So its parts are put together here.

And it takes the old dialog away before the window of the new one is sent. Here a dialog is kept as
its window stands in the chat: where the new window did not get through, the old one stays open.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import F, Router
from aiogram.dispatcher.event.telegram import TelegramEventObserver
from aiogram.exceptions import AiogramError
from aiogram.filters import Filter
from aiogram.fsm.state import State
from aiogram.fsm.storage.memory import DisabledEventIsolation
from aiogram.types import CallbackQuery, ErrorEvent, Message, TelegramObject
from aiogram_dialog import Dialog, DialogManager, ShowMode
from aiogram_dialog.api.entities import ChatEvent, Context, OldMessage, Stack
from aiogram_dialog.api.internal import CONTEXT_KEY, STACK_KEY, STORAGE_KEY, DialogManagerFactory
from aiogram_dialog.api.protocols import DialogRegistryProtocol
from aiogram_dialog.context.intent_middleware import (
    IntentErrorMiddleware,
    context_unlocker_middleware,
)
from aiogram_dialog.context.media_storage import MediaIdStorage
from aiogram_dialog.manager.manager import ManagerImpl
from aiogram_dialog.manager.manager_middleware import MANAGER_KEY, ManagerMiddleware
from aiogram_dialog.setup import DialogRegistry
from aiogram_dialog.utils import CB_SEP

from handlers.admin.door.gate import STORAGE, AdminsOnly
from handlers.admin.door.intents import NamingIntents, NamingStorage
from handlers.admin.door.later import LATER, Ending
from handlers.admin.door.steady_windows import SteadyMessages
from handlers.admin.states import Compose
from handlers.frame.command_menus import known_command

STANDING = "standing_window"  # among the data of an update: whose window stands in the chat


def hang_dialogs(router: Router, *dialogs: Dialog) -> None:
    """Include the dialogs and give the router's handlers a `dialog_manager`."""
    registry = DialogRegistry(router)
    # One person's updates are taken one after another before they get here.
    isolation = DisabledEventIsolation()
    # Untyped: its methods take an event's own type, where registering expects any event's.
    intents: Any = NamingIntents(
        registry=registry, access_validator=AdminsOnly(), events_isolation=isolation
    )
    manager = ManagerMiddleware(
        dialog_manager_factory=NotingManagers(), registry=registry, router=router
    )
    router.errors.middleware(
        IntentErrorMiddleware(
            registry=registry, events_isolation=isolation, access_validator=AdminsOnly()
        )
    )
    router.errors.middleware(manager)
    router.callback_query.outer_middleware(intents.process_callback_query)
    router.message.outer_middleware(intents.process_message)
    router.edited_message.outer_middleware(intents.process_message)
    for observer in (router.message, router.edited_message, router.callback_query):
        _manage(observer, manager)
    for dialog in dialogs:
        router.include_router(_strict(dialog))


def _manage(observer: TelegramEventObserver, manager: ManagerMiddleware) -> None:
    observer.outer_middleware(context_unlocker_middleware)
    observer.middleware(manager)
    observer.middleware(keep_what_stands)


class NotingManager(ManagerImpl):
    """Notes whose window it was that got through last."""

    async def show(self, show_mode: ShowMode | None = None) -> None:
        await self._show(show_mode)
        ending: Ending | None = self._data.pop(LATER, None)
        if ending is not None and await ending():
            await self._show(ShowMode.EDIT)

    async def _show(self, show_mode: ShowMode | None) -> None:
        former = self.current_stack().last_message_id
        await super().show(show_mode)
        self._data[STANDING] = _place_of(self._data[CONTEXT_KEY])
        await self._leave_one_window(former)

    async def _leave_one_window(self, former: int | None) -> None:
        """After a tap on another message than the window (a report's, or an older window's) the
        library knows of that one only, and the window that was open would stay with its buttons."""
        event = self.event.update.event if isinstance(self.event, ErrorEvent) else self.event
        if former is None or not isinstance(event, CallbackQuery) or event.message is None:
            return
        if former not in {event.message.message_id, self.current_stack().last_message_id}:
            window = OldMessage(
                chat=event.message.chat, message_id=former, media_id=None, media_uniq_id=None
            )
            await self.message_manager.remove_kbd(
                self._data["bot"], ShowMode.DELETE_AND_SEND, window
            )


class NotingManagers(DialogManagerFactory):
    """One manager for each update, all with the same messages."""

    def __init__(self) -> None:
        self._messages = SteadyMessages()
        self._media_ids = MediaIdStorage()  # type: ignore[no-untyped-call] # the library's

    def __call__(
        self,
        event: ChatEvent,
        data: dict[str, Any],
        registry: DialogRegistryProtocol,
        router: Router,
    ) -> DialogManager:
        return NotingManager(
            event=event,
            data=data,
            message_manager=self._messages,
            media_id_storage=self._media_ids,
            registry=registry,
            router=router,
            getter=None,
        )


async def keep_what_stands(
    handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
    event: TelegramObject,
    data: dict[str, Any],
) -> Any:
    """Keep the dialogs' state when all went well.

    When Telegram failed on the way, keep what the dialog has learned, but stay in the window that
    still stands. A dialog that was opened or closed in vain is not kept: the old one goes on.
    """
    data[STANDING] = _place_of(data.get(CONTEXT_KEY))
    try:
        result = await handler(event, data)
    except AiogramError:
        context, standing = data.get(CONTEXT_KEY), data[STANDING]
        if context is not None and standing is not None and context.id == standing[0]:
            context.state = standing[1]
            await _save(data)
            await data[STORAGE].commit()
        raise
    await _save(data)
    return result


def _place_of(context: Context | None) -> tuple[str, State] | None:
    return None if context is None else (context.id, context.state)


async def _save(data: dict[str, Any]) -> None:
    proxy: NamingStorage | None = data.pop(STORAGE_KEY, None)
    if proxy is not None:
        context: Context | None = data.pop(CONTEXT_KEY)
        stack: Stack = data.pop(STACK_KEY)
        await proxy.save_context(context)
        await proxy.save_stack(stack)


def _strict(dialog: Dialog) -> Dialog:
    """Leave alone what is not meant for a dialog.

    By itself a dialog takes every message and every button press of somebody who has it open: a
    command of the subscribers' side, or the buttons below /language.
    """
    dialog.message.middleware(below)
    asks = dialog.states_group() is Compose  # it waits for a message of the admin's own
    dialog.message.filter(is_no_known_command if asks else is_no_command)
    dialog.message.filter(PlacesPass(dialog))
    dialog.callback_query.filter(F.data.contains(CB_SEP))
    return dialog


class PlacesPass(Filter):
    """A place that the open window does not ask for is the subscribers' side's: it may say which
    time zone an admin lives in."""

    def __init__(self, dialog: Dialog) -> None:
        self._windows = dialog.windows

    async def __call__(self, message: Message, aiogd_context: Context | None = None) -> bool:
        if message.location is None or aiogd_context is None:
            return True
        window: Any = self._windows.get(aiogd_context.state)
        return window is None or bool(window.on_message)


async def below(
    handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
    event: TelegramObject,
    data: dict[str, Any],
) -> Any:
    """A window that asks for nothing goes below what was written, too: by itself the library would
    leave it a second time above, without its buttons."""
    manager: DialogManager = data[MANAGER_KEY]
    manager.show_mode = ShowMode.DELETE_AND_SEND
    return await handler(event, data)


def is_no_command(message: Message) -> bool:
    """Telegram marks commands with an entity; one that opens the text makes it a command."""
    return not any(
        entity.type == "bot_command" and entity.offset == 0 for entity in message.entities or ()
    )


def is_no_known_command(message: Message) -> bool:
    """Where a message is asked for, `/sale starts today` is one."""
    return known_command(message) is None

"""How aiogram-dialog is hung on the admins' router.

`setup_dialogs()` of the library would do more than is wanted: it listens to kinds of updates that
no dialog here reads, adds a dialog about itself, keeps a lock for ever for each chat, and leaves
out edited messages, which composing follows. So its parts are put together here.
"""

from typing import Any

from aiogram import F, Router
from aiogram.dispatcher.event.telegram import TelegramEventObserver
from aiogram.fsm.storage.memory import DisabledEventIsolation
from aiogram.types import Message
from aiogram_dialog import Dialog
from aiogram_dialog.context.intent_middleware import (
    IntentErrorMiddleware,
    context_saver_middleware,
    context_unlocker_middleware,
)
from aiogram_dialog.context.media_storage import MediaIdStorage
from aiogram_dialog.manager.manager_factory import DefaultManagerFactory
from aiogram_dialog.manager.manager_middleware import ManagerMiddleware
from aiogram_dialog.manager.message_manager import MessageManager
from aiogram_dialog.setup import DialogRegistry
from aiogram_dialog.utils import CB_SEP

from handlers.admin.gate import AdminsOnly
from handlers.admin.intents import NamingIntents


def hang_dialogs(router: Router, *dialogs: Dialog) -> None:
    """Include the dialogs and give the router's handlers a `dialog_manager`."""
    registry = DialogRegistry(router)
    # One person's updates are taken one after another before they get here.
    isolation = DisabledEventIsolation()
    # Untyped: its methods take an event's own type, where registering expects any event's.
    intents: Any = NamingIntents(
        registry=registry, access_validator=AdminsOnly(), events_isolation=isolation
    )
    media_ids = MediaIdStorage()  # type: ignore[no-untyped-call] # the library's
    manager = ManagerMiddleware(
        dialog_manager_factory=DefaultManagerFactory(
            message_manager=MessageManager(), media_id_storage=media_ids, getter=None
        ),
        registry=registry,
        router=router,
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
    observer.middleware(context_saver_middleware)


def _strict(dialog: Dialog) -> Dialog:
    """Leave alone what is not meant for a dialog.

    By itself a dialog takes every message and every button press of somebody who has it open: a
    command of the subscribers' side, or the buttons below /language.
    """
    dialog.message.filter(is_no_command)
    dialog.callback_query.filter(F.data.contains(CB_SEP))
    return dialog


def is_no_command(message: Message) -> bool:
    """Telegram marks commands with an entity; one that opens the text makes it a command."""
    return not any(
        entity.type == "bot_command" and entity.offset == 0 for entity in message.entities or ()
    )

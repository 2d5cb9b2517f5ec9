"""What a tap in the places' windows does. Who may, the engine's door asks, each time."""

from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from broadcast.model.links.join_place import LONGEST_GREETING
from handlers.admin.context import AdminContext
from handlers.admin.join_places.page import note_unusable, open_place, opened
from handlers.admin.states import PlaceWindows


async def open_card(_: CallbackQuery, __: Any, manager: DialogManager, chat_id: int) -> None:
    open_place(manager, chat_id)
    await manager.switch_to(PlaceWindows.card)


async def switch_greets(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    admin, chat_id = AdminContext.at(manager), opened(manager)
    place = await admin.doors.join_places.get(chat_id)
    await admin.doors.join_places.set_greets(chat_id, on=not place.greets, by=await admin.actor())


async def switch_approves(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    admin, chat_id = AdminContext.at(manager), opened(manager)
    place = await admin.doors.join_places.get(chat_id)
    await admin.doors.join_places.set_approves(
        chat_id, on=not place.approves, by=await admin.actor()
    )


async def take_greeting(message: Message, _: MessageInput, manager: DialogManager) -> None:
    manager.show_mode = ShowMode.DELETE_AND_SEND
    text = message.text or ""
    if not text.strip() or len(text) > LONGEST_GREETING:
        note_unusable(manager)
        return
    admin = AdminContext.at(manager)
    await admin.doors.join_places.set_greeting(opened(manager), text, by=await admin.actor())
    await manager.switch_to(PlaceWindows.card)


async def usual_greeting(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    admin = AdminContext.at(manager)
    await admin.doors.join_places.set_greeting(opened(manager), None, by=await admin.actor())
    await manager.switch_to(PlaceWindows.card)

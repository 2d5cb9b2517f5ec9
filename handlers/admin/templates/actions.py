"""What a tap in the templates' windows does. Who may, the engine's door asks, each time."""

from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from broadcast.doors.audience.naming import Named
from handlers.admin.context import AdminContext
from handlers.admin.navigation import MenuNote, continue_draft, open_menu, returns_from_template
from handlers.admin.states import TemplateWindows
from handlers.admin.templates.page import open_template, opened, refuse, source, was_refused


async def open_card(_: CallbackQuery, __: Any, manager: DialogManager, number: int) -> None:
    open_template(manager, number)
    await manager.switch_to(TemplateWindows.card)


async def use(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    admin = AdminContext.at(manager)
    draft = await admin.doors.templates.use(opened(manager), by=await admin.actor())
    await continue_draft(manager, draft)


async def save(message: Message, _: MessageInput, manager: DialogManager) -> None:
    """The name of a new one: back to where it was asked for."""
    manager.show_mode = ShowMode.DELETE_AND_SEND
    admin = AdminContext.at(manager)
    named = await admin.doors.templates.save(
        source(manager), message.text or "", by=await admin.actor()
    )
    if named is not Named.DONE:
        refuse(manager, named)
    elif returns_from_template(manager.start_data):
        await manager.done(result=MenuNote.TEMPLATE_SAVED)
    else:
        await open_menu(manager, MenuNote.TEMPLATE_SAVED)


async def leave_name(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """Whoever asked is told whether something was typed: it stands below their window."""
    await manager.done(result=was_refused(manager))


async def rename(message: Message, _: MessageInput, manager: DialogManager) -> None:
    manager.show_mode = ShowMode.DELETE_AND_SEND
    admin = AdminContext.at(manager)
    named = await admin.doors.templates.rename(
        opened(manager), message.text or "", by=await admin.actor()
    )
    if named is Named.DONE:
        await manager.switch_to(TemplateWindows.card)
    else:
        refuse(manager, named)


async def remove(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """It was asked about."""
    admin = AdminContext.at(manager)
    await admin.doors.templates.remove(opened(manager), by=await admin.actor())
    await manager.switch_to(TemplateWindows.list)

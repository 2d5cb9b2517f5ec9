"""What a tap in the list of drafts or on a card does.

Who may, the engine's door asks, each time.
"""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button

from handlers.admin.context import AdminContext
from handlers.admin.drafts.page import open_draft, opened
from handlers.admin.navigation import continue_draft, save_template
from handlers.admin.states import DraftWindows


async def open_card(_: CallbackQuery, __: Any, manager: DialogManager, number: int) -> None:
    open_draft(manager, number)
    await manager.switch_to(DraftWindows.card)


async def go_on(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """One from outside is theirs from now on."""
    admin, number = AdminContext.at(manager), opened(manager)
    await admin.doors.drafts.take_up(number, by=await admin.actor())
    await continue_draft(manager, number)


async def take_over(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """Whoever had it is told at their next tap."""
    admin, number = AdminContext.at(manager), opened(manager)
    await admin.doors.drafts.take_over(number, by=await admin.actor())
    await continue_draft(manager, number)


async def duplicate(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    admin = AdminContext.at(manager)
    copy = await admin.doors.drafts.duplicate(opened(manager), by=await admin.actor())
    await continue_draft(manager, copy)


async def make_template(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    await save_template(manager, opened(manager))


async def discard(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """It was asked about, and said whose it is: so it is taken over for it."""
    admin, number = AdminContext.at(manager), opened(manager)
    await admin.doors.drafts.take_over(number, by=await admin.actor())
    await admin.doors.drafts.discard(number, by=await admin.actor())
    await manager.switch_to(DraftWindows.list)

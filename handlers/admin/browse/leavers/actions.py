"""What a tap on the number of those who left does, and one that turns the pages."""

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button

from handlers.admin.browse.page import (
    RECIPIENTS,
    opened,
    recipients_after,
    recipients_last,
    turn_recipients,
)
from handlers.admin.context import AdminContext
from handlers.admin.states import Browse


async def open_leavers(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    turn_recipients(manager, 0)
    await manager.switch_to(Browse.leavers)


async def earlier(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    admin = AdminContext.at(manager)
    start = await admin.doors.statistics.leavers_before(
        await admin.doors.reports.get(opened(manager)),
        now=admin.clock.time(),
        after=recipients_after(manager),
        limit=RECIPIENTS,
    )
    turn_recipients(manager, start)


async def further(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    turn_recipients(manager, recipients_last(manager))

"""What a tap on a number does, and one that turns the pages."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button

from db.schema.states import DeliveryState
from handlers.admin.browse.page import (
    RECIPIENTS,
    opened,
    outcome_of,
    recipients_after,
    recipients_last,
    show_recipients,
    turn_recipients,
)
from handlers.admin.browse.recipients.getters import OUTCOME_MARKS
from handlers.admin.context import AdminContext
from handlers.admin.states import Browse


async def open_recipients(_: CallbackQuery, __: Any, manager: DialogManager, code: int) -> None:
    """`code` is what the button says: it may be forged."""
    if code not in OUTCOME_MARKS:
        return
    show_recipients(manager, DeliveryState(code))
    await manager.switch_to(Browse.questions)


async def earlier(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    start = await AdminContext.at(manager).doors.recipients.page_before(
        opened(manager),
        outcome_of(manager),
        after=recipients_after(manager),
        limit=RECIPIENTS,
    )
    turn_recipients(manager, start)


async def further(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    turn_recipients(manager, recipients_last(manager))

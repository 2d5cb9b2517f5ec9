"""What a tap on an answer's number does, and writing to those who chose it."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button

from broadcast.model.content import Content
from db.people.whom import Chose, Strangers
from handlers.admin.browse.page import answer_of, opened, show_answer
from handlers.admin.context import AdminContext
from handlers.admin.control.answers import who_answered
from handlers.admin.navigation import Group, compose_for, show_groups
from handlers.admin.progress.words.answers import answers_of
from handlers.admin.states import Browse


async def open_answer(_: CallbackQuery, __: Any, manager: DialogManager, number: int) -> None:
    """`number` is what the button says: it may be forged."""
    admin = AdminContext.at(manager)
    broadcast = await admin.doors.reports.get(opened(manager))
    if 0 <= number < len(Content.load(broadcast.content).all_answers):
        show_answer(manager, number)
        await manager.switch_to(Browse.answered)


async def show_all(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """Everybody who answered, and the strangers among them apart."""
    admin = AdminContext.at(manager)
    broadcast = await admin.doors.reports.get(opened(manager))
    counts, run_id = await answers_of(broadcast, admin.doors), broadcast.run_id or 0
    recipients = sum(one.tally.recipients for one in counts)
    strangers = sum(one.tally.strangers for one in counts)
    groups = []
    if recipients:
        label = admin.i18n.get("people-answered", count=str(recipients))
        groups.append(Group(label, Chose(run_id=run_id)))
    if strangers:
        label = admin.i18n.get("people-strangers", count=str(strangers))
        groups.append(Group(label, Strangers(run_id=run_id)))
    await show_groups(manager, groups)


async def write_to_these(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """A new draft; whoever answers so until it is launched is among them."""
    await compose_for(manager, who_answered(opened(manager), answer_of(manager)))

"""What a tap in the list of planned broadcasts or on a card does.

Who may, the engine's door asks, each time; what somebody else did meanwhile, or the clock, the
router of errors says (handlers/admin/outdated.py).
"""

import logging
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.kbd import Button

from broadcast.model.content import Content
from broadcast.model.errors import (
    AudienceChanged,
    CallRefused,
    CallUnanswered,
    NobodyToSendTo,
    TimeIsOver,
    TooManyForwards,
)
from db.audience.audience import Audience
from db.audience.facts import CannotAsk
from handlers.admin.context import AdminContext
from handlers.admin.navigation import (
    ChosenMoment,
    Purpose,
    choose_moment,
    continue_draft,
    open_menu,
    show_people,
)
from handlers.admin.planned.page import open_one, opened, say
from handlers.admin.states import PlannedWindows
from handlers.language.names import quoted

logger = logging.getLogger(__name__)

BELOW = ShowMode.DELETE_AND_SEND


async def open_card(_: CallbackQuery, __: Any, manager: DialogManager, number: int) -> None:
    open_one(manager, number)
    await manager.switch_to(PlannedWindows.card)


async def send_test(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """What people will get, for this admin alone; the card moves below it."""
    admin, number = AdminContext.at(manager), opened(manager)
    broadcast = await admin.doors.reports.get(number)
    content, audience = Content.load(broadcast.content), Audience.load(broadcast.audience)
    manager.show_mode = BELOW
    try:
        calls = await admin.doors.personal.calls(content, audience=audience)
        await admin.doors.previews.show(calls, by=await admin.actor(), thread_id=admin.thread_id)
    except CallRefused as error:
        say(manager, admin.i18n.get("card-message-refused", detail=quoted(error.description)))
    except CallUnanswered as error:
        logger.warning("the message of broadcast %d was not shown: %s", number, error)
        say(manager, admin.i18n.get("card-message-unseen"))
    else:
        say(manager, admin.i18n.get("compose-note-test-sent"))


async def show_whom(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    broadcast = await AdminContext.at(manager).doors.reports.get(opened(manager))
    await show_people(manager, Audience.load(broadcast.audience))


async def edit(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """A draft of this admin's again; Confirm plans it for the same time."""
    admin, number = AdminContext.at(manager), opened(manager)
    await admin.doors.plans.edit(number, by=await admin.actor())
    await continue_draft(manager, number)


async def move(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    await choose_moment(manager, Purpose.LAUNCH)


async def take_moment(_: Any, result: Any, manager: DialogManager) -> None:
    """What the dialog in which a moment is chosen came to."""
    if not isinstance(result, ChosenMoment):
        return
    if result.displaced:
        manager.show_mode = BELOW
    if result.at is None:
        return
    admin = AdminContext.at(manager)
    try:
        await _move(opened(manager), result.at, admin)
    except TimeIsOver as over:
        key = "planned-expired" if over.expired else "planned-time-over"
        say(manager, admin.i18n.get(key))
    else:
        say(manager, admin.i18n.get("planned-moved"))


async def _move(number: int, at: int, admin: AdminContext) -> None:
    """What goes by everybody's own clock goes on doing so."""
    by, plan = await admin.actor(), await admin.doors.plans.get(number)
    if plan.local_time is None:
        await admin.doors.plans.move(number, at, by=by)
        return
    own = await admin.doors.zones.own_clocks(at)
    await admin.doors.plans.move(number, own.begins, by=by, local_time=own.local_time)


async def start_now(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """It was asked about."""
    admin, number = AdminContext.at(manager), opened(manager)
    try:
        await admin.doors.plans.start_now(number, by=await admin.actor())
    except (CannotAsk, NobodyToSendTo):  # the window, shown anew, says so
        return
    except (AudienceChanged, TimeIsOver, TooManyForwards):
        say(manager, admin.i18n.get("planned-now-cannot"))
        await manager.switch_to(PlannedWindows.card)
        return
    await admin.show_progress(number)
    await manager.done(show_mode=BELOW)


async def drop(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """It was asked about."""
    admin = AdminContext.at(manager)
    await admin.doors.plans.drop(opened(manager), by=await admin.actor())
    await open_list(manager)


async def open_list(manager: DialogManager) -> None:
    """The menu where nothing else is planned."""
    _, count = await AdminContext.at(manager).doors.plans.page(limit=0)
    if count:
        await manager.switch_to(PlannedWindows.list)
    else:
        await open_menu(manager)

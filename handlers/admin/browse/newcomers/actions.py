"""The second of two taps: to those who came since; and who they are."""

from contextlib import suppress

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button

from broadcast.model.content import Content
from broadcast.model.errors import MoveNotAllowed, NobodyToSendTo, TakenBack, TooManyForwards
from db.audience.facts import CannotAsk
from handlers.admin.browse.page import note, opened
from handlers.admin.context import AdminContext
from handlers.admin.navigation import show_people
from handlers.admin.states import Browse


async def show_newcomers(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    doors = AdminContext.at(manager).doors
    with suppress(CannotAsk, TakenBack):  # the window, shown anew, says why
        await show_people(manager, await doors.newcomers.audience(opened(manager)))


async def send(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """The card, shown anew, names the new broadcast; its progress is shown below."""
    admin = AdminContext.at(manager)
    try:
        broadcast = await admin.doors.newcomers.send(opened(manager), by=await admin.actor())
    except (NobodyToSendTo, CannotAsk, TakenBack):  # the window, shown anew, says which
        return
    except TooManyForwards:
        note(manager, await _too_many(admin, opened(manager)))
    except MoveNotAllowed:  # another tap was faster, or one of its line is not over
        note(manager, admin.i18n.get("since-under-way"))
    else:
        await admin.show_progress(broadcast.id)
    await manager.switch_to(Browse.card)


async def _too_many(admin: AdminContext, broadcast_id: int) -> str:
    count = await admin.doors.counts.count(await admin.doors.newcomers.audience(broadcast_id))
    content = Content.load((await admin.doors.reports.get(broadcast_id)).content)
    most = admin.doors.forecast.most_recipients(content)
    return admin.i18n.get("forwards-too-many", count=str(count), most=str(most))

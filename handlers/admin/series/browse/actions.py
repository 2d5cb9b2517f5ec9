"""What a tap in the list of series or on a card does. Who may, the door asks, each time."""

from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from db.series.records import BEGINS
from handlers.admin.context import AdminContext
from handlers.admin.navigation import choose_audience
from handlers.admin.series.refusals import done, say
from handlers.admin.series.session import SeriesSession, remember
from handlers.admin.states import SeriesWindows

BELOW = ShowMode.DELETE_AND_SEND


async def open_card(_: CallbackQuery, __: Any, manager: DialogManager, number: int) -> None:
    SeriesSession(series_id=number).save(manager)
    await manager.switch_to(SeriesWindows.card)


async def show_list(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    SeriesSession().save(manager)
    await manager.switch_to(SeriesWindows.list)


async def show_steps(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    remember(manager, offset=0)
    await manager.switch_to(SeriesWindows.steps)


async def show_signals(_: CallbackQuery, button: Button, manager: DialogManager) -> None:
    """The button's id says which."""
    remember(manager, does=str(button.widget_id))
    await manager.switch_to(SeriesWindows.signals)


async def show_start(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """Those who are there already stay out, unless it is chosen. What is missing yet is asked for
    first."""
    admin, number = AdminContext.at(manager), SeriesSession.of(manager).series_id
    detail = await admin.doors.series.detail(number)
    remember(manager, existing=False)
    if not detail.steps:
        say(manager, admin.i18n.get("series-start-writing"))
        await manager.switch_to(SeriesWindows.writing)
    elif not detail.begins:
        say(manager, admin.i18n.get("series-start-begins"))
        remember(manager, does=BEGINS)
        await manager.switch_to(SeriesWindows.signals)
    else:
        await manager.switch_to(SeriesWindows.start)


async def choose_whom(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    await choose_audience(manager, series_id=SeriesSession.of(manager).series_id)


async def audience_chosen(_: Any, displaced: Any, manager: DialogManager) -> None:
    if displaced:
        manager.show_mode = BELOW


async def rename(message: Message, _: MessageInput, manager: DialogManager) -> None:
    manager.show_mode = BELOW
    admin, number = AdminContext.at(manager), SeriesSession.of(manager).series_id
    making, by = admin.doors.series_making, await admin.actor()
    if await done(making.rename(number, message.text or "", by=by), manager):
        await manager.switch_to(SeriesWindows.card)


async def set_expiry(_: CallbackQuery, __: Any, manager: DialogManager, seconds: int) -> None:
    admin, number = AdminContext.at(manager), SeriesSession.of(manager).series_id
    making, by = admin.doors.series_making, await admin.actor()
    if await done(making.set_expiry(number, seconds or None, by=by), manager):
        await manager.switch_to(SeriesWindows.card)


async def turn_existing(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    remember(manager, existing=not SeriesSession.of(manager).existing)


async def start(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """It was asked about."""
    admin, session = AdminContext.at(manager), SeriesSession.of(manager)
    running, by = admin.doors.series_running, await admin.actor()
    act = running.start(session.series_id, existing_too=session.existing, by=by)
    if await done(act, manager):
        say(manager, admin.i18n.get("series-started"))
        await manager.switch_to(SeriesWindows.card)


async def pause(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    admin, number = AdminContext.at(manager), SeriesSession.of(manager).series_id
    await done(admin.doors.series_running.pause(number, by=await admin.actor()), manager)


async def resume(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    admin, number = AdminContext.at(manager), SeriesSession.of(manager).series_id
    await done(admin.doors.series_running.resume(number, by=await admin.actor()), manager)


async def end(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """It was asked about."""
    admin, number = AdminContext.at(manager), SeriesSession.of(manager).series_id
    await done(admin.doors.series_running.end(number, by=await admin.actor()), manager)
    await manager.switch_to(SeriesWindows.card)


async def delete(_: CallbackQuery, button: Button, manager: DialogManager) -> None:
    """It was asked about."""
    admin, number = AdminContext.at(manager), SeriesSession.of(manager).series_id
    if await done(admin.doors.series_making.delete(number, by=await admin.actor()), manager):
        await show_list(_, button, manager)


async def enrol_existing(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """It was asked about."""
    admin, number = AdminContext.at(manager), SeriesSession.of(manager).series_id
    await done(admin.doors.series_running.enrol_existing(number, by=await admin.actor()), manager)
    await manager.switch_to(SeriesWindows.card)


async def try_it(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """The first message comes at once; the card moves below it."""
    manager.show_mode = BELOW
    admin, number = AdminContext.at(manager), SeriesSession.of(manager).series_id
    if await done(admin.doors.series_running.try_it(number, by=await admin.actor()), manager):
        say(manager, admin.i18n.get("series-trying"))


async def stop_trying(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """That it has ended is told as it is when it ends by itself."""
    admin = AdminContext.at(manager)
    await admin.doors.series_running.stop_trying(by=await admin.actor())

"""Hours of the day in which broadcasts stand still: the window in which owners decide on them."""

from dataclasses import replace
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, SwitchTo
from aiogram_dialog.widgets.text import Case, Format, Multi

from broadcast.doors.hours.zones import WHOSE_IS_KNOWN
from broadcast.model.hours.quiet_hours import BadHours, CoverTheDay, QuietHours
from db.audience.audience import Audience
from db.schema.states import Role
from handlers.admin.context import AdminContext
from handlers.admin.navigation import show_people
from handlers.admin.states import SettingsWindows
from handlers.admin.wording.text import T
from handlers.language.names import isolated

LONGEST = 20  # characters of what was typed
MISTAKE, TYPED = "hours_mistake", "hours_typed"  # in the dialog's data


def quiet_hours_window() -> Window:
    return Window(
        Multi(
            Format("{wrong}", when="wrong"),
            T("quiet-hours-how"),
            T("quiet-hours-now", hours="hours", zone="zone", when="hours"),
            T("quiet-hours-by-person", when="by_person"),
            T("quiet-hours-as-before", count="as_before", zone="zone", when="as_before"),
            sep="\n\n",
        ),
        MessageInput(_take),
        Button(
            Case(
                {True: T("quiet-hours-own-on"), False: T("quiet-hours-own-off")},
                selector="by_person",
            ),
            id="own",
            on_click=_turn,
            when="hours",
        ),
        Button(T("zones-known", count="known"), id="known", on_click=_show_known, when="known"),
        Button(T("quiet-hours-none"), id="none", on_click=_remove, when="hours"),
        SwitchTo(T("admin-back"), id="back", state=SettingsWindows.list),
        state=SettingsWindows.quiet_hours,
        getter=_window,
    )


async def _window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin = AdminContext.at(dialog_manager)
    await admin.access.require(admin.user_id, Role.OWNER)
    hours = await admin.doors.quiet_times.get()
    by_person = hours is not None and hours.by_person
    return {
        "hours": "" if hours is None else str(hours),
        "by_person": by_person,
        "zone": admin.timezone.key,
        "as_before": await admin.doors.quiet_times.by_the_bots_clock() if by_person else 0,
        "known": await _known(admin) if by_person else 0,
        "wrong": _take_mistake(dialog_manager),
    }


async def _known(admin: AdminContext) -> int:
    return sum((await admin.doors.zones.among(Audience())).values())


async def _take(message: Message, _: MessageInput, manager: DialogManager) -> None:
    manager.show_mode = ShowMode.DELETE_AND_SEND
    admin, typed = AdminContext.at(manager), message.text or ""
    before = await admin.doors.quiet_times.get()
    by_person = before is not None and before.by_person
    try:
        hours = QuietHours.read(typed, by_person=by_person)
    except BadHours as error:
        covers = isinstance(error, CoverTheDay)
        manager.dialog_data[MISTAKE] = "day" if covers else "unreadable"
        manager.dialog_data[TYPED] = typed[: LONGEST + 1]
        return
    await _decide(hours, manager)


async def _turn(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """By everybody's own clock, or by the bot's alone."""
    hours = await AdminContext.at(manager).doors.quiet_times.get()
    if hours is not None:
        await _decide(replace(hours, by_person=not hours.by_person), manager)


async def _show_known(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    await show_people(manager, WHOSE_IS_KNOWN)


async def _remove(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    await _decide(None, manager)


async def _decide(hours: QuietHours | None, manager: DialogManager) -> None:
    """Whether they may, the door asks."""
    admin = AdminContext.at(manager)
    await admin.doors.quiet_times.decide(hours, by=await admin.actor())


def _take_mistake(manager: DialogManager) -> str:
    """What was typed and are no quiet hours; it is not said again."""
    mistake = manager.dialog_data.pop(MISTAKE, None)
    typed = isolated(manager.dialog_data.pop(TYPED, ""), LONGEST)
    if mistake is None:
        return ""
    return AdminContext.at(manager).i18n.get("quiet-hours-wrong", why=mistake, typed=typed)

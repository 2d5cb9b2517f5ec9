"""At most so many broadcasts a week to one person: the window in which owners decide on that."""

from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Group, Select, SwitchTo
from aiogram_dialog.widgets.text import Format, Multi

from broadcast.doors.caps.caps import MOST, BadCap
from db.schema.states import Role
from handlers.admin.context import AdminContext
from handlers.admin.states import SettingsWindows
from handlers.admin.wording.text import T
from handlers.language.names import isolated

OFFERED = (0, 1, 2, 3, 5, 7)  # 0 on a button: off
IN_ROW = 3
LONGEST = 20  # characters of what was typed
MOST_DIGITS = 6
MISTAKE, TYPED = "cap_mistake", "cap_typed"  # in the dialog's data


def week_cap_window() -> Window:
    return Window(
        Multi(
            Format("{wrong}", when="wrong"),
            T("week-cap-how"),
            T("week-cap-now", count="most"),
            sep="\n\n",
        ),
        MessageInput(_take),
        Group(
            Select(
                Format("{item[1]}"),
                id="most",
                item_id_getter=lambda item: item[0],
                items="offered",
                type_factory=int,
                on_click=_choose,
            ),
            width=IN_ROW,
        ),
        SwitchTo(T("admin-back"), id="back", state=SettingsWindows.list),
        state=SettingsWindows.week_cap,
        getter=_window,
    )


async def _window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin = AdminContext.at(dialog_manager)
    await admin.access.require(admin.user_id, Role.OWNER)
    most = admin.doors.caps.most or 0
    return {
        "most": most,
        "offered": [(number, _label(number, admin, chosen=number == most)) for number in OFFERED],
        "wrong": _take_mistake(dialog_manager),
    }


def _label(number: int, admin: AdminContext, *, chosen: bool) -> str:
    words = str(number) if number else admin.i18n.get("week-cap-off")
    return f"✅ {words}" if chosen else words


async def _choose(_: CallbackQuery, __: Any, manager: DialogManager, number: int) -> None:
    """The number is the button's, and may be made up."""
    if number in OFFERED:
        await _decide(number or None, manager)


async def _take(message: Message, _: MessageInput, manager: DialogManager) -> None:
    """Another number; 0 is none, for nobody would get anything."""
    manager.show_mode = ShowMode.DELETE_AND_SEND
    typed = (message.text or "").strip()
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= MOST_DIGITS):
        _refuse("unreadable", typed, manager)
        return
    try:
        await _decide(int(typed), manager)
    except BadCap:
        _refuse("many" if int(typed) > MOST else "zero", typed, manager)


async def _decide(most: int | None, manager: DialogManager) -> None:
    """Whether they may, the door asks."""
    admin = AdminContext.at(manager)
    await admin.doors.caps.decide(most, by=await admin.actor())


def _refuse(why: str, typed: str, manager: DialogManager) -> None:
    manager.dialog_data[MISTAKE] = why
    manager.dialog_data[TYPED] = typed[: LONGEST + 1]


def _take_mistake(manager: DialogManager) -> str:
    """What was typed and is no cap; it is not said again."""
    mistake = manager.dialog_data.pop(MISTAKE, None)
    typed = isolated(manager.dialog_data.pop(TYPED, ""), LONGEST)
    if mistake is None:
        return ""
    i18n = AdminContext.at(manager).i18n
    return i18n.get("week-cap-wrong", why=mistake, typed=typed, most=str(MOST))

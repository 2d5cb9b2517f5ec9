"""Opening the menu, and what it says once about what led there."""

from enum import StrEnum
from typing import Any

from aiogram_dialog import DialogManager, ShowMode, StartMode

from handlers.admin.states import Menu

NOTE = "note"  # in the dialog's data, and in its start data


class MenuNote(StrEnum):
    DISCARDED = "discarded"
    NOTHING_KEPT = "nothing-kept"
    DRAFT_KEPT = "draft-kept"


async def open_menu(
    manager: DialogManager, note: MenuNote | None = None, *, show_mode: ShowMode | None = None
) -> None:
    """In place of whatever is open."""
    data = None if note is None else {NOTE: note.value}
    await manager.start(Menu.main, data=data, mode=StartMode.RESET_STACK, show_mode=show_mode)


async def on_start(start_data: dict[str, Any] | None, manager: DialogManager) -> None:
    """Called by the dialog before it shows itself."""
    if start_data and NOTE in start_data:
        manager.dialog_data[NOTE] = start_data[NOTE]


def take_note(manager: DialogManager) -> MenuNote | None:
    value = manager.dialog_data.pop(NOTE, None)
    return None if value is None else MenuNote(value)

"""What the menu says once about what led there."""

from typing import Any

from aiogram_dialog import DialogManager

from handlers.admin.navigation import MenuNote, menu_note

NOTE = "note"  # in the dialog's data


async def on_start(start_data: dict[str, Any] | None, manager: DialogManager) -> None:
    """Called by the dialog before it shows itself."""
    note = menu_note(start_data)
    if note is not None:
        manager.dialog_data[NOTE] = note.value


def take_note(manager: DialogManager) -> MenuNote | None:
    value = manager.dialog_data.pop(NOTE, None)
    return None if value is None else MenuNote(value)

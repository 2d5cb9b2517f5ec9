"""What the dialog of places remembers beside the page of its list."""

from aiogram_dialog import DialogManager

PLACE = "chat_id"  # whose card is open
UNUSABLE = "unusable"  # said once: what was written is no greeting


def opened(manager: DialogManager) -> int:
    return int(manager.dialog_data[PLACE])


def open_place(manager: DialogManager, chat_id: int) -> None:
    manager.dialog_data[PLACE] = chat_id


def note_unusable(manager: DialogManager) -> None:
    manager.dialog_data[UNUSABLE] = True


def take_unusable(manager: DialogManager) -> bool:
    return bool(manager.dialog_data.pop(UNUSABLE, False))

"""Where an admin is among the places; these are all the words that the dialog remembers."""

from aiogram_dialog import DialogManager

PAGE = 6  # places; more would push the buttons off a phone's screen

OFFSET = "offset"  # places above the page
PLACE = "chat_id"  # whose card is open
UNUSABLE = "unusable"  # said once: what was written is no greeting


def offset_of(manager: DialogManager) -> int:
    return int(manager.dialog_data.get(OFFSET, 0))


def turn(manager: DialogManager, by: int) -> None:
    manager.dialog_data[OFFSET] = max(0, offset_of(manager) + by)


def opened(manager: DialogManager) -> int:
    return int(manager.dialog_data[PLACE])


def open_place(manager: DialogManager, chat_id: int) -> None:
    manager.dialog_data[PLACE] = chat_id


def note_unusable(manager: DialogManager) -> None:
    manager.dialog_data[UNUSABLE] = True


def take_unusable(manager: DialogManager) -> bool:
    return bool(manager.dialog_data.pop(UNUSABLE, False))

"""Where an admin is in the list of drafts; these are all the words that the dialog remembers."""

from aiogram_dialog import DialogManager

PAGE = 6  # drafts; more would push the buttons off a phone's screen

OFFSET = "offset"  # drafts above the page, counted from the newest
DRAFT = "draft_id"  # whose card is open


def offset_of(manager: DialogManager) -> int:
    return int(manager.dialog_data.get(OFFSET, 0))


def turn(manager: DialogManager, by: int) -> None:
    manager.dialog_data[OFFSET] = max(0, offset_of(manager) + by)


def opened(manager: DialogManager) -> int:
    return int(manager.dialog_data[DRAFT])


def open_draft(manager: DialogManager, number: int) -> None:
    manager.dialog_data[DRAFT] = number

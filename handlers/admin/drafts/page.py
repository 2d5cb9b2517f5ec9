"""Which draft is open: what the dialog remembers beside the page of its list."""

from aiogram_dialog import DialogManager

DRAFT = "draft_id"  # whose card is open


def opened(manager: DialogManager) -> int:
    return int(manager.dialog_data[DRAFT])


def open_draft(manager: DialogManager, number: int) -> None:
    manager.dialog_data[DRAFT] = number

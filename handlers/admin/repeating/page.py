"""Which one is open: what the dialog remembers beside the page of its list."""

from typing import Any

from aiogram_dialog import DialogManager

from handlers.admin.navigation import repeat_to_open

OPENED = "repeat_id"  # whose card is open
SAID = "said"  # once, in the admin's words


async def on_start(start_data: dict[str, Any] | None, manager: DialogManager) -> None:
    """Called by the dialog before it shows itself."""
    number, said = repeat_to_open(start_data)
    if number is not None:
        open_one(manager, number)
    if said:
        say(manager, said)


def opened(manager: DialogManager) -> int:
    return int(manager.dialog_data[OPENED])


def open_one(manager: DialogManager, number: int) -> None:
    manager.dialog_data[OPENED] = number


def say(manager: DialogManager, words: str) -> None:
    manager.dialog_data[SAID] = words


def take_said(manager: DialogManager) -> str:
    return str(manager.dialog_data.pop(SAID, ""))

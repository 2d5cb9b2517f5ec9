"""Where in the list of broadcasts an admin is."""

from aiogram_dialog import DialogManager

PAGE = 6  # broadcasts; more would push the buttons off a phone's screen


def offset_of(manager: DialogManager) -> int:
    """Broadcasts above the page, counted from the newest."""
    return int(manager.dialog_data.get("offset", 0))


def turn(manager: DialogManager, by: int) -> None:
    manager.dialog_data["offset"] = max(0, offset_of(manager) + by)

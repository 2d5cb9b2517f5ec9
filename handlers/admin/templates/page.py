"""What the dialog of templates remembers beside the page of its list."""

from typing import Any

from aiogram_dialog import DialogManager

from broadcast.doors.audience.naming import Named
from handlers.admin.navigation import template_source

TEMPLATE = "template_id"  # whose card is open
SOURCE = "source"  # the broadcast that one is about to be made of
EVER_REFUSED = "ever_refused"
REFUSED = "refused"  # said once: why the name cannot be


async def on_start(start_data: dict[str, Any] | None, manager: DialogManager) -> None:
    """Called by the dialog before it shows itself."""
    source = template_source(start_data)
    if source is not None:
        manager.dialog_data[SOURCE] = source


def opened(manager: DialogManager) -> int:
    return int(manager.dialog_data[TEMPLATE])


def open_template(manager: DialogManager, number: int) -> None:
    manager.dialog_data[TEMPLATE] = number


def source(manager: DialogManager) -> int:
    return int(manager.dialog_data[SOURCE])


def refuse(manager: DialogManager, named: Named) -> None:
    manager.dialog_data[REFUSED] = named.value
    manager.dialog_data[EVER_REFUSED] = True


def was_refused(manager: DialogManager) -> bool:
    """Whether a name was, since the window was opened."""
    return bool(manager.dialog_data.get(EVER_REFUSED))


def take_refusal(manager: DialogManager) -> Named | None:
    value = manager.dialog_data.pop(REFUSED, None)
    return None if value is None else Named(value)

"""A window that is shown before all of it is known, and once more when it is."""

from collections.abc import Awaitable, Callable

from aiogram_dialog import DialogManager

LATER = "shown_later"  # among the data of an update

Ending = Callable[[], Awaitable[bool]]  # waits; whether there is something new to be shown


def show_again_after(manager: DialogManager, ending: Ending) -> None:
    """For a getter: the window is shown as it is now, and again after `ending`, if that says so."""
    manager.middleware_data[LATER] = ending

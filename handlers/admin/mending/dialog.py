"""All the windows of mending."""

from aiogram_dialog import Dialog

from handlers.admin.mending.correcting.dialog import correct_windows
from handlers.admin.mending.pinning.dialog import pin_windows
from handlers.admin.mending.recalling.dialog import recall_window
from handlers.admin.mending.session import on_start


def mending_dialog() -> Dialog:
    return Dialog(*correct_windows(), recall_window(), *pin_windows(), on_start=on_start)

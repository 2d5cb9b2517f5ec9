"""The window that waits for the source of a rich message."""

from aiogram_dialog import Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button
from aiogram_dialog.widgets.link_preview import LinkPreview
from aiogram_dialog.widgets.text import Format, Multi

from handlers.admin.compose.rich import actions, getters
from handlers.admin.states import Compose
from handlers.admin.wording.text import T


def rich_window() -> Window:
    return Window(
        Multi(
            Format("{unusable}", when="unusable"),
            T("rich-how"),
            T("rich-files", when="files", lines="files"),
            sep="\n\n",
        ),
        LinkPreview(is_disabled=True),
        MessageInput(actions.take),
        Button(T("admin-back"), id="back", on_click=actions.back),
        state=Compose.rich,
        getter=getters.rich_window,
    )

"""The window that waits for the message to broadcast, or for the one to put in its place."""

from aiogram import F
from aiogram_dialog import Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button
from aiogram_dialog.widgets.text import Format, Multi

from handlers.admin.compose.capture import actions, getters
from handlers.admin.compose.capture.file_choice import instead
from handlers.admin.compose.capture.rich_source import open_instead, to_source
from handlers.admin.compose.preview_above import to_draft
from handlers.admin.states import Compose
from handlers.admin.wording.text import T


def message_window() -> Window:
    return Window(
        Multi(
            Format("{unusable}", when="unusable"),
            T("compose-send-message", when=~F["replacing"]),
            T("compose-send-replacement", when="replacing"),
            Format("{whom}", when="whom"),
            sep="\n\n",
        ),
        MessageInput(actions.take_message),
        instead(actions.take_as_file),
        to_source(open_instead),
        to_draft("back", when="replacing"),
        Button(T("compose-leave"), id="leave", on_click=actions.leave, when=~F["replacing"]),
        state=Compose.message,
        getter=getters.message_window,
    )

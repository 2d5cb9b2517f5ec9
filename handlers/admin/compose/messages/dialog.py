"""The list of a draft's messages, which takes the next one, and the window of one of them."""

from aiogram_dialog import Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, Row, SwitchTo
from aiogram_dialog.widgets.text import Format, Multi

from handlers.admin.compose.capture.file_choice import instead, other_way
from handlers.admin.compose.capture.rich_source import open_adding, to_source
from handlers.admin.compose.messages import actions, getters
from handlers.admin.compose.preview_above import Remark, to_draft, unasked
from handlers.admin.paged_list import choices
from handlers.admin.states import Compose
from handlers.admin.wording.text import T


def messages_window() -> Window:
    return Window(
        Multi(
            Format("{unusable}", when="unusable"),
            Format("{note}", when="note"),
            Format("{version}", when="version"),
            T("messages-count", count="count", most="most"),
            T("messages-next", when="room"),
            T("messages-no-room", when="full"),
            sep="\n\n",
        ),
        MessageInput(actions.add_message),
        Column(choices("message", "messages", actions.open_message, int)),
        instead(actions.add_as_file),
        to_source(open_adding, when="room"),
        Button(T("messages-undo"), id="undo", on_click=actions.undo, when="added"),
        to_draft("back", T("messages-done")),
        state=Compose.messages,
        getter=getters.messages_window,
    )


def one_message_window() -> Window:
    return Window(
        Multi(
            Remark(),
            T("messages-one", number="number", count="count", title="title"),
            sep="\n\n",
        ),
        unasked(),
        SwitchTo(T("compose-replace"), id="replace", state=Compose.message),
        other_way(),
        Row(
            Button(T("messages-up"), id="up", on_click=actions.move_up, when="not_first"),
            Button(T("messages-down"), id="down", on_click=actions.move_down, when="not_last"),
        ),
        Button(T("messages-remove"), id="remove", on_click=actions.remove, when="several"),
        SwitchTo(T("admin-back"), id="back", state=Compose.messages),
        state=Compose.one_message,
        getter=getters.one_message_window,
    )
